/*
 * The look with the real transport at real sockets: found, with nothing of a key in the question.
 */
import assert from 'node:assert/strict';
import { findLocal } from '../../../src/host/local/findLocal.ts';
import { realClock } from '../../../src/host/realClock.ts';
import { startOllama } from '../../harness/ollamaServer.ts';

describe('looking at the usual places', () => {
  it('finds a server on loopback, and nothing where nobody listens', async () => {
    const ollama = await startOllama(['a', 'b']);
    const { signal } = new AbortController();
    try {
      const found = await findLocal(realClock, `vllm=1,ollama=${ollama.port}`, signal);
      assert.deepEqual(
        found.map(({ label, models }) => [label, models]),
        [['Ollama', ['a', 'b']]],
      );
      const [{ headers } = { headers: {} }] = ollama.requests;
      const names = Object.keys(headers).filter((name) => /auth|key|cookie|token/i.test(name));
      assert.deepEqual([ollama.requests.length, names], [1, []]);
    } finally {
      await ollama.close();
    }
  });
});
