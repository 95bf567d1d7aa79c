/*
 * How an answer ends, judged from its content and the reason that the server gave: finished, or
 * failed although the status said 200. Tool calls are decided from the calls, never from the
 * reason. An answer that stopped without a word is `empty`; one whose budget went into thinking is
 * only at its length. Half a call never becomes a call: cut short it is dropped, else the answer
 * has failed.
 */
import type { ErrorKind, FinishReason, ModelId, StreamEvent } from '../../core/index.ts';
import type { ContentFold } from './contentFold.ts';
import { readReason, type ReadReason } from './finishReason.ts';

export type Ending =
  | { readonly ok: false; readonly kind: ErrorKind; readonly what: string }
  | { readonly ok: true; readonly reason: FinishReason; readonly events: readonly StreamEvent[] };

export function endingOf(
  content: ContentFold,
  rawReason: string | undefined,
  modelId: ModelId,
): Ending {
  const reason = content.isRefusal ? 'filtered' : readReason(rawReason ?? '');
  if (isFailure(reason)) return { ok: false, ...FAILED[reason] };
  const isOpenEnded = reason === 'stop' || reason === 'unknown';
  const { calls, isBroken } = content.calls.close(!isOpenEnded);
  if (isOpenEnded && isBroken) {
    const what = 'the model made a tool call that is not valid JSON';
    return { ok: false, kind: 'tool-use-failed', what };
  }
  if (isOpenEnded && calls.length === 0 && !content.hasText) {
    return { ok: false, kind: 'empty', what: 'the answer has no text' };
  }
  return {
    ok: true,
    reason: isOpenEnded && calls.length > 0 ? 'tool-calls' : reason,
    events: [...calls, ...content.reasoning.close(calls.length > 0, modelId)],
  };
}

type Failure = Exclude<ReadReason, FinishReason>;

const FAILED: Readonly<Record<Failure, { readonly kind: ErrorKind; readonly what: string }>> = {
  failed: { kind: 'server', what: 'the answer ended in an error that was not explained' },
  overloaded: { kind: 'overloaded', what: 'the system ran short while it was answering' },
  'broken-off': { kind: 'truncated', what: 'the server broke the answer off' },
};

function isFailure(reason: ReadReason): reason is Failure {
  return Object.hasOwn(FAILED, reason);
}
