/*
 * Several targets asked for one answer: who commits first has won, all others are stopped at once.
 * Until then the reader sees the first of them as if it were alone; of the others nothing. When one
 * of those wins, shown reasoning is taken back first (law 2) and `switched` says who speaks now.
 * Who fails leaves the rest going; when nobody is left the last failure is thrown.
 * Whoever lost was stopped, not ill: its attempt ends as `aborted` and what it cost is booked.
 */
import { ChatError, isContent, linkAbort, targetKey } from '../core/index.ts';
import type { Clock, EngineEvent, Handler, TargetCall } from '../core/index.ts';
import { abortError } from './abortError.ts';
import type { Failed } from './journey.ts';
import { nothingShown, see, type Shown } from './shown.ts';

export type DuelParts = {
  readonly clock: Clock;
  readonly next: Handler<TargetCall>;
  /** How long the first has it to itself. */
  readonly afterMs: number;
  /** Who joins then; asked when the time has come. */
  readonly join: () => readonly TargetCall[];
  /** One has failed while others go on: what the reader must see before `to` goes on, if any. */
  readonly failed: (failure: Failed, to: TargetCall | undefined) => Iterable<EngineEvent>;
  /** What the reader must see before `winner` takes the place of `loser`. */
  readonly overtaken: (loser: Failed, winner: TargetCall) => Iterable<EngineEvent>;
};

type Stream = AsyncIterator<EngineEvent, undefined, undefined>;
type Runner = {
  readonly call: TargetCall;
  readonly stream: Stream;
  readonly stop: (error: ChatError) => void;
  readonly shown: Shown;
  /** What the reader has not seen of it. */
  readonly held: EngineEvent[];
  pending: Promise<Told>;
};
type Told =
  | { readonly runner: Runner; readonly event: EngineEvent | undefined }
  | { readonly runner: Runner; readonly error: unknown };

export async function* duel(
  parts: DuelParts,
  first: TargetCall,
): AsyncGenerator<EngineEvent, void, undefined> {
  const { clock, next } = parts;
  const startedAtMs = clock.nowMs();
  let live = run(next, first);
  let runners: readonly Runner[] = [live];
  const time = timer(clock, parts.afterMs);
  let hasJoined = false;
  try {
    for (;;) {
      const pending: Promise<Told | undefined>[] = runners.map((runner) => runner.pending);
      const told = await Promise.race(hasJoined ? pending : [...pending, time.over]);
      if (first.signal.aborted) throw abortError(first.signal);
      if (told === undefined) {
        hasJoined = true;
        runners = [...runners, ...parts.join().map((call) => run(next, call))];
        continue;
      }
      const { runner } = told;
      if ('error' in told) {
        runners = runners.filter((other) => other !== runner);
        if (!(told.error instanceof ChatError) || runners.length === 0) throw told.error;
        const failure = failureOf(runner, told.error);
        const [following = live] = runners;
        yield* parts.failed(failure, runner === live ? following.call : undefined);
        if (runner === live) {
          live = following;
          yield* shownNow(live);
        }
        continue;
      }
      const { event } = told;
      if (event === undefined || isContent(event) || event.type === 'finish') {
        for (const other of runners)
          if (other !== runner) other.stop(beaten(other, startedAtMs, clock));
        if (runner !== live) {
          yield* parts.overtaken(failureOf(live, beaten(live, startedAtMs, clock)), runner.call);
          yield* shownNow(runner);
        }
        runners = [runner];
        if (event !== undefined) yield* rest(runner, event);
        return;
      }
      see(runner.shown, event);
      if (runner === live) yield event;
      else runner.held.push(event);
      runner.pending = pull(runner);
    }
  } finally {
    time.dispose();
    for (const runner of runners) runner.stop(beaten(runner, startedAtMs, clock));
  }
}

function run(next: Handler<TargetCall>, call: TargetCall): Runner {
  const link = linkAbort(call.signal);
  const stream = next({ ...call, signal: link.signal })[Symbol.asyncIterator]() as Stream;
  const runner = {
    call,
    stream,
    shown: nothingShown(),
    held: [],
    stop(error: ChatError): void {
      // A stream that is over hears nothing of it.
      link.abort(error);
      link.dispose();
      letGo(stream);
    },
  };
  return Object.assign(runner, { pending: pull(runner) });
}

function pull(runner: Omit<Runner, 'pending'>): Promise<Told> {
  // The pending pull is filled in by whoever made the runner.
  const self = runner as Runner;
  return runner.stream.next().then(
    ({ done, value }): Told => ({ runner: self, event: done === true ? undefined : value }),
    (error: unknown): Told => ({ runner: self, error }),
  );
}

/** From the winner's first content on nothing stands between it and the reader. */
async function* rest(runner: Runner, event: EngineEvent): AsyncGenerator<EngineEvent, void> {
  yield event;
  for (;;) {
    const { done, value } = await runner.stream.next();
    if (done === true) return;
    yield value;
  }
}

/** Waits of the one that was not seen are over, or are told again. */
function shownNow({ held }: Runner): readonly EngineEvent[] {
  return held.splice(0).filter(({ type }) => type !== 'waiting-until' && type !== 'wait-ended');
}

function failureOf({ call, shown }: Runner, error: ChatError): Failed {
  return { target: call.target, error, shown, text: '' };
}

function beaten({ call: { target } }: Runner, startedAtMs: number, clock: Clock): ChatError {
  return new ChatError({
    kind: 'silent',
    origin: 'local',
    message: `${targetKey(target)} was not the first to answer.`,
    target,
    waitedMs: clock.nowMs() - startedAtMs,
  });
}

function timer(clock: Clock, afterMs: number) {
  let held: { dispose(): void } | undefined;
  const over = new Promise<undefined>((resolve) => {
    held = clock.after(afterMs, () => resolve(undefined));
  });
  return { over, dispose: () => held?.dispose() };
}

function letGo(stream: Stream): void {
  stream.return?.().then(ignore, ignore);
}

function ignore(): void {
  // Nobody waits for a stream that was left.
}
