/*
 * A provider before and after it is loaded: what it is from the start, one loading for all who ask
 * at once, a stop while it loads, and nothing in between afterwards.
 */
import assert from 'node:assert/strict';
import type { Provider } from '../../src/core/index.ts';
import { createProvider } from '../../src/providers/provider.ts';
import { providerLater, type LoadProviders } from '../../src/host/providerLater.ts';
import { callOf, handClock, serve } from '../providers/bench.ts';

const CONFIG = { id: 'acme', kind: 'ollama', models: ['m'] } as const;
const { signal } = new AbortController();

function make(load: LoadProviders): Provider {
  const knowledge = {} as never;
  return providerLater(CONFIG, { load, transport: serve({}), clock: handClock(), knowledge });
}

describe('a provider that is loaded later', () => {
  it('is known before: family, upstream, local, and nothing of what it has loaded', () => {
    const provider = make(() => assert.fail('nobody asked'));
    const whole = createProvider(CONFIG, serve({}), handClock());
    for (const one of [provider, whole]) {
      assert.deepEqual(
        [one.id, one.family, one.isLocal, one.upstream('m'), one.isLoaded('m')],
        ['acme', 'http://127.0.0.1:11434', true, 'http://127.0.0.1:11434', 'unknown'],
      );
    }
  });

  it('refuses a configuration that cannot be used at once', () => {
    const config = { id: 'x', kind: 'compatible', models: [] } as const;
    const parts = { load: () => assert.fail(), transport: serve({}), clock: handClock() };
    assert.throws(() => providerLater(config, { ...parts, knowledge: {} as never }), RangeError);
  });

  it('is made once, however many ask while it loads', async () => {
    let made = 0;
    const provider = make(async () => ({
      createProvider() {
        made += 1;
        return { listModels: async () => [{ id: `m${made}` }] } as unknown as Provider;
      },
    }));
    const lists = [provider.listModels(signal), provider.listModels(signal)];
    assert.deepEqual(await Promise.all(lists), [[{ id: 'm1' }], [{ id: 'm1' }]]);
    assert.deepEqual(await provider.listModels(signal), [{ id: 'm1' }]);
  });

  it('is not waited for when it is stopped while it loads', async () => {
    const provider = make(() => new Promise<never>(() => {}));
    const abort = new AbortController();
    const events = provider.stream(callOf(), abort.signal)[Symbol.asyncIterator]();
    const asked = [events.next(), provider.reach(abort.signal), provider.warm('m', abort.signal)];
    abort.abort();
    for (const one of asked) await assert.rejects(one, { kind: 'aborted' });
  });

  it('hands out the provider’s own stream once it is loaded', async () => {
    const own = (async function* none() {})();
    const provider = make(async () => ({
      createProvider: () =>
        ({ stream: () => own, reach: () => Promise.resolve() }) as unknown as Provider,
    }));
    assert.notEqual(provider.stream(callOf(), signal), own);
    await provider.reach(signal);
    assert.equal(provider.stream(callOf(), signal), own);
  });
});
