/*
 * The transport that is loaded when it is first used: the same rules, from the first byte on.
 */
import assert from 'node:assert/strict';
import { lazyTransport } from '../../../src/host/transport/lazyTransport.ts';

describe('lazyTransport', () => {
  it('asks for no key before it is used, and then keeps the rules of the transport', async () => {
    const asked: string[] = [];
    const transport = lazyTransport({
      keyOf: (_id, origin) => {
        asked.push(origin);
        return Promise.resolve(undefined);
      },
    });
    assert.deepEqual(asked, []);
    const send = () =>
      transport.send(
        {
          providerId: 'p',
          method: 'GET',
          url: 'https://h.example/v1/models',
          headers: {},
          key: { in: 'header', name: 'authorization' },
          firstByteMaxMs: 10,
          idleMaxMs: 10,
        },
        new AbortController().signal,
      );
    // Without a key nothing leaves: the request ends here.
    await assert.rejects(send, { kind: 'auth' });
    await assert.rejects(send, { kind: 'auth' });
    assert.deepEqual(asked, ['https://h.example', 'https://h.example']);
  });
});
