// A chain of two for drills: as fast as hosted models are, each of its own family.

import type { Rung } from '../../../src/sim/drill/standInChain.ts';
import { on } from '../../engine/rig.ts';

export const rung = (name: string, changes: Partial<Rung> = {}): Rung => ({
  target: { ...on(name), modelId: `model of ${name}` },
  ...{ family: `family of ${name}`, upstream: `upstream of ${name}`, isLocal: false },
  ...{ armed: true, tier: 'any', firstMs: 800, wordMs: 20, answerUsdMicros: 1_000 },
  ...changes,
});

export const PAIR = [rung('claude'), rung('gpt')];
