/*
 * Layer 1: the request as its reader sees it, from `request-started` to one `request-ended`.
 * Notes what was shown, not what was sent. On abort it notes the end from the abort listener and
 * rejects the pending pull at once, whatever the layers below do (law 3); nothing is yielded later.
 * Its child signal is aborted first, so that attempts note their end before the request does.
 * The last thing that leaves the engine is a `finish` or a `ChatError`, never anything else.
 */
import { errorRecord, isContent, linkAbort } from '../core/index.ts';
import type { ChatError, Clock, EngineEvent, Journal, Layer, RequestCall } from '../core/index.ts';
import { abortError, internalError, throwIfAborted } from './abortError.ts';
import { drive, handOver } from './drive.ts';

export type RequestJournalDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  /** The deadline that layer 4 will fix for this call. */
  readonly deadlineAt: (call: RequestCall) => number;
};

export function requestJournalLayer(deps: RequestJournalDeps): Layer<RequestCall> {
  return (next) =>
    drive(async function* requestJournal(call: RequestCall) {
      const { signal } = call;
      const record = createRecord(deps, call);
      const link = linkAbort(signal);
      const inner = handOver(() => next({ ...call, signal: link.signal }), {
        see(event) {
          record.see(event);
          if (event.type !== 'finish') return;
          record.end({ outcome: record.answered(), finish: event.reason });
          leave();
          inner.stop();
        },
        // A reader that leaves is a cancel, by the other road.
        left() {
          if (!record.hasEnded()) link.abort(abortError(signal));
        },
      });
      const onAbort = (): void => {
        const error = abortError(signal);
        record.end({ outcome: 'cancelled', error });
        inner.fail(error);
      };
      const leave = (): void => {
        signal.removeEventListener('abort', onAbort);
        link.dispose();
      };
      // Registered after the link: the child's listeners have run when this one does.
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        throwIfAborted(signal);
        yield inner;
        if (!record.hasEnded()) throw new Error('A layer ended its stream without an end.');
      } catch (thrown) {
        const error = signal.aborted ? abortError(signal) : internalError(thrown);
        record.end({ outcome: signal.aborted ? 'cancelled' : 'failed', error });
        throw error;
      } finally {
        record.end({ outcome: 'cancelled' });
        leave();
      }
    });
}

type EndNote = Extract<Parameters<Journal['note']>[0], { type: 'request-ended' }>;
type End = Pick<EndNote, 'outcome' | 'finish'> & { readonly error?: ChatError };
type Seen = Pick<EndNote, 'firstShownMs' | 'target'>;

function createRecord({ clock, journal, deadlineAt }: RequestJournalDeps, call: RequestCall) {
  const { requestId, turnId, conversationId, lane } = call;
  const startedAtMs = clock.nowMs();
  const sinceStartMs = (): number => clock.nowMs() - startedAtMs;
  let seen: Seen = {};
  let answered: 'answered' | 'stored' = 'answered';
  let shownChars = 0;
  let hasEnded = false;
  journal.note({
    type: 'request-started',
    requestId,
    turnId,
    conversationId,
    lane,
    deadlineAtMs: deadlineAt(call),
  });
  return {
    hasEnded: () => hasEnded,
    answered: () => answered,
    see(event: EngineEvent): void {
      if (event.type === 'attempt-started') seen = { ...seen, target: event.target };
      if (event.type === 'stored-answer') {
        seen = { ...seen, target: event.target };
        answered = 'stored';
      }
      if (event.type === 'text-delta') shownChars += event.text.length;
      if (seen.firstShownMs === undefined && isContent(event))
        seen = { ...seen, firstShownMs: sinceStartMs() };
    },
    end({ outcome, finish, error }: End): void {
      if (hasEnded) return;
      hasEnded = true;
      journal.note({
        type: 'request-ended',
        requestId,
        turnId,
        outcome,
        durationMs: sinceStartMs(),
        shownChars,
        ...seen,
        ...(finish === undefined ? {} : { finish }),
        ...(error === undefined ? {} : { error: errorRecord(error) }),
      });
    },
  };
}
