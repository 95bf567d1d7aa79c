// An engine that keeps answers, in memory or in whatever a test puts in its place, and notes what
// was kept.

import type { AnswerCache, ChatRequest, StoredAnswer } from '../../src/core/index.ts';
import { refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { createMemoryAnswerCache } from '../../src/store/memoryAnswerCache.ts';
import { createRig } from './rig.ts';
import type { RigOptions } from './rig.ts';

export const asking = (text: string): ChatRequest => ({
  messages: [{ role: 'user', parts: [{ type: 'text', text }] }],
});
export const POOL = { request: asking('why does the pool hang?') };

/** Answers once, then is out of credit. */
export const once =
  (script: Script) =>
  (_: unknown, nth: number): Script =>
    nth === 0 ? script : refusing('quota');

type Kept = { readonly key: string } & StoredAnswer;

export function stage(plan: Omit<RigOptions, 'answers'>, cache: Partial<AnswerCache> = {}) {
  const kept: Kept[] = [];
  const memory = createMemoryAnswerCache();
  const answers: AnswerCache = {
    ...memory,
    keep(key, answer) {
      kept.push({ key, ...answer });
      return memory.keep(key, answer);
    },
    ...cache,
  };
  return { kept, answers, rig: createRig({ ...plan, answers }) };
}
