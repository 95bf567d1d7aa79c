/*
 * How large a model is taken to be: the person's word, else its blended price (three parts prompt
 * to one part answer): from $4 per million tokens large, from $0.8 standard, below small. What
 * costs nothing here runs on this computer and counts as small; an unknown price as standard.
 * It says nothing about how good an answer will be.
 */
import type { ModelClass, ModelFacts } from '../core/index.ts';

const LARGE_FROM_USD_MICROS = 4_000_000;
const STANDARD_FROM_USD_MICROS = 800_000;
const RANK: Record<ModelClass, number> = { small: 0, standard: 1, large: 2 };

export function modelClassOf(facts: ModelFacts, isLocal: boolean): ModelClass {
  if (facts.modelClass !== 'unknown') return facts.modelClass;
  if (isLocal) return 'small';
  if (facts.price === 'unknown') return 'standard';
  const { inputUsdMicrosPerMillion, outputUsdMicrosPerMillion } = facts.price;
  const blended = (3 * inputUsdMicrosPerMillion + outputUsdMicrosPerMillion) / 4;
  if (blended >= LARGE_FROM_USD_MICROS) return 'large';
  return blended >= STANDARD_FROM_USD_MICROS ? 'standard' : 'small';
}

export function isBelow(a: ModelClass, b: ModelClass): boolean {
  return RANK[a] < RANK[b];
}
