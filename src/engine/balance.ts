/*
 * `balanced`: which target a conversation begins with, and stays with, so that its vendor's prompt
 * cache keeps its beginning. Of two drawn by chance the better one: time to the first token (as it
 * is, never divided by an answer's length) times the root of the price, over the share of answers
 * that came. Two choices are enough to spread load well (Mitzenmacher, "The Power of Two Choices",
 * 2001). It lasts as long as the window; whoever is ill is passed over and chosen anew.
 */
import { sameTarget, targetKey } from '../core/index.ts';
import type { ConversationId, Random, Target } from '../core/index.ts';
import { factsOf, type ModelKnowledge } from './fitness.ts';

const CONVERSATIONS_MAX = 500;
const SUCCESS_PRIOR = 0.95;
const FADE = 0.9;
const FIRST_TOKEN_MS = 2_000;
/** Micro-dollars per million tokens where the price is unknown: a standard model's. */
const USUAL_PRICE = 2_000_000;
/** What is free is still better only by so much. */
const LEAST_PRICE = 50_000;

export interface Balance {
  /** Who should be asked first in this conversation, of those that are well. */
  firstFor(
    conversationId: ConversationId,
    well: readonly Target[],
  ): { readonly target: Target; readonly rule: 'sticky' | 'balanced' } | undefined;
  /** How an attempt went. */
  told(target: Target, isAnswered: boolean): void;
}

export type BalanceDeps = {
  readonly random: Random;
  readonly models?: ModelKnowledge | undefined;
  /** The middle of its time to the first token, where it is learned. */
  readonly usualMs?: ((target: Target) => number | undefined) | undefined;
};

export function createBalance({ random, models, usualMs }: BalanceDeps): Balance {
  const stays = new Map<ConversationId, Target>();
  const success = new Map<string, number>();

  const costOf = (target: Target): number => {
    const { price } = factsOf(models, target);
    const blended =
      price === 'unknown'
        ? USUAL_PRICE
        : (3 * price.inputUsdMicrosPerMillion + price.outputUsdMicrosPerMillion) / 4;
    const waitMs = usualMs?.(target) ?? FIRST_TOKEN_MS;
    const share = success.get(targetKey(target)) ?? SUCCESS_PRIOR;
    return (waitMs * Math.sqrt(Math.max(LEAST_PRICE, blended))) / share;
  };
  const draw = (well: readonly Target[]): Target | undefined => {
    const at = Math.floor(random.next() * well.length);
    const one = well[at];
    const others = well.filter((_, index) => index !== at);
    const two = others[Math.floor(random.next() * others.length)];
    if (one === undefined || two === undefined) return one;
    return costOf(two) < costOf(one) ? two : one;
  };
  return {
    firstFor(conversationId, well) {
      const before = stays.get(conversationId);
      const stay = well.find((target) => before !== undefined && sameTarget(target, before));
      const target = stay ?? draw(well);
      if (target === undefined) return undefined;
      stays.delete(conversationId);
      stays.set(conversationId, target);
      const oldest = stays.keys().next().value;
      if (stays.size > CONVERSATIONS_MAX && oldest !== undefined) stays.delete(oldest);
      return { target, rule: stay === undefined ? 'balanced' : 'sticky' };
    },
    told(target, isAnswered) {
      const before = success.get(targetKey(target)) ?? SUCCESS_PRIOR;
      // Never zero: whoever came to nothing is still somebody to ask.
      success.set(targetKey(target), Math.max(0.05, before * FADE + (isAnswered ? 1 - FADE : 0)));
    },
  };
}
