// One seed: its plan, its run, and what the checks say of it.

import { planOf, type PlanAsked, type WorldPlan } from '../../src/sim/world/plan.ts';
import { runWorld } from '../../src/sim/world/world.ts';
import { createJudge, type Judged } from './judge.ts';
import { pump } from './pump.ts';

export type Ran = Judged & {
  readonly plan: WorldPlan;
  readonly requests: number;
  readonly events: number;
};

export async function runSeed(asked: PlanAsked): Promise<Ran> {
  const plan = planOf(asked);
  const { observer, judged } = createJudge(plan);
  const end = await runWorld({ pump, observer }, plan);
  return { ...judged(end), plan, requests: end.requests, events: end.events };
}
