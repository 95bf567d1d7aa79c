import assert from 'node:assert/strict';
import { foundSentence, modelCount } from '../../../src/host/local/localWords.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { server } from './servers.ts';

describe('words for servers on this computer', () => {
  it('count their models', () => {
    const words = [[], ['a'], ['a', 'b']].map((models) => modelCount({ models }, plainEnglish));
    assert.deepEqual(words, ['no model yet', '1 model', '2 models']);
  });

  it('name all that were found, in one line', () => {
    const found = [server('Ollama', 'a', 'b', 'c'), server('vLLM', 'm'), server('LM Studio')];
    assert.equal(
      foundSentence(found, plainEnglish),
      'Found on this computer: Ollama (3 models), vLLM (1 model), LM Studio (no model yet)',
    );
  });
});
