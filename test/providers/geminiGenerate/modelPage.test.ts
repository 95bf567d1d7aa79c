/*
 * Pages of Gemini's model list.
 */
import assert from 'node:assert/strict';
import { readGeminiPage } from '../../../src/providers/geminiGenerate/modelPage.ts';

describe('a page of Gemini models', () => {
  it('holds names, limits and only models that can answer', () => {
    const models = [
      {
        name: 'models/gemini-2.5-flash',
        displayName: 'Gemini 2.5 Flash',
        inputTokenLimit: 1_048_576,
        outputTokenLimit: 65_536,
        supportedGenerationMethods: ['generateContent', 'countTokens'],
      },
      { name: 'models/embed', supportedGenerationMethods: ['embedContent'] },
      { name: 'tunedModels/x', displayName: 'tunedModels/x', inputTokenLimit: 0 },
      null,
      {},
    ];
    assert.deepEqual(readGeminiPage(JSON.stringify({ models, nextPageToken: 't' })), {
      models: [
        {
          id: 'gemini-2.5-flash',
          name: 'Gemini 2.5 Flash',
          contextTokensMax: 1_048_576,
          outputTokensMax: 65_536,
        },
        { id: 'tunedModels/x' },
      ],
      nextAfter: 't',
    });
  });

  it('may be empty; other JSON is none', () => {
    assert.deepEqual(readGeminiPage('{}'), { models: [], nextAfter: undefined });
    for (const other of ['', '[]', '{"data":[]}', '<html>'])
      assert.equal(readGeminiPage(other), undefined);
  });
});
