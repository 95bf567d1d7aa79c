/*
 * Token estimates, calibrated per model from reported usage; it learns counts, never words.
 * Plain: UTF-8 bytes / 4 and 4 tokens of framing per message (help.openai.com/en/articles/4936856;
 * OpenAI's cookbook "How to count tokens with tiktoken"). Bytes, because tokenizers work on bytes.
 * Calibrated: plain × Σ reported / Σ plain, both sums fading by a tenth with each report and begun
 * with 200 tokens at 1:1, so that large prompts count for more; within 1/4 and 4. The range is
 * twice the running mean of |ln(reported / estimated)|, which stays from 0.05 to 0.5.
 */
import { targetKey } from '../core/index.ts';
import type { ChatRequest, Part, Target, TokenEstimator } from '../core/index.ts';

const BYTES_PER_TOKEN = 4;
const MESSAGE_TOKENS = 4;
/** Between Gemini's 258 for a tile and Anthropic's 1600 for a large picture. */
const IMAGE_TOKENS = 1000;

const PRIOR_TOKENS = 200;
const PRIOR_SPREAD = 0.25;
const FADE = 0.9;
const RATIO_MAX = 4;
const SPREAD_MIN = 0.05;
const SPREAD_MAX = 0.5;
const SPREAD_STEP = 0.25;
const MODELS_MAX = 500;
const RESTORED_TOKENS_MAX = 1_000_000;

/** What was learned of one model: faded sums and the spread. */
export type Calibration = {
  readonly reported: number;
  readonly plain: number;
  readonly spread: number;
};

export type CalibratedEstimator = TokenEstimator & {
  /** Take up what an earlier window learned; what makes no sense is left out. */
  restore(key: string, value: Calibration): void;
};

const UNLEARNED: Calibration = {
  reported: PRIOR_TOKENS,
  plain: PRIOR_TOKENS,
  spread: PRIOR_SPREAD,
};

/** `onLearned` gets the key of the target and everything that is now known of it. */
export function createTokenEstimator(
  onLearned: (key: string, value: Calibration) => void = () => undefined,
): CalibratedEstimator {
  const known = new Map<string, Calibration>();
  const plainOf = createPlainCount();
  const put = (key: string, value: Calibration): void => {
    known.delete(key);
    known.set(key, value);
    const oldest = known.keys().next().value;
    if (known.size > MODELS_MAX && oldest !== undefined) known.delete(oldest);
  };
  const of = (target: Target): Calibration => known.get(targetKey(target)) ?? UNLEARNED;
  const estimate = (request: ChatRequest, target: Target): number =>
    plainOf(request) * ratioOf(of(target));

  return {
    inputTokens(request, target) {
      const tokens = estimate(request, target);
      const factor = Math.exp(2 * of(target).spread);
      return {
        tokens: Math.round(tokens),
        minTokens: Math.floor(tokens / factor),
        maxTokens: Math.ceil(tokens * factor),
      };
    },
    textTokens: (text, target) =>
      Math.round((utf8Bytes(text) / BYTES_PER_TOKEN) * ratioOf(of(target))),
    observe(request, target, inputTokens) {
      const isCount = Number.isSafeInteger(inputTokens) && inputTokens > 0;
      // What a picture costs is so different that it says nothing about text.
      if (!isCount || hasImages(request)) return;
      const plain = plainOf(request);
      const reported = clamp(inputTokens, plain / RATIO_MAX, plain * RATIO_MAX);
      const before = of(target);
      const missed = Math.abs(Math.log(reported / (plain * ratioOf(before))));
      const value = {
        reported: before.reported * FADE + reported,
        plain: before.plain * FADE + plain,
        spread: clamp(
          before.spread + SPREAD_STEP * (missed - before.spread),
          SPREAD_MIN,
          SPREAD_MAX,
        ),
      };
      put(targetKey(target), value);
      onLearned(targetKey(target), value);
    },
    restore(key, value) {
      const isSound = Object.values(value).every((n) => Number.isFinite(n) && n > 0);
      if (!isSound || known.has(key)) return;
      // However large the sums are, what comes now must still move them.
      const plain = Math.min(value.plain, RESTORED_TOKENS_MAX);
      const spread = clamp(value.spread, SPREAD_MIN, SPREAD_MAX);
      put(key, { reported: plain * ratioOf(value), plain, spread });
    },
  };
}

const ratioOf = ({ reported, plain }: Calibration): number =>
  clamp(reported / plain, 1 / RATIO_MAX, RATIO_MAX);

const clamp = (value: number, min: number, max: number): number =>
  Math.min(Math.max(value, min), max);

const hasImages = ({ messages }: ChatRequest): boolean =>
  messages.some(({ parts }) => parts.some(({ type }) => type === 'image'));

/** A request does not change; it is counted once. */
function createPlainCount(): (request: ChatRequest) => number {
  const counted = new WeakMap<ChatRequest, number>();
  return (request) => {
    const tokens = counted.get(request) ?? plainTokens(request);
    counted.set(request, tokens);
    return tokens;
  };
}

function plainTokens({ messages, tools = [] }: ChatRequest): number {
  const parts = messages.flatMap((message) => message.parts);
  const images = parts.filter(({ type }) => type === 'image').length;
  const bytes = parts.reduce((sum, part) => sum + bytesOf(part), 0);
  const toolBytes = tools.length === 0 ? 0 : utf8Bytes(JSON.stringify(tools));
  return (
    (bytes + toolBytes) / BYTES_PER_TOKEN +
    images * IMAGE_TOKENS +
    (messages.length + 1) * MESSAGE_TOKENS
  );
}

/** Reasoning goes back as opaque data or not at all. */
function bytesOf(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'tool-result':
      return utf8Bytes(part.text);
    case 'file':
      return utf8Bytes(part.name) + utf8Bytes(part.text);
    case 'tool-call':
      return utf8Bytes(part.name) + utf8Bytes(part.argumentsJson);
    case 'image':
    case 'reasoning':
      return 0;
  }
}

/** Without an encoder, which this room does not have; half a surrogate pair counts as two. */
function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}
