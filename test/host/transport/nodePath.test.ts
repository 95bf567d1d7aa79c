/*
 * The path for long silences: the contract of both paths, and that it is this path which is taken.
 */
import assert from 'node:assert/strict';
import { FETCH_SILENCE_MAX_MS } from '../../../src/host/transport/index.ts';
import { ask, textOf, transportWithKey } from './bench.ts';
import { closeAll, serve } from './loopback.ts';
import { pathContract } from './pathContract.ts';

describe('host/transport/nodePath', () => {
  pathContract(Infinity);

  describe('is taken', () => {
    const original = globalThis.fetch;
    const never = new AbortController().signal;
    afterEach(async () => {
      globalThis.fetch = original;
      await closeAll();
    });

    const cases = [
      { firstByteMaxMs: FETCH_SILENCE_MAX_MS + 1, idleMaxMs: 10, byFetch: false },
      { firstByteMaxMs: 10, idleMaxMs: Infinity, byFetch: false },
      { firstByteMaxMs: FETCH_SILENCE_MAX_MS, idleMaxMs: FETCH_SILENCE_MAX_MS, byFetch: true },
    ];
    for (const { byFetch, ...budgets } of cases) {
      it(`${byFetch ? 'not ' : ''}for ${budgets.firstByteMaxMs}/${budgets.idleMaxMs}`, async () => {
        let fetched = 0;
        globalThis.fetch = (...args) => {
          fetched += 1;
          return original(...args);
        };
        const { origin } = await serve((_request, response) => response.end('hello'));
        const transport = transportWithKey();
        const response = await transport.send({ ...ask(origin, 0), ...budgets }, never);
        assert.equal(await textOf(response), 'hello');
        assert.equal(fetched, byFetch ? 1 : 0);
      });
    }
  });

  it('leaves no listener on a signal that outlives the request', async () => {
    const controller = new AbortController();
    let listening = 0;
    const { signal } = controller;
    const [add, remove] = [signal.addEventListener, signal.removeEventListener];
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listening += 1;
      add.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listening -= 1;
      remove.apply(signal, args);
    };
    const { origin } = await serve((_request, response) => response.end('hello'));
    for (const silenceMs of [1000, Infinity]) {
      await textOf(await transportWithKey().send(ask(origin, silenceMs), signal));
    }
    assert.equal(listening, 0);
    await closeAll();
  });
});
