/*
 * Layer 4: fixes once, at entry, until when waits and attempts may start.
 * The lane's own time bounds what the caller asks for; a caller may ask for less, never for more.
 * It never touches a running attempt; router and retry hold themselves to the figure.
 * A whole answer that follows a kept fragment gets a deadline of its own.
 */
import type { Clock, Lane, Layer, RequestCall } from '../core/index.ts';
import type { DeadlineOptions } from './options.ts';

export type DeadlineDeps = {
  readonly clock: Clock;
  readonly options: () => DeadlineOptions;
};

export function deadlineLayer(deps: DeadlineDeps): Layer<RequestCall> {
  return (next) => (call) => next({ ...call, deadlineAtMs: deadlineAt(deps, call) });
}

export function deadlineAt(deps: DeadlineDeps, call: RequestCall): number {
  return Math.min(call.deadlineAtMs, freshDeadlineAt(deps, call.lane));
}

export function freshDeadlineAt({ clock, options }: DeadlineDeps, lane: Lane): number {
  return clock.nowMs() + options()[`${lane}Ms`];
}
