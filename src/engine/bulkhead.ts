/*
 * Layer 7, second part: a place at the account before anything is sent, held until the stream ends.
 * Who finds none waits in its lane's order, shown to the reader, for as long as the call's patience
 * and its deadline allow, less the time to a first word that is usual there; then the router tries
 * elsewhere. Nothing is held while it waits but its turn.
 * An abort gives place and turn back from the listener itself (law 3).
 */
import { ChatError, dispositionOf, targetKey } from '../core/index.ts';
import type { EngineEvent, Layer, Target, TargetCall } from '../core/index.ts';
import { throwIfAborted } from './abortError.ts';
import { drive, handOver } from './drive.ts';
import type { LimitMove } from './limiter.ts';
import { refuse } from './refusal.ts';
import type { SlotBook, Ticket } from './slotBook.ts';
import { sitOut, type WaitDeps } from './waiting.ts';

export type BulkheadDeps = WaitDeps & {
  readonly slots: SlotBook;
  /** The usual time to a first word, ms; undefined where nothing is known of it. */
  readonly usualFirstTokenMs: (target: Target) => number | undefined;
};

export function bulkheadLayer(deps: BulkheadDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* bulkhead(call: TargetCall) {
      const { signal, lane } = call;
      const { providerId } = call.target;
      throwIfAborted(signal);
      const moved = (move: LimitMove | undefined): void => noteMove(deps, call, move);
      moved(deps.slots.recovered(providerId));
      const ticket = deps.slots.enter(providerId, lane);
      const leave = (): void => ticket.leave();
      signal.addEventListener('abort', leave, { once: true });
      try {
        yield* takeTurn(deps, call, ticket);
        yield handOver(() => next(call), {
          see(event) {
            // Whoever reads the last event may never come back: the place is free before it.
            if (event.type === 'finish') moved(ticket.succeeded());
          },
        });
      } catch (error) {
        if (!signal.aborted && isCrowded(error)) moved(ticket.crowded());
        throw error;
      } finally {
        signal.removeEventListener('abort', leave);
        leave();
      }
    });
}

/** Returns with the place held; throws `rejected` where it cannot be had in time. */
async function* takeTurn(
  deps: BulkheadDeps,
  call: TargetCall,
  ticket: Ticket,
): AsyncGenerator<EngineEvent, void, undefined> {
  const sinceMs = deps.clock.nowMs();
  if (ticket.state === 'waiting') {
    const figures = ticket.figures();
    deps.journal.note({ type: 'slot-queued', ...ofAttempt(call), lane: call.lane, ...figures });
    const untilMs = latestStart(deps, call);
    if (untilMs > sinceMs) {
      yield* sitOut(deps, call, {
        ...{ target: call.target, reason: 'slot', untilMs },
        // The router, which knows the other targets, fills this in on the way up.
        canSwitch: false,
        ends: ['switch'],
        isPointless: () => ticket.state !== 'waiting',
      });
    }
  }
  if (ticket.state === 'held') return;
  const { inUse, limit, ahead } = ticket.figures();
  const because = ticket.state === 'shed' ? 'full' : 'late';
  const waitedMs = deps.clock.nowMs() - sinceMs;
  const facts = { because, waitedMs, inUse, limit, queued: ahead } as const;
  deps.journal.note({ type: 'slot-refused', ...ofAttempt(call), lane: call.lane, ...facts });
  throw refuse(
    call.target,
    'no-slot',
    `Too many questions are waiting for ${targetKey(call.target)}.`,
  );
}

/** Until when waiting for a place leaves time for a first word. */
function latestStart({ clock, usualFirstTokenMs }: BulkheadDeps, call: TargetCall): number {
  const neededMs = usualFirstTokenMs(call.target) ?? 0;
  return Math.min(call.deadlineAtMs - neededMs, clock.nowMs() + call.patienceMs);
}

function isCrowded(error: unknown): boolean {
  if (!(error instanceof ChatError) || error.origin === 'local') return false;
  return dispositionOf(error.kind).crowds;
}

function noteMove({ journal }: BulkheadDeps, call: TargetCall, move: LimitMove | undefined): void {
  if (move === undefined) return;
  const { requestId, turnId, target } = call;
  const { providerId } = target;
  journal.note({ type: 'slots-changed', requestId, turnId, providerId, ...move });
}

function ofAttempt({ requestId, turnId, attemptId, target }: TargetCall) {
  return { requestId, turnId, attemptId, target };
}
