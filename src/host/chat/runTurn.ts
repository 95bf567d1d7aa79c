/*
 * One turn through the engine, from the question to its end: folds each event, shows it, and keeps
 * it, with the tools that it calls in between. Promise: resolves when the turn has ended and is
 * stored; never rejects; what was shown is stored at most half a second later.
 */
import type { ChatRequest, Clock, Disposable, EngineEvent, TurnRecord } from '../../core/index.ts';
import { ChatError } from '../../core/index.ts';
import { askedRequest } from './askedRequest.ts';
import type { AskedLimits } from './choices.ts';
import type { SessionDeps } from './chatSession.ts';
import type { ControlBoard } from './controls.ts';
import { askedWithTools, openCalls, runCalls } from './toolRounds.ts';
import { closeInterrupted, foldEvent, foldFailure, goOnAfterTools } from './turnFold.ts';

/** At most this much shown text is at risk when the process dies. */
const CHECKPOINT_MS = 500;

export type TurnRun = {
  readonly turn: TurnRecord;
  /** The turns before it: the conversation that is sent along. */
  readonly earlier: readonly TurnRecord[];
  /** What holds for this question, fixed when it was asked. */
  readonly limits: AskedLimits;
  /** Nothing of it may outlive the window. */
  readonly isPrivate: boolean;
  readonly signal: AbortSignal;
  readonly controls: ControlBoard;
  /** The window goes, nobody pressed Stop: the turn is left as an interrupted one. */
  readonly isClosing: () => boolean;
  readonly show: (next: TurnRecord, event: EngineEvent | undefined, before: TurnRecord) => void;
  readonly keep: (turn: TurnRecord) => Promise<void>;
};

/** Answers the turn as it stands at its end. */
export async function runTurn(
  deps: Pick<SessionDeps, 'engine' | 'clock' | 'newId' | 'bill' | 'tools'>,
  run: TurnRun,
): Promise<TurnRecord> {
  const { clock } = deps;
  const { turn } = run;
  const startedMs = clock.nowMs();
  const elapsed = (): number => clock.nowMs() - startedMs;
  let current = turn;
  const checkpoint = createCheckpoint(clock, () => run.keep(current));
  const show = (next: TurnRecord, event?: EngineEvent): void => {
    const before = current;
    current = next;
    run.show(next, event, before);
  };
  const request = askedRequest(run.earlier, turn);
  const ask = async (asked: ChatRequest): Promise<void> => {
    const events = deps.engine.run({
      request: asked,
      conversationId: turn.conversationId,
      turnId: turn.turnId,
      requestId: deps.newId(),
      lane: 'chat',
      deadlineAtMs: Number.POSITIVE_INFINITY,
      signal: run.signal,
      limits: { ...run.limits, canFold: true },
      controls: run.controls,
      ...(run.isPrivate ? { isPrivate: true } : {}),
    });
    for await (const event of events) {
      show(foldEvent(current, event, elapsed()), event);
      checkpoint.touch();
    }
  };
  try {
    for (let round = 0; ; round += 1) {
      await ask(askedWithTools(deps.tools, request, current, round));
      const calls = deps.tools === undefined ? [] : openCalls(current, round);
      if (deps.tools === undefined || calls.length === 0) break;
      await runCalls(deps.tools, calls, { ...run, turn: current }, (next) => show(next));
      // What was done is kept before anything else is asked.
      await run.keep(current);
      show(goOnAfterTools(current));
    }
  } catch (error) {
    show(
      run.isClosing()
        ? closeInterrupted(current)
        : foldFailure(current, asChatError(error), elapsed()),
    );
  }
  checkpoint.dispose();
  // A window that goes has no time for sums.
  if (!run.isClosing()) current = await deps.bill(current, request);
  await run.keep(current);
  return current;
}

/** A bug in the engine still ends the turn with its words kept. */
function asChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const message = error instanceof Error ? error.message : 'The engine failed.';
  return new ChatError({ kind: 'protocol', origin: 'local', message, cause: error });
}

/** Runs `write` at most once per interval while touched, never two at a time. */
function createCheckpoint(
  clock: Clock,
  write: () => Promise<void>,
): Disposable & { touch(): void } {
  let timer: Disposable | undefined;
  let isWriting = false;
  const run = (): void => {
    timer = undefined;
    if (isWriting) {
      timer = clock.after(CHECKPOINT_MS, run);
      return;
    }
    isWriting = true;
    void write().finally(() => {
      isWriting = false;
    });
  };
  return {
    touch: () => (timer ??= clock.after(CHECKPOINT_MS, run)),
    dispose: () => timer?.dispose(),
  };
}
