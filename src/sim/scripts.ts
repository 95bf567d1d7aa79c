/*
 * Short scripts for scripted providers: an answer, a refusal, an answer that breaks off.
 * They are the words in which scenarios are told; delays are milliseconds on the virtual clock.
 * None of them knows a vendor or a status that the engine would look at.
 */
import { ChatError } from '../core/index.ts';
import type { ChatErrorFields, ErrorKind, StreamEvent } from '../core/index.ts';
import type { Script, ScriptStep } from './scriptedProvider.ts';

export type Pace = {
  /** Before response headers. Default 0. */
  readonly headersMs?: number;
  /** Before each word. Default 0. */
  readonly wordMs?: number;
};

const STOP: StreamEvent = { type: 'finish', reason: 'stop' };

/** Headers, then each word as one delta, then a clean finish. */
export function answering(words: readonly string[], pace: Pace = {}): Script {
  return [...begun(words, pace), { event: STOP }];
}

/** The same without an end: what happens next is up to the caller. */
export function begun(words: readonly string[], pace: Pace = {}): Script {
  const { headersMs = 0, wordMs = 0 } = pace;
  const deltas = words.map((text): ScriptStep => ({
    afterMs: wordMs,
    event: { type: 'text-delta', text },
  }));
  return [{ afterMs: headersMs, event: { type: 'response-start', status: 200 } }, ...deltas];
}

/** A refusal before any response, or in place of one. */
export function refusing(kind: ErrorKind, fields: Partial<ChatErrorFields> = {}): Script {
  return [{ error: new ChatError({ kind, message: `scripted ${kind}.`, ...fields }) }];
}

/** Some words, then a failure. */
export function breaking(words: readonly string[], kind: ErrorKind, pace: Pace = {}): Script {
  return [...begun(words, pace), ...refusing(kind)];
}

/** Some words, then silence with the connection open. */
export function hanging(words: readonly string[] = [], pace: Pace = {}): Script {
  return [...begun(words, pace), { hang: true }];
}
