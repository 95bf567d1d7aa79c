import assert from 'node:assert/strict';
import { diffSections } from '../../../src/host/context/diffText.ts';

const changed = `diff --git a/src/a.ts b/src/a.ts
index 1..2 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1 +1 @@
-old
+diff --git a/evil b/evil
+++ b/not/a/name
`;
const renamed = `diff --git a/.env b/x.txt
similarity index 100%
rename from .env
rename to x.txt
`;
const quoted = `diff --git "a/\\303\\244 b.txt" "b/\\303\\244 b.txt"
--- "a/\\303\\244 b.txt"
+++ "b/\\303\\244 b.txt"
@@ -0,0 +1 @@
+x
`;
const binary = 'diff --git a/logo.png b/logo.png\nindex 1..2\nBinary files differ\n';

describe('diff text', () => {
  it('comes apart by files, whatever stands in their lines, and loses nothing', () => {
    const whole = changed + renamed + quoted + binary;
    const sections = diffSections(whole);
    assert.equal(sections.map(({ text }) => text).join(''), whole);
    assert.deepEqual(
      sections.map(({ paths }) => paths),
      [['src/a.ts'], ['.env', 'x.txt'], ['ä b.txt'], ['logo.png']],
    );
  });

  it('names files that came or went, and both names where only the first line has them', () => {
    const gone = changed.replace('+++ b/src/a.ts', '+++ /dev/null');
    assert.deepEqual(diffSections(gone)[0]?.paths, ['src/a.ts']);
    assert.deepEqual(diffSections('')[0], undefined);
    assert.deepEqual(diffSections('no diff at all')[0], { paths: [], text: 'no diff at all' });
  });
});
