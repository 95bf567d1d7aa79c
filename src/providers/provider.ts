/*
 * A provider: a preset, an address and a wire format behind the one interface that the engine
 * knows. It builds the questions and knows what it is (family, upstream, local or not); the reading
 * is done elsewhere. Nothing is repeated, waited for or decided here.
 */
import type { Clock, Provider, Transport } from '../core/index.ts';
import { streamAnswer } from './answerStream.ts';
import { checkBaseUrl, endpointUrl } from './baseUrl.ts';
import type { Decoding } from './body/decoding.ts';
import { createSniffer } from './body/sniff.ts';
import { readingError, type AnswerPlace } from './errors/errorOf.ts';
import { ask, errorOfStatus, isSuccess, type Answer, type Question } from './exchange.ts';
import { listModels } from './models.ts';
import { createChatDecoding } from './openaiChat/decode.ts';
import { encodeChat } from './openaiChat/encode.ts';
import { presetOf, type PresetKind } from './presets/index.ts';
import { upstreamOf } from './presets/preset.ts';

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
  const preset = presetOf(config.kind);
  const base = checkBaseUrl(config.baseUrl ?? (preset.baseUrl === 'ask' ? '' : preset.baseUrl));
  if (!base.ok) throw new RangeError(`${config.id}.baseUrl: ${base.problem}`);
  const own = preset.baseUrl === 'ask' ? undefined : checkBaseUrl(preset.baseUrl);
  // A preset's name stands for its own origin only: elsewhere somebody else runs the endpoint.
  const isOwn = own?.ok === true && own.origin === base.origin;
  const family = preset.family === 'origin' || !isOwn ? base.origin : preset.family;
  const modelsUrl = (isOwn ? preset.modelsUrl : undefined) ?? endpointUrl(base.url, '/models');
  const isLocal = preset.isLocal === 'loopback' && base.isLoopback;

  const question = (url: string): Omit<Question, 'method' | 'key'> => ({
    providerId: config.id,
    url,
    firstByteMaxMs: SHORT_WAIT_MS,
    idleMaxMs: SHORT_WAIT_MS,
  });

  const reach = async (signal: AbortSignal): Promise<void> => {
    // Without the key: any answer of the API, a refusal too, proves that it is there.
    const asked: Question = { ...question(modelsUrl), method: 'GET', key: { in: 'none' } };
    const answer = await ask(transport, clock, asked, signal);
    try {
      if (answer.place.status >= 500) throw await errorOfStatus(answer, signal);
      if (isSuccess(answer.place) && (await isPage(answer))) {
        throw readingError(answer.place, 'protocol', 'a web page came instead of an answer');
      }
    } finally {
      answer.reader.close();
    }
  };

  return {
    id: config.id,
    family,
    isLocal,
    upstream: (modelId) => upstreamOf(preset, family, modelId),
    // This wire cannot tell; a vendor's models are taken to be loaded.
    isLoaded: () => (isLocal ? 'unknown' : true),
    stream(call, signal) {
      const asked: Question = {
        providerId: config.id,
        modelId: call.target.modelId,
        method: 'POST',
        url: endpointUrl(base.url, '/chat/completions'),
        key: preset.key,
        body: encodeChat(call.request, call.target.modelId, preset.chat),
        firstByteMaxMs: call.firstByteMaxMs,
        idleMaxMs: call.idleMaxMs,
      };
      const { attemptId, target } = call;
      const decode = (place: AnswerPlace): Decoding =>
        createChatDecoding({ ...place, modelId: target.modelId, attemptId });
      return streamAnswer(transport, clock, asked, decode, signal);
    },
    listModels: (signal) =>
      listModels(
        (url) =>
          ask(transport, clock, { ...question(url), method: 'GET', key: preset.key }, signal),
        modelsUrl,
        signal,
      ),
    reach,
    warm: (_modelId, signal) => reach(signal),
  };
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
