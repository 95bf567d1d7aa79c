import assert from 'node:assert/strict';
import { placeOf } from '../../../src/host/commands/askedPlace.ts';

describe('askedPlace', () => {
  it('knows what words for a remedy need', () => {
    const azure = placeOf({ kind: 'azure', baseUrl: 'https://x.openai.azure.com/openai/v1' });
    assert.deepEqual(
      [azure.isEntered, azure.isOnThisComputer, azure.takesKey, azure.keyPageUrl],
      [true, false, true, 'https://ai.azure.com'],
    );
    assert.equal(placeOf({ kind: 'openai' }).isEntered, false);
    assert.equal(placeOf({ kind: 'ollama' }).isOnThisComputer, true);
    // Somebody else's gateway is not where the vendor's credit is bought.
    const gateway = placeOf({ kind: 'openai', baseUrl: 'https://gateway.example/v1' });
    assert.deepEqual([gateway.isEntered, gateway.billingPageUrl], [true, undefined]);
    assert.equal(placeOf({ kind: 'vscode.lm' }).takesKey, false);
  });
});
