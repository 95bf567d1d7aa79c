/*
 * A configured provider whose asking is loaded when it is first asked: a start of the editor that
 * asks nothing pays for no wire format. What it is (family, upstream, local) is known at once.
 * Once loaded, a stream is the provider's own: nothing stands between.
 */
import type { Clock, Provider, StreamEvent, Transport } from '../core/index.ts';
import { addressOf, upstreamOf, type ProviderConfig } from '../providers/index.ts';
import type { createProvider } from '../providers/provider.ts';
import type { Knowledge } from './catalog/createKnowledge.ts';
import { orAborted } from './transport/fault.ts';

export type LoadProviders = () => Promise<{ readonly createProvider: typeof createProvider }>;

type Parts = {
  readonly load: LoadProviders;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly knowledge: Pick<Knowledge, 'catalog' | 'estimator'>;
};

/** Throws `RangeError` where the configuration cannot be used. */
export function providerLater(config: ProviderConfig, parts: Parts): Provider {
  const { load, transport, clock, knowledge } = parts;
  const { preset, family, isLocal } = addressOf(config);
  let loaded: Provider | undefined;
  let loading: Promise<Provider> | undefined;
  const provider = async (): Promise<Provider> => {
    loading ??= load().then((living) => {
      loaded = living.createProvider(config, transport, clock, knowledge);
      return loaded;
    });
    return loading;
  };
  const ready = (signal: AbortSignal): Promise<Provider> => orAborted(provider(), signal);
  return {
    id: config.id,
    family,
    isLocal,
    upstream: (modelId) => upstreamOf(preset, family, modelId),
    isLoaded: (modelId) => loaded?.isLoaded(modelId) ?? (isLocal ? 'unknown' : true),
    stream: (call, signal) =>
      loaded?.stream(call, signal) ??
      (async function* first(): AsyncGenerator<StreamEvent> {
        yield* (await ready(signal)).stream(call, signal);
      })(),
    listModels: async (signal) => (await ready(signal)).listModels(signal),
    reach: async (signal) => (await ready(signal)).reach(signal),
    warm: async (modelId, signal) => (await ready(signal)).warm(modelId, signal),
  };
}
