/*
 * Every wait of a request, in one place: sits out time while holding nothing, listens to the person
 * and to the books, ends at once on abort, and leaves no timer and no listener.
 * It notes each wait in the journal and shows those that a person would notice.
 * Whoever calls it has made sure that the wait ends before the deadline.
 */
import { errorRecord } from '../core/index.ts';
import type {
  ChatError,
  Clock,
  Control,
  Disposable,
  EngineEvent,
  Journal,
  RequestCall,
  Target,
  WaitEnded,
  WaitingUntil,
} from '../core/index.ts';
import { abortError, throwIfAborted } from './abortError.ts';
import type { Changes } from './changes.ts';

export type WaitDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly changes: Changes;
};

export type Wait = {
  readonly target: Target;
  readonly reason: WaitingUntil['reason'];
  readonly untilMs: number;
  readonly error?: ChatError;
  readonly canSwitch: boolean;
  /** What a person may say to end it: a running trial cannot be hurried. */
  readonly ends: readonly Control[];
  readonly canContinue?: boolean;
  /** Asked after each change in the books: has the wait lost its reason? */
  readonly isPointless: () => boolean;
};

/** Waits shorter than this are not shown: they would only flicker. */
const SHOWN_FROM_MS = 1_000;

export async function* sitOut(
  deps: WaitDeps,
  call: RequestCall,
  wait: Wait,
): AsyncGenerator<EngineEvent, WaitEnded['by'], undefined> {
  throwIfAborted(call.signal);
  const { clock, journal } = deps;
  const { requestId, turnId } = call;
  const { target, reason, untilMs, error, canSwitch } = wait;
  const delayMs = restMs(clock, untilMs);
  const isShown = delayMs >= SHOWN_FROM_MS || reason === 'trial-running';
  journal.note({
    type: 'wait-started',
    requestId,
    turnId,
    target,
    reason,
    delayMs,
    ...(error === undefined ? {} : { error: errorRecord(error) }),
  });
  const timed = startWait(deps, call, wait, (by) =>
    journal.note({ type: 'wait-ended', requestId, turnId, by }),
  );
  try {
    if (isShown) {
      const untilWallMs = clock.wallMs() + delayMs;
      const { canContinue } = wait;
      const shown = { target, untilMs, untilWallMs, reason, canSwitch };
      yield {
        type: 'waiting-until',
        ...shown,
        ...(error === undefined ? {} : { error }),
        ...(canContinue === undefined ? {} : { canContinue }),
      };
    }
    const by = await timed.over;
    if (by === 'abort') throw abortError(call.signal);
    if (isShown) yield { type: 'wait-ended', by };
    return by;
  } finally {
    timed.leave();
  }
}

type By = WaitEnded['by'] | 'abort';

/** The wait runs from now on, pulled or not; `onEnd` is called once, synchronously. */
function startWait(deps: WaitDeps, call: RequestCall, wait: Wait, onEnd: (by: By) => void) {
  const held: Disposable[] = [];
  let settle: ((by: By) => void) | undefined;
  const over = new Promise<By>((resolve) => {
    settle = resolve;
  });
  const end = (by: By): void => {
    if (settle === undefined) return;
    call.signal.removeEventListener('abort', onAbort);
    for (const each of held) each.dispose();
    onEnd(by);
    settle(by);
    settle = undefined;
  };
  const onAbort = (): void => end('abort');

  call.signal.addEventListener('abort', onAbort, { once: true });
  held.push(deps.clock.after(restMs(deps.clock, wait.untilMs), () => end('time')));
  held.push(
    call.controls.on((control) => {
      if (wait.ends.includes(control)) end(control);
    }),
  );
  held.push(
    deps.changes.on(() => {
      if (wait.isPointless()) end('change');
    }),
  );
  return { over, leave: () => end('abort') };
}

/** Rounded up: a wait must not end a fraction before its time, for it would begin anew for ever. */
function restMs(clock: Clock, untilMs: number): number {
  return Math.ceil(Math.max(0, untilMs - clock.nowMs()));
}
