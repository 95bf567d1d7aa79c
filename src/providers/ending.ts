/*
 * How an answer ends, judged from its content and the reason that the server gave: finished, or
 * failed although the status said 200. The same for every wire. Tool calls are decided from the
 * calls, never from the reason. An answer that stopped without a word is `empty`; one whose budget
 * went into thinking is only at its length. Half a call never becomes a call: cut short it is
 * dropped, else the answer has failed.
 */
import type { ErrorKind, FinishReason, StreamEvent } from '../core/index.ts';
import { asObject, parseJson } from './json.ts';

/** Beside the finish reasons: what ends the attempt in an error although the status said 200. */
export type ReadReason = FinishReason | 'failed' | 'overloaded' | 'broken-off' | 'bad-call';

export type Ending =
  | { readonly ok: false; readonly kind: ErrorKind; readonly what: string }
  | { readonly ok: true; readonly reason: FinishReason; readonly calls: readonly StreamEvent[] };

/** The calls of an answer at its end: whole ones, and whether there were others. */
export type ClosedCalls = { readonly calls: readonly StreamEvent[]; readonly isBroken: boolean };

/**
 * Whether arguments are whole. The beginning of a number or a word can be JSON too; the beginning
 * of an object never is.
 */
export function isWholeArguments(argumentsJson: string, isCutShort: boolean): boolean {
  const value = parseJson(argumentsJson);
  return isCutShort ? asObject(value) !== undefined : value !== undefined;
}

export function endingOf(
  reason: ReadReason,
  hasText: boolean,
  closeCalls: (isCutShort: boolean) => ClosedCalls,
): Ending {
  if (isFailure(reason)) return { ok: false, ...FAILED[reason] };
  const isOpenEnded = reason === 'stop' || reason === 'unknown';
  const { calls, isBroken } = closeCalls(!isOpenEnded);
  if (isOpenEnded && isBroken) {
    const what = 'the model made a tool call that is not valid JSON';
    return { ok: false, kind: 'tool-use-failed', what };
  }
  if (isOpenEnded && calls.length === 0 && !hasText) {
    return { ok: false, kind: 'empty', what: 'the answer has no text' };
  }
  return { ok: true, reason: isOpenEnded && calls.length > 0 ? 'tool-calls' : reason, calls };
}

type Failure = Exclude<ReadReason, FinishReason>;

const FAILED: Readonly<Record<Failure, { readonly kind: ErrorKind; readonly what: string }>> = {
  failed: { kind: 'server', what: 'the answer ended in an error that was not explained' },
  overloaded: { kind: 'overloaded', what: 'the system ran short while it was answering' },
  'broken-off': { kind: 'truncated', what: 'the server broke the answer off' },
  'bad-call': { kind: 'tool-use-failed', what: 'the model made a tool call that is not valid' },
};

function isFailure(reason: ReadReason): reason is Failure {
  return Object.hasOwn(FAILED, reason);
}
