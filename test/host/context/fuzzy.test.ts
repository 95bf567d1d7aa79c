import assert from 'node:assert/strict';
import { fitOf, ranked } from '../../../src/host/context/fuzzy.ts';

const best = (words: string, ...paths: string[]): readonly string[] =>
  ranked(paths, words, 10, (path) => path);

describe('fuzzy', () => {
  it('wants all letters in order, and nothing else', () => {
    assert.equal(fitOf('xyz', 'src/pool.ts'), undefined);
    assert.equal(fitOf('loop', 'src/pool.ts'), undefined);
    assert.equal(fitOf('', 'anything'), 0);
    assert.notEqual(fitOf('sptest', 'src/pool.test.ts'), undefined);
    assert.notEqual(fitOf('SRC\\po', 'src/pool.ts'), undefined);
  });

  it('puts the name before the folder, the whole before the scattered, the short before the long', () => {
    assert.equal(best('pool', 'pool/x/index.ts', 'src/pool.ts')[0], 'src/pool.ts');
    assert.equal(
      best('pool.test', 'src/pool.ts', 'a/p_o_o_l/test.ts', 'test/pool.test.ts')[0],
      'test/pool.test.ts',
    );
    assert.equal(best('index', 'a/b/c/d/e/f/index.ts', 'index.ts')[0], 'index.ts');
    assert.equal(best('cS', 'chatSession.ts', 'access.ts')[0], 'chatSession.ts');
  });

  it('keeps at most what is wanted', () => {
    assert.equal(ranked(['a1', 'a2', 'a3'], 'a', 2, (path) => path).length, 2);
  });
});
