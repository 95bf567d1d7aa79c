/*
 * A provider: a preset, an address and a wire format behind the one interface that the engine
 * knows. It builds the questions and knows what it is (family, upstream, local or not); the reading
 * is done elsewhere. Nothing is repeated, waited for or decided here.
 */
import type { Clock, Provider, Transport } from '../core/index.ts';
import { addressOf, type ProviderConfig } from './address.ts';
import { endpointUrl } from './baseUrl.ts';
import { createSniffer } from './body/sniff.ts';
import { readingError } from './errors/errorOf.ts';
import { ask, errorOfStatus, isSuccess, type Answer, type Question } from './exchange.ts';
import { createModelLoading } from './modelLoading.ts';
import { listModels } from './models.ts';
import { upstreamOf } from './presets/preset.ts';
import { codecOf } from './wires.ts';
import { createStream, type Knowledge } from './stream.ts';

/** For questions that are not to a model: list and reach. */
const SHORT_WAIT = { firstByteMaxMs: 10_000, idleMaxMs: 10_000 };

/** Throws `RangeError` where the configuration cannot be used. */
export function createProvider(
  config: ProviderConfig,
  transport: Transport,
  clock: Clock,
  knowledge?: Knowledge,
): Provider {
  const { preset, base, isOwn, family, isLocal } = addressOf(config);
  const codec = codecOf(preset);

  const send = (url: string, asked: Partial<Question>, signal: AbortSignal): Promise<Answer> => {
    const method = asked.body === undefined ? 'GET' : 'POST';
    const usual = { headers: codec.headers(preset), key: preset.key, ...SHORT_WAIT };
    const question = { providerId: config.id, method, url, ...usual, ...asked } as const;
    return ask(transport, clock, question, signal);
  };

  const listUrl = (): string =>
    (isOwn ? preset.modelsUrl : undefined) ??
    endpointUrl(base.url, codec.models.path, codec.models.query);

  const loading =
    codec.loading &&
    createModelLoading(codec.loading, clock, (path, asked, signal) =>
      send(endpointUrl(base.url, path), asked, signal),
    );

  // Without the key: any answer of the API, a refusal too, proves that it is there.
  const reach = async (signal: AbortSignal): Promise<void> => {
    await checkReached(await send(listUrl(), { key: { in: 'none' } }, signal), signal);
    await loading?.look(signal);
  };

  return {
    id: config.id,
    family,
    isLocal,
    upstream: (modelId) => upstreamOf(preset, family, modelId),
    // Most wires cannot tell; a vendor's models are taken to be loaded.
    isLoaded: (modelId) => (isLocal ? (loading?.isLoaded(modelId) ?? 'unknown') : true),
    stream: createStream({
      id: config.id,
      preset,
      base,
      isOwn,
      transport,
      clock,
      ...(loading === undefined ? {} : { loading }),
      ...(knowledge === undefined ? {} : { knowledge }),
    }),
    listModels: (signal) =>
      listModels(
        (place, asked) =>
          send(place.startsWith('/') ? endpointUrl(base.url, place) : place, asked, signal),
        listUrl(),
        codec.models,
        signal,
      ),
    reach,
    warm: (modelId, signal) => loading?.load(modelId, signal) ?? reach(signal),
  };
}

/** Fails on an ill server, and on a page that stands in the way. */
async function checkReached(answer: Answer, signal: AbortSignal): Promise<void> {
  try {
    if (answer.place.status >= 500) throw await errorOfStatus(answer, signal);
    if (isSuccess(answer.place) && (await isPage(answer))) {
      throw readingError(answer.place, 'protocol', 'a web page came instead of an answer');
    }
  } finally {
    answer.reader.close();
  }
}

async function isPage({ reader }: Answer): Promise<boolean> {
  const sniffer = createSniffer();
  for (;;) {
    const chunk = await reader.next();
    if (chunk === 'end' || chunk === 'late') return false;
    const form = sniffer.look(chunk);
    if (form !== undefined) return form === 'page';
  }
}
