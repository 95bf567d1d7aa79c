import assert from 'node:assert/strict';
import { languageId } from '../../../src/host/code/languageId.ts';

describe('languageId', () => {
  it('knows what models write, and only what the editor has', () => {
    const known = ['typescript', 'shellscript', 'csharp', 'sql', 'plaintext'];
    const ids = ['ts', 'BASH', 'c#', 'sql', 'python', '', 'constructor'].map((name) =>
      languageId(name, known),
    );
    assert.deepEqual(ids, [
      'typescript',
      'shellscript',
      'csharp',
      'sql',
      'plaintext',
      'plaintext',
      'plaintext',
    ]);
  });
});
