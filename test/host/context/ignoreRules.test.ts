import assert from 'node:assert/strict';
import { createIgnoreRules } from '../../../src/host/context/ignoreRules.ts';

const rules = (files: Record<string, string>) =>
  createIgnoreRules((folder) => Promise.resolve(files[folder]));

describe('ignore rules', () => {
  it('follow every level, the deeper one wins', async () => {
    const own = rules({ '': '*.log\nbuild/\n!keep.log\n', pkg: '!b.log\ngen\n' });
    const ignored = async (path: string) => own.isIgnored(path);
    assert.equal(await ignored('a.log'), true);
    assert.equal(await ignored('keep.log'), false);
    assert.equal(await ignored('pkg/a.log'), true);
    assert.equal(await ignored('pkg/b.log'), false);
    assert.equal(await ignored('pkg/gen/x.ts'), true);
    assert.equal(await ignored('gen/x.ts'), false);
    assert.equal(await ignored('src/a.ts'), false);
  });

  it('let nothing out of an ignored folder, and know Git’s own', async () => {
    const own = rules({ '': 'build/\n', build: '!a.ts\n' });
    assert.equal(await own.isIgnored('build/a.ts'), true);
    assert.equal(await own.isIgnored('.git/config'), true);
    assert.equal(await own.isIgnored('sub/.git/config'), true);
  });

  it('drop patterns that were made to be slow', async () => {
    const own = rules({ '': `${'*a'.repeat(60)}b\n${'x'.repeat(400)}\nplain\n` });
    assert.equal(await own.isIgnored('a'.repeat(200)), false);
    assert.equal(await own.isIgnored('plain'), true);
  });
});
