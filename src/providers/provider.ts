/*
 * A provider: a preset, an address and a wire format behind the one interface that the engine
 * knows. It builds the questions and knows what it is (family, upstream, local or not); the reading
 * is done elsewhere. Nothing is repeated, waited for or decided here.
 */
import type { Clock, KeyPlacement, Provider, Transport } from '../core/index.ts';
import { streamAnswer } from './answerStream.ts';
import { checkBaseUrl, endpointUrl } from './baseUrl.ts';
import { createAnswerDecoding } from './body/answerDecoding.ts';
import type { Decoding } from './body/decoding.ts';
import { createSniffer } from './body/sniff.ts';
import { readingError, type AnswerPlace } from './errors/errorOf.ts';
import { ask, errorOfStatus, isSuccess, type Answer, type Question } from './exchange.ts';
import { listModels } from './models.ts';
import { presetOf, type PresetKind } from './presets/index.ts';
import { upstreamOf, type Preset } from './presets/preset.ts';
import { codecOf } from './wires.ts';

export type ProviderConfig = {
  readonly id: string;
  readonly kind: PresetKind;
  /** Needed where the preset has none; else it replaces the preset's. */
  readonly baseUrl?: string | undefined;
  readonly models: readonly string[];
};

/** For questions that are not to a model: list and reach. */
const SHORT_WAIT_MS = 10_000;

/** Throws `RangeError` where the configuration cannot be used. */
export function createProvider(
  config: ProviderConfig,
  transport: Transport,
  clock: Clock,
): Provider {
  const preset: Preset = presetOf(config.kind);
  const codec = codecOf(preset);
  const base = checkBaseUrl(config.baseUrl ?? (preset.baseUrl === 'ask' ? '' : preset.baseUrl));
  if (!base.ok) throw new RangeError(`${config.id}.baseUrl: ${base.problem}`);
  const own = preset.baseUrl === 'ask' ? undefined : checkBaseUrl(preset.baseUrl);
  // A preset's name stands for its own origin only: elsewhere somebody else runs the endpoint.
  const isOwn = own?.ok === true && own.origin === base.origin;
  const family = preset.family === 'origin' || !isOwn ? base.origin : preset.family;
  const isLocal = preset.isLocal === 'loopback' && base.isLoopback;

  const question = (url: string): Omit<Question, 'method' | 'key'> => ({
    providerId: config.id,
    url,
    headers: codec.headers(preset),
    firstByteMaxMs: SHORT_WAIT_MS,
    idleMaxMs: SHORT_WAIT_MS,
  });

  const listUrl = (): string =>
    (isOwn ? preset.modelsUrl : undefined) ??
    endpointUrl(base.url, codec.models.path, codec.models.query);

  const put = (url: string, key: KeyPlacement, signal: AbortSignal): Promise<Answer> =>
    ask(transport, clock, { ...question(url), method: 'GET', key }, signal);

  // Without the key: any answer of the API, a refusal too, proves that it is there.
  const reach = async (signal: AbortSignal): Promise<void> =>
    checkReached(await put(listUrl(), { in: 'none' }, signal), signal);

  return {
    id: config.id,
    family,
    isLocal,
    upstream: (modelId) => upstreamOf(preset, family, modelId),
    // This wire cannot tell; a vendor's models are taken to be loaded.
    isLoaded: () => (isLocal ? 'unknown' : true),
    stream(call, signal) {
      const { path, query, body } = codec.encode(call.request, call.target.modelId, preset);
      const asked: Question = {
        ...question(endpointUrl(base.url, path, query)),
        modelId: call.target.modelId,
        method: 'POST',
        key: preset.key,
        body,
        firstByteMaxMs: call.firstByteMaxMs,
        idleMaxMs: call.idleMaxMs,
      };
      const { attemptId, target } = call;
      const decode = (place: AnswerPlace): Decoding =>
        createAnswerDecoding(codec, { ...place, modelId: target.modelId, attemptId });
      return streamAnswer(transport, clock, asked, decode, signal);
    },
    listModels: (signal) =>
      listModels((url) => put(url, preset.key, signal), listUrl(), codec.models, signal),
    reach,
    warm: (_modelId, signal) => reach(signal),
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
