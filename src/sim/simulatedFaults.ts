/*
 * The switches of a simulated provider: six faults, each on or off, at any time, also in the middle
 * of an answer. Listeners hear of real changes only, after the switch has its new position.
 * Several may be on at once; the provider lets the gravest win.
 * It holds no time and no chance: what a fault does is the provider's affair.
 */
import type { Disposable } from '../core/index.ts';

const FAULTS = ['outage', 'rate-limit', 'slow', 'stall', 'cut', 'garbage'] as const;

/**
 * `outage`: refuses every question with "overloaded". `rate-limit`: asks for a pause of 8 s.
 * `slow`: first word after 3 s, then a few words a second. `stall`: a dozen words, then signs of
 * life only. `cut`: the connection breaks in mid-answer. `garbage`: what comes is no answer.
 */
export type Fault = (typeof FAULTS)[number];

export interface FaultBoard {
  /** All faults, in the order in which switches are shown. */
  readonly list: readonly Fault[];
  isOn(fault: Fault): boolean;
  set(fault: Fault, isOn: boolean): void;
  /** Called after every change until disposed. */
  onChange(fn: (fault: Fault) => void): Disposable;
}

/** A board with every fault off. */
export function createFaultBoard(): FaultBoard {
  const on = new Set<Fault>();
  const listeners = new Set<(fault: Fault) => void>();
  return {
    list: FAULTS,
    isOn: (fault) => on.has(fault),
    set(fault, isOn) {
      if (on.has(fault) === isOn) return;
      if (isOn) on.add(fault);
      else on.delete(fault);
      for (const fn of [...listeners]) fn(fault);
    },
    onChange(fn) {
      const listener = (fault: Fault): void => fn(fault);
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}
