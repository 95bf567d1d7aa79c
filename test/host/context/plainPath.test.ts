import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isPlainPath } from '../../../src/host/context/plainPath.ts';

type Attack = {
  readonly id: string;
  readonly path: string;
  readonly os: string;
  readonly expect: string;
};
const attacks = (
  JSON.parse(
    readFileSync(new URL('../../fixtures/torture/path-attacks.json', import.meta.url), 'utf8'),
  ) as { cases: Attack[] }
).cases;

describe('plain path', () => {
  it('refuses every spelling of the attacks that leads out, on the systems they are for', () => {
    const byName = attacks.filter(({ id, expect }) => expect === 'reject' && /^p\d+$/.test(id));
    assert.ok(byName.length > 25);
    for (const { id, path, os } of byName) {
      assert.equal(isPlainPath(path, true), false, `${id} on Windows`);
      if (os === 'any') assert.equal(isPlainPath(path, false), false, id);
    }
  });

  it('takes what honest repositories hold', () => {
    const honest = [
      'src/pool.test.ts',
      'a/.github/workflows/x.yml',
      'docs/über mich.md',
      'app/[id]/page.tsx',
      'app/(group)/page.tsx',
      'a/@scope/b.c++',
      '日本語/ファイル.txt',
      'x/100% done.md',
      '..hidden/file',
      'node~1/a',
    ];
    for (const path of honest) assert.equal(isPlainPath(path, false), true, path);
    for (const path of honest.filter((one) => !one.includes('%'))) {
      assert.equal(isPlainPath(path, true), true, path);
    }
  });
});
