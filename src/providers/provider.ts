/*
 * A provider: a preset, an address and a wire format behind the one interface that the engine knows.
 * Every stream ends with one `finish` or one `ChatError`; what arrived before an error is yielded
 * first. Nothing is repeated, waited for or decided here; the only wait is a short one for what may
 * still follow the terminal event.
 */
import type {
  Clock,
  ModelInfo,
  Provider,
  StreamEvent,
  TargetCall,
  Transport,
} from '../core/index.ts';
import { checkBaseUrl, endpointUrl } from './baseUrl.ts';
import { throwIfAborted } from './body/bodyReader.ts';
import type { Decoding } from './body/decoding.ts';
import { readText } from './body/readText.ts';
import { createSniffer } from './body/sniff.ts';
import { readingError, requestIdOf } from './errors/errorOf.ts';
import {
  ask,
  brokenBody,
  errorOfStatus,
  isSuccess,
  type Answer,
  type Question,
} from './exchange.ts';
import { readRateLimits } from './limits/rateLimitHeaders.ts';
import { readModelPage } from './models.ts';
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

/**
 * How long the end of an answer is waited for once its terminal event was seen: usage and `[DONE]`
 * follow within a round trip; a server that then keeps the connection open must not hold the answer.
 */
const TAIL_MAX_MS = 2000;
/** A whole answer with everything around it; more is a stream that went wild. */
const STREAM_BYTES_MAX = 64 * 1024 * 1024;
const LIST_BYTES_MAX = 8 * 1024 * 1024;
const LIST_PAGES_MAX = 20;
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
  const isLocal = preset.isLocal === 'loopback' && base.isLoopback;

  const question = (url: string): Omit<Question, 'method' | 'key'> => ({
    providerId: config.id,
    url,
    firstByteMaxMs: SHORT_WAIT_MS,
    idleMaxMs: SHORT_WAIT_MS,
  });

  const reach = async (signal: AbortSignal): Promise<void> => {
    const url = endpointUrl(base.url, '/models');
    // Without the key: any answer of the API, a refusal too, proves that it is there.
    const asked: Question = { ...question(url), method: 'GET', key: { in: 'none' } };
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
      return streamAnswer(transport, clock, asked, call, signal);
    },
    listModels: (signal) =>
      listModels(
        (url) =>
          ask(transport, clock, { ...question(url), method: 'GET', key: preset.key }, signal),
        endpointUrl(base.url, '/models'),
        signal,
      ),
    reach,
    warm: (_modelId, signal) => reach(signal),
  };
}

async function* streamAnswer(
  transport: Transport,
  clock: Clock,
  asked: Question,
  call: TargetCall,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const answer = await ask(transport, clock, asked, signal);
  const { place, reader } = answer;
  try {
    const limits = readRateLimits(place.headers, place.wallMs);
    const vendorRequestId = requestIdOf(place.headers);
    yield {
      type: 'response-start',
      status: place.status,
      ...(vendorRequestId === undefined ? {} : { vendorRequestId }),
      ...(limits === undefined ? {} : { limits }),
    };
    if (!isSuccess(place)) throw await errorOfStatus(answer, signal);
    const { attemptId, target } = call;
    const decoding = createChatDecoding({ ...place, modelId: target.modelId, attemptId });
    yield* readAnswer(clock, answer, decoding, signal);
  } finally {
    reader.close();
  }
}

async function* readAnswer(
  clock: Clock,
  { place, reader }: Answer,
  decoding: Decoding,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  let bytes = 0;
  let tailEndsMs: number | undefined;
  for (;;) {
    let broken: unknown;
    throwIfAborted(signal);
    if (decoding.phase === 'tail') tailEndsMs ??= clock.nowMs() + TAIL_MAX_MS;
    const waitMs = tailEndsMs === undefined ? undefined : Math.max(0, tailEndsMs - clock.nowMs());
    const read = await reader.next(waitMs).catch((error: unknown) => {
      broken = error;
      return 'late' as const;
    });
    throwIfAborted(signal);
    if (read === 'end') decoding.end('eof');
    else if (read === 'late') decoding.end('lost');
    else {
      bytes += read.length;
      decoding.push(read);
    }
    const events = decoding.take();
    for (const event of events) {
      throwIfAborted(signal);
      yield event;
    }
    if (decoding.failure !== undefined) throw decoding.failure;
    if (decoding.phase === 'over') return;
    if (read === 'late' || read === 'end') throw brokenBody(place, broken);
    if (bytes > STREAM_BYTES_MAX) throw readingError(place, 'cut', 'the answer does not end');
    // Bytes that say nothing (comments, blanks, half an event) prove that the connection lives.
    if (events.length === 0 && read.length > 0) yield { type: 'alive' };
  }
}

async function listModels(
  page: (url: string) => Promise<Answer>,
  url: string,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const models = new Map<string, ModelInfo>();
  let after: string | undefined;
  for (let pages = 0; pages < LIST_PAGES_MAX; pages += 1) {
    const answer = await page(after === undefined ? url : withAfter(url, after));
    try {
      if (!isSuccess(answer.place)) throw await errorOfStatus(answer, signal);
      const { text } = await readText(answer.reader, LIST_BYTES_MAX).catch((error: unknown) => {
        throw brokenBody(answer.place, error);
      });
      const read = readModelPage(text);
      if (read === undefined) {
        throw readingError(answer.place, 'protocol', 'the answer is no list of models');
      }
      const before = models.size;
      for (const model of read.models) models.set(model.id, model);
      // A server that repeats its first page for ever must not keep us asking.
      if (read.nextAfter === undefined || models.size === before) break;
      after = read.nextAfter;
    } finally {
      answer.reader.close();
    }
  }
  return [...models.values()];
}

function withAfter(url: string, after: string): string {
  const next = new URL(url);
  next.searchParams.set('after', after);
  return next.href;
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
