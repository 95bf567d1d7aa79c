/*
 * Words that count down. A sentence holds `{seconds}` where the number belongs; without it the
 * sentence stands as it is and nothing ticks.
 * The ticker is a Lit controller: one timer per component, running only while something counts.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fill } from './words.ts';

const TICK_MS = 250;

/** Whole seconds left, never below 0; rounded up, so that 0 means over. */
export function secondsLeft(untilWallMs: number, nowWallMs: number): number {
  return Math.max(0, Math.ceil((untilWallMs - nowWallMs) / 1000));
}

export function countedWord(word: string, untilWallMs: number | undefined): string {
  if (untilWallMs === undefined) return word;
  return fill(word, 'seconds', String(secondsLeft(untilWallMs, Date.now())));
}

export class Ticker implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly isCounting: () => boolean;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, isCounting: () => boolean) {
    this.host = host;
    this.isCounting = isCounting;
  }

  hostUpdated(): void {
    const isCounting = this.isCounting();
    if (isCounting && this.timer === undefined) {
      this.timer = setInterval(() => this.host.requestUpdate(), TICK_MS);
    } else if (!isCounting) this.stop();
  }

  hostDisconnected(): void {
    this.stop();
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
