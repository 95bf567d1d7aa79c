/*
 * How much a question may hold for whoever is asked first, and how its size is estimated. Where
 * nobody can be asked, or the window is not known, there is no bound: nothing is cut on a guess.
 * Pure; what is known of models is the catalog's to say.
 */
import type { Target } from '../../core/index.ts';
import type { Knowledge } from '../catalog/createKnowledge.ts';
import { promptMaxOf, type FitInput } from './fit.ts';

export type Window = Pick<FitInput, 'promptMax' | 'tokens'>;

export function windowOf(
  { catalog, estimator }: Pick<Knowledge, 'catalog' | 'estimator'>,
  target: Target | undefined,
): Window {
  if (target === undefined) return { promptMax: Number.POSITIVE_INFINITY, tokens: () => 0 };
  const { windowTokens, contextTokensMax, outputTokensMax } = catalog.get(target);
  const window = windowTokens === 'unknown' ? contextTokensMax : windowTokens;
  return {
    promptMax: promptMaxOf(window, outputTokensMax),
    tokens: (request) => estimator.inputTokens(request, target).tokens,
  };
}
