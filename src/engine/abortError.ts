/*
 * Errors that the engine itself makes of an abort or of something that is no `ChatError`.
 * An abort reason that is a `ChatError` is passed on as it is; any other becomes `aborted`.
 * What is foreign keeps its original as `cause`; its message is not copied, for it may hold
 * anything.
 */
import { ChatError } from '../core/index.ts';
import type { ErrorKind, Target } from '../core/index.ts';
import { targetKey } from '../core/index.ts';

/** One error for each reason, however many layers ask: linked signals share their reason. */
const stopped = new WeakMap<object, ChatError>();

export function abortError({ reason }: AbortSignal): ChatError {
  if (reason instanceof ChatError) return reason;
  const isObject = typeof reason === 'object' && reason !== null;
  const known = isObject ? stopped.get(reason) : undefined;
  if (known !== undefined) return known;
  const fields = { kind: 'aborted', origin: 'local', message: 'Stopped.' } as const;
  const error = new ChatError({ ...fields, cause: reason });
  if (isObject) stopped.set(reason, error);
  return error;
}

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw abortError(signal);
}

/** What a provider threw, as a `ChatError`: itself, or `cut` with the original as its cause. */
export function failureOf(error: unknown, target: Target): ChatError {
  // A provider cannot cancel: `aborted` while nobody aborted is a stream that broke off.
  if (error instanceof ChatError && error.kind !== 'aborted') return error;
  return foreign(error, 'cut', `The answer of ${targetKey(target)} broke off`, target);
}

/** A bug of ours on its way out: law 1 allows only a `ChatError` to leave the engine. */
export function internalError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  return foreign(error, 'rejected', 'The request failed inside Steadfast');
}

function foreign(error: unknown, kind: ErrorKind, what: string, target?: Target): ChatError {
  const name = error instanceof Error ? error.name : typeof error;
  return new ChatError({
    kind,
    origin: target === undefined ? 'local' : 'remote',
    message: `${what} (${name}).`,
    cause: error,
    ...(target === undefined ? {} : { target }),
  });
}
