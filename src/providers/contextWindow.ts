/*
 * How large a window to ask a server for that lets the client choose and cuts in silence what does
 * not fit. The person's own figure is sent as it is. Else nothing is sent while the question fits
 * into what is open; when it does not, the next power of two that holds question and answer, up to
 * what the model was made for and a bound. A window once asked for is kept, because every change
 * makes the server load the model anew.
 */
import type { ChatRequest, ModelFacts, ModelId, TokenEstimate } from '../core/index.ts';
import type { WindowRule } from './wire.ts';

/** Room for an answer whose length nobody bounded. */
const ANSWER_TOKENS = 1024;

export type Need = {
  readonly modelId: ModelId;
  readonly request: ChatRequest;
  readonly estimate: TokenEstimate;
  readonly facts: Pick<ModelFacts, 'contextTokensMax' | 'windowTokens'>;
  /** The window of the loaded model, where it was seen; asked for only when it matters. */
  readonly seen: () => Promise<number | undefined>;
};

export type Window = {
  /** What to send; absent: nothing. */
  readonly ask: number | undefined;
  /** What the question will be read in, as far as is known. */
  readonly tokens: number;
};

export function createContextWindows(rule: WindowRule): (need: Need) => Promise<Window> {
  const asked = new Map<ModelId, number>();
  return async ({ modelId, request, estimate, facts, seen }) => {
    const own = facts.windowTokens;
    if (own !== 'unknown') return { ask: own, tokens: own };
    const kept = asked.get(modelId);
    const needed = estimate.maxTokens + (request.outputTokensMax ?? ANSWER_TOKENS);
    const usual = kept ?? rule.usualTokens;
    if (needed <= usual) return { ask: kept, tokens: usual };
    const open = kept ?? (await seen()) ?? usual;
    const made = facts.contextTokensMax === 'unknown' ? Infinity : facts.contextTokensMax;
    const wanted = Math.min(powerAbove(needed), rule.unaskedTokensMax, made);
    if (needed <= open || wanted <= open) return { ask: kept, tokens: open };
    asked.set(modelId, wanted);
    return { ask: wanted, tokens: wanted };
  };
}

function powerAbove(tokens: number): number {
  let power = 1024;
  while (power < tokens) power *= 2;
  return power;
}
