/*
 * The layer that says what one attempt is: it begins with `attempt-started` and ends exactly once,
 * with one `finish` or one `ChatError` (law 1). Timeouts, chaos and provider errors lie below it,
 * so all of them are seen as the attempt's outcome; the breaker above counts what it says.
 * It owns the stream's law: bytes that end without `finish` are `truncated`; a `finish` that
 * promises an answer without any content is `empty`; whatever comes after `finish` is not read;
 * what is no `ChatError` becomes `cut` with the original as its cause.
 */
import { ChatError, errorRecord, isProgress, targetKey } from '../core/index.ts';
import type { Clock, EngineEvent, Finish, Journal, Layer, TargetCall } from '../core/index.ts';
import { abortError, failureOf } from './abortError.ts';
import { drive, handOver } from './drive.ts';
import { nothingShown, see, type Shown } from './shown.ts';

export type AttemptDeps = { readonly clock: Clock; readonly journal: Journal };

export function attemptLayer(deps: AttemptDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* attempt(call: TargetCall) {
      const { attemptId, target, origin, signal, left } = call;
      const record = createRecord(deps, call);
      let isWhole = false;
      // The listener itself writes the end: nobody may be pulling when the person stops (law 3).
      const onAbort = (): void => record.end('aborted', { error: abortError(signal) });
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        const started = { type: 'attempt-started', attemptId, target, origin } as const;
        yield left === undefined ? started : { ...started, left };
        const inner = handOver(() => next(call), {
          see(event) {
            record.see(event);
            if (event.type !== 'finish') return;
            if (isEmpty(event, record.shown) && !goesOn(call)) throw emptyAnswer(call);
            isWhole = true;
            record.end('finished', { finish: event });
            signal.removeEventListener('abort', onAbort);
            inner.stop();
          },
        });
        yield inner;
        if (!isWhole) throw truncated(call);
      } catch (thrown) {
        const error = signal.aborted ? abortError(signal) : failureOf(thrown, target);
        record.end(signal.aborted ? 'aborted' : 'failed', { error });
        throw error;
      } finally {
        signal.removeEventListener('abort', onAbort);
        record.end('aborted', {});
      }
    });
}

type End = { readonly error?: ChatError; readonly finish?: Finish };
type EndNote = Extract<Parameters<Journal['note']>[0], { type: 'attempt-ended' }>;
type Facts = Pick<EndNote, 'firstProgressMs' | 'usage' | 'model' | 'fingerprint'>;

/** What the journal is told of one attempt; `end` counts once. */
function createRecord({ clock, journal }: AttemptDeps, call: TargetCall) {
  const { requestId, turnId, attemptId, target, origin, trial, sentAs, left } = call;
  const of = { requestId, turnId, attemptId, target };
  const startedAtMs = clock.nowMs();
  const sinceStartMs = (): number => clock.nowMs() - startedAtMs;
  const shown = nothingShown();
  let facts: Facts = {};
  let hasEnded = false;
  journal.note({
    type: 'attempt-started',
    ...of,
    origin,
    ...(trial === undefined ? {} : { trial }),
    ...(sentAs === undefined ? {} : { sentAs }),
    ...(left === undefined ? {} : { left }),
  });

  return {
    shown,
    see(event: EngineEvent): void {
      see(shown, event);
      if (event.type === 'usage') facts = { ...facts, usage: event.usage };
      else if (event.type === 'prompt-cut') journal.note({ ...event, ...of });
      else if (event.type === 'model-named') facts = { ...facts, ...modelOf(event) };
      else if (event.type === 'reasoning-left-out') journal.note({ type: event.type, ...of });
      else if (event.type === 'response-start') {
        const { type: _, ...response } = event;
        journal.note({ type: 'response-started', ...of, ...response, afterMs: sinceStartMs() });
      } else if (facts.firstProgressMs === undefined && isProgress(event)) {
        facts = { ...facts, firstProgressMs: sinceStartMs() };
        journal.note({
          type: 'first-progress',
          ...of,
          afterMs: sinceStartMs(),
          what: whatOf(event),
        });
      }
    },
    end(outcome: EndNote['outcome'], { error, finish }: End): void {
      if (hasEnded) return;
      hasEnded = true;
      journal.note({
        type: 'attempt-ended',
        ...of,
        outcome,
        origin,
        durationMs: sinceStartMs(),
        textChars: shown.textChars,
        ...facts,
        ...(finish === undefined ? {} : { finish: finish.reason }),
        ...(error === undefined ? {} : { error: errorRecord(error) }),
      });
    },
  };
}

function modelOf(event: Extract<EngineEvent, { type: 'model-named' }>): Facts {
  const { model, fingerprint } = event;
  return fingerprint === undefined ? { model } : { model, fingerprint };
}

function whatOf(event: EngineEvent): 'text' | 'reasoning' | 'tool-call' {
  if (event.type === 'reasoning-delta') return 'reasoning';
  return event.type === 'text-delta' ? 'text' : 'tool-call';
}

/**
 * `length`, `filtered` and `pause` explain an answer without words; the other reasons promise one.
 */
function isEmpty({ reason }: Finish, shown: Shown): boolean {
  if (shown.isCommitted) return false;
  return reason === 'stop' || reason === 'tool-calls' || reason === 'unknown';
}

/** There may be nothing left to say: only the end of the one before was lost. */
const goesOn = ({ sentAs }: TargetCall): boolean => sentAs !== undefined;

function emptyAnswer({ target }: TargetCall): ChatError {
  const message = `${targetKey(target)} ended its answer without a word.`;
  return new ChatError({ kind: 'empty', message, target });
}

function truncated({ target }: TargetCall): ChatError {
  const message = `The answer of ${targetKey(target)} stopped before its end.`;
  return new ChatError({ kind: 'truncated', message, target });
}
