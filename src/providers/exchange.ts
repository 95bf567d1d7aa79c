/*
 * One question to one endpoint: sends through the transport, hands out the answer's head and a
 * reader for its body, and turns whatever is thrown on the way into a `ChatError`. The key is only
 * named here; its value is put in by the transport. Nothing of it can leak from this room, because
 * it is never in it.
 */
import {
  ChatError,
  linkAbort,
  type Clock,
  type KeyPlacement,
  type ModelId,
  type ProviderId,
  type Transport,
} from '../core/index.ts';
import {
  createBodyReader,
  throwIfAborted,
  untilAborted,
  type BodyReader,
} from './body/bodyReader.ts';
import { readText } from './body/readText.ts';
import { readingError, statusError, type AnswerPlace } from './errors/errorOf.ts';

export type Question = {
  readonly providerId: ProviderId;
  readonly modelId?: ModelId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly key: KeyPlacement;
  /** Of the wire; the content type is added here. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly firstByteMaxMs: number;
  readonly idleMaxMs: number;
};

export type Answer = { readonly place: AnswerPlace; readonly reader: BodyReader };

/** Error bodies are short; whatever is longer is a page, and its beginning is enough. */
const ERROR_BODY_MAX = 64 * 1024;

/** Sends and waits for the headers. The caller closes the reader. */
export async function ask(
  transport: Transport,
  clock: Clock,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  throwIfAborted(signal);
  const {
    providerId,
    modelId,
    method,
    url,
    key,
    headers: own = {},
    body,
    firstByteMaxMs,
    idleMaxMs,
  } = question;
  // A connection of its own can be let go without stopping anything else.
  const link = linkAbort(signal);
  const sending = transport.send(
    {
      providerId,
      method,
      url,
      headers: body === undefined ? own : { 'content-type': 'application/json', ...own },
      key,
      firstByteMaxMs,
      idleMaxMs,
      ...(body === undefined ? {} : { body }),
    },
    link.signal,
  );
  const response = await untilAborted(sending, signal, (late) => {
    createBodyReader(clock, late.body, signal).close();
  }).catch((error: unknown) => {
    link.dispose();
    throw error instanceof ChatError ? error : notSent(question, error);
  });
  const { status, headers } = response;
  const place: AnswerPlace = {
    providerId,
    ...(modelId === undefined ? {} : { modelId }),
    status,
    headers,
    wallMs: serverWallMs(headers) ?? clock.wallMs(),
  };
  const reader = createBodyReader(clock, response.body, signal, () => link.abort());
  return { place, reader: { ...reader, close: () => (reader.close(), link.dispose()) } };
}

/** A transport promises `ChatError`s; whatever else it throws, nothing was answered. */
function notSent({ providerId }: Question, cause: unknown): ChatError {
  return new ChatError({ kind: 'connect', message: `${providerId} could not be asked`, cause });
}

/**
 * The server's own calendar, where it sends it: resets and dates are its words, and the clock of
 * this computer may be off by hours.
 */
function serverWallMs(headers: Readonly<Record<string, string>>): number | undefined {
  const atMs = Date.parse(headers['date'] ?? '');
  return Number.isNaN(atMs) ? undefined : atMs;
}

export function isSuccess(place: AnswerPlace): boolean {
  return place.status >= 200 && place.status < 300;
}

/** The error of an answer that is no success. A body that breaks off still has a status. */
export async function errorOfStatus(
  { place, reader }: Answer,
  signal: AbortSignal,
): Promise<ChatError> {
  try {
    return statusError(place, (await readText(reader, ERROR_BODY_MAX)).text);
  } catch {
    throwIfAborted(signal);
    return statusError(place, '');
  }
}

/** What was thrown while a body was read, as the error it is. */
export function brokenBody(place: AnswerPlace, cause: unknown): ChatError {
  return cause instanceof ChatError
    ? cause
    : readingError(place, 'cut', 'the connection broke while the answer came', { cause });
}
