// What a check of a simulated run is told, and how it says what it found. Checks share no code with
// the engine: they know the journal's words, what servers saw and what people were shown.
// Numbers in brackets, here and in the checks, are the invariants of the reliability notes.

import type { EngineEvent, JournalEvent, Target } from '../../../src/core/index.ts';
import type { Seen } from '../../../src/sim/world/standIn.ts';
import type { Asked, WorldEnd } from '../../../src/sim/world/world.ts';
import type { WorldPlan } from '../../../src/sim/world/plan.ts';

export type Report = (invariant: number, what: string) => void;

/** Each part is heard only if it is there. */
export interface Check {
  noted?(event: JournalEvent): void;
  seen?(seen: Seen, nowMs: number): void;
  asked?(asked: Asked, nowMs: number): void;
  shown?(requestId: string, event: EngineEvent): void;
  over?(requestId: string, error: unknown, nowMs: number): void;
  stopped?(requestId: string, nowMs: number): void;
  slept?(wakesAtMs: number): void;
  consented?(armed: ReadonlySet<string>): void;
  end?(end: WorldEnd): void;
}

export type MakeCheck = (report: Report, plan: WorldPlan) => Check;

export const keyOf = ({ providerId, modelId }: Target): string => `${providerId}/${modelId}`;

export const serverOf = (plan: WorldPlan, target: Target): WorldPlan['servers'][number] => {
  const found = plan.servers.find(({ id }) => id === target.providerId);
  if (found === undefined) throw new Error(`No server ${target.providerId} in this world.`);
  return found;
};
