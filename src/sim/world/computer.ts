/*
 * The computer under it all: it sleeps, its hours are set, its network goes and comes, and its
 * owner changes who may be asked. Each comes at random, so many times a day; nothing is drawn for
 * what the plan leaves out. Time passes only while it lives.
 */
import type { SeededRandom } from '../seededRandom.ts';
import type { VirtualClock } from '../virtualClock.ts';
import type { FaultName } from './faults.ts';
import type { WorldPlan } from './plan.ts';
import { exponential, lognormal } from './weather.ts';

export interface Computer {
  /** What every road to the outside suffers now. */
  road(): FaultName | undefined;
  /** Let time pass. */
  live(forMs: number, told: Told): Promise<void>;
}

/** `wakesAtMs`: monotonic; told before the night begins. */
type Told = { slept(wakesAtMs: number): void; arm(nth: number): void };
type What = 'sleep' | 'jump' | 'offline' | 'arm';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const ROADS: readonly FaultName[] = ['dns', 'unreachable', 'connect-timeout'];

export function createComputer(
  clock: VirtualClock,
  random: SeededRandom,
  plan: WorldPlan,
): Computer {
  let offline: { readonly untilMs: number; readonly fault: FaultName } | undefined;
  const perDay: Readonly<Record<What, number>> = {
    sleep: plan.sleepsPerDay,
    jump: plan.jumpsPerDay,
    offline: plan.offlinePerDay,
    arm: plan.armsPerDay,
  };
  const happen = async (what: What, told: Told): Promise<void> => {
    if (what === 'arm') told.arm(random.below(8));
    if (what === 'jump') clock.jumpWall((random.next() < 0.5 ? -1 : 1) * HOUR_MS);
    if (what === 'offline')
      offline = {
        untilMs: clock.nowMs() + lognormal(random, 120_000, 1),
        fault: ROADS[random.below(ROADS.length)] ?? 'dns',
      };
    if (what !== 'sleep') return;
    // Whoever sleeps often sleeps briefly.
    const usualMs = HOUR_MS / Math.max(1, plan.sleepsPerDay / 3);
    const lengthMs = Math.min(8 * HOUR_MS, lognormal(random, usualMs, 1));
    // The network comes back some seconds after its computer.
    if (plan.offlinePerDay > 0)
      offline = {
        untilMs: clock.nowMs() + lengthMs + lognormal(random, 5_000, 1),
        fault: ROADS[random.below(2)] ?? 'dns',
      };
    told.slept(clock.nowMs() + lengthMs);
    await clock.sleep(lengthMs);
  };
  return {
    road: () =>
      offline !== undefined && offline.untilMs > clock.nowMs() ? offline.fault : undefined,
    async live(forMs, told) {
      const endMs = clock.nowMs() + forMs;
      const next = (Object.keys(perDay) as What[])
        .filter((what) => perDay[what] > 0)
        .map((what) => ({ what, atMs: exponential(random, DAY_MS / perDay[what]) }));
      for (;;) {
        const first = next.toSorted((a, b) => a.atMs - b.atMs)[0];
        const untilMs = Math.min(endMs, first?.atMs ?? endMs);
        await clock.advance(Math.max(0, untilMs - clock.nowMs()));
        if (first === undefined || first.atMs >= endMs) return;
        await happen(first.what, told);
        first.atMs = clock.nowMs() + exponential(random, DAY_MS / perDay[first.what]);
      }
    },
  };
}
