import assert from 'node:assert/strict';
import { isReadableName } from '../../src/providers/modelNames.ts';

describe('names of models', () => {
  it('are what a person can read, in any script', () => {
    const good = ['llama3.2:1b', 'org/model', 'C:\\My Models\\a b.gguf', '模型', 'naïve'];
    for (const name of good) assert.ok(isReadableName(name), name);
  });

  it('hide, turn or break no text, and fit into settings', () => {
    const bad = [
      '',
      ' ',
      ' a',
      'a ',
      'a\nb',
      'a\u0000',
      '\u202eabc',
      'a\u200bb',
      'a\u2028b',
      'a\ud800',
    ];
    for (const name of [...bad, 'x'.repeat(201)]) assert.ok(!isReadableName(name), name);
  });
});
