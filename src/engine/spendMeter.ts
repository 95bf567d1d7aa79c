/*
 * What one attempt costs, while it runs and at its end, from the events that pass.
 * At the end: what the vendor says it cost; else its token counts by the list price; else our
 * estimate of what was sent and of what came back. A request that was refused before it began costs
 * nothing; one that was cut off, stopped or left in silence costs at least its prompt.
 * Figures that make no sense are never booked: amounts are whole, safe and not below zero.
 */
import { ChatError, costOf, isRefusal } from '../core/index.ts';
import type {
  Cost,
  EngineEvent,
  ModelPrice,
  TargetCall,
  TokenEstimator,
  TokenUsage,
} from '../core/index.ts';

/** Three bytes of UTF-8, four bytes a token, calibrated by four at most. */
const TOKENS_PER_CHAR_MAX = 3;
/** Text is counted in pieces: a token estimate of single letters would round to nothing. */
const PIECE_CHARS = 256;

export type Bill = Cost & { readonly isUnknown: boolean };

export type SpendMeter = {
  see(event: EngineEvent): void;
  /** What has come so far, in micro-dollars; zero without a price. */
  soFar(): number;
  /** How many characters may come before it can reach `usdMicros`, at the very least. */
  charsBelow(usdMicros: number): number;
  outputTokens(): number;
  /** The sum at the end. `error`: what ended it, where it was no `finish`. */
  bill(error?: unknown): Bill;
};

/** `price` is undefined where nobody knows it. */
export function createSpendMeter(
  estimator: TokenEstimator,
  call: TargetCall,
  price: ModelPrice | undefined,
): SpendMeter {
  const { request, target } = call;
  const inputTokens = estimator.inputTokens(request, target).tokens;
  let usage: TokenUsage | undefined;
  const streamed = new Set<string>();
  let hasBegun = false;
  let isWhole = false;
  const words = countWords(estimator, target);
  const outputTokens = (): number => {
    const reported = usage?.outputTokens ?? 0;
    // A count that came early says nothing about what came after it.
    return isWhole && usage !== undefined ? reported : Math.max(reported, words.tokens());
  };
  const listed = (): Cost =>
    price === undefined
      ? { usdMicros: 0, isEstimated: false }
      : costOf(price, { inputTokens, ...usage, outputTokens: outputTokens() });

  return {
    see(event) {
      switch (event.type) {
        case 'response-start':
          hasBegun = true;
          return;
        case 'usage':
          usage = event.usage;
          return;
        case 'text-delta':
        case 'reasoning-delta':
          return words.add(event.text);
        case 'tool-call-delta':
          streamed.add(event.id);
          return words.add(event.argumentsText);
        case 'tool-call':
          return streamed.has(event.id) ? undefined : words.add(event.argumentsJson);
        case 'finish':
          isWhole = true;
          return;
        default:
          return;
      }
    },
    soFar: () => sound(listed().usdMicros),
    charsBelow(usdMicros) {
      if (price === undefined) return Infinity;
      const rates = [price, ...(price.longPrompts ?? [])];
      const perMillion = Math.max(...rates.map((rate) => rate.outputUsdMicrosPerMillion));
      // One less: amounts are rounded.
      const tokens = ((usdMicros - 1 - listed().usdMicros) * 1_000_000) / perMillion;
      return Math.floor((tokens - 1) / TOKENS_PER_CHAR_MAX);
    },
    outputTokens,
    bill(error) {
      const said = usage?.costUsdMicros;
      if (said !== undefined && isAmount(said)) {
        return { usdMicros: said, isEstimated: false, isUnknown: false };
      }
      const hasCome = isWhole || usage !== undefined || words.isAny();
      const isSent = hasCome || (!isRefusal(error) && (hasBegun || mayHaveBegun(error)));
      if (!isSent) return { usdMicros: 0, isEstimated: false, isUnknown: false };
      if (price === undefined) return { usdMicros: 0, isEstimated: false, isUnknown: true };
      const { usdMicros, isEstimated } = listed();
      const isGuess = isEstimated || usage === undefined || !isWhole;
      return { usdMicros: sound(usdMicros), isEstimated: isGuess, isUnknown: false };
    },
  };
}

/** The tokens of a text that comes in pieces. */
function countWords(estimator: TokenEstimator, target: TargetCall['target']) {
  let piece = '';
  let counted = 0;
  return {
    add(text: string): void {
      piece += text;
      if (piece.length < PIECE_CHARS) return;
      counted += estimator.textTokens(piece, target);
      piece = '';
    },
    tokens: (): number => counted + estimator.textTokens(piece, target),
    isAny: (): boolean => counted > 0 || piece !== '',
  };
}

/** Stopped or given up in silence: the vendor may have been at work. */
function mayHaveBegun(error: unknown): boolean {
  if (error === undefined) return true;
  return error instanceof ChatError && error.waitedMs !== undefined;
}

const isAmount = (micros: number): boolean =>
  Number.isSafeInteger(micros) && micros >= 0 && micros <= MOST;

const sound = (micros: number): number =>
  Number.isFinite(micros) ? Math.min(Math.max(0, Math.round(micros)), MOST) : 0;

/** A million dollars: no answer costs that, and sums of such amounts stay exact. */
const MOST = 1_000_000_000_000;
