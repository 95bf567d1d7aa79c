// Makes dist/prices.json from the pinned package @pydantic/genai-prices: of the vendors that
// Steadfast has presets for, what a model is matched by, its context window, and its rates per
// million tokens in micro-dollars. Descriptions, usage extractors and prices of other things than
// tokens are left out; a model with fees that tokens do not tell has no rates here.
// src/host/catalog/priceTable.ts reads it; a unit test holds the names against the presets.

import { createRequire } from 'node:module';
import { findProvider } from '@pydantic/genai-prices';

const lists = [
  'anthropic',
  'cerebras',
  'deepseek',
  'fireworks',
  'google',
  'groq',
  'mistral',
  'moonshotai',
  'openai',
  'openrouter',
  'perplexity',
  'together',
  'x-ai',
  'zai',
];

/** Input, output, cached input, cache write: the order of every row of rates. */
const keys = ['input_mtok', 'output_mtok', 'cache_read_mtok', 'cache_write_mtok'];

export function priceTable() {
  const require = createRequire(import.meta.url);
  const main = require.resolve('@pydantic/genai-prices');
  const { version } = require(main.replace(/dist.*$/, 'package.json'));
  const entries = lists.map((id) => {
    const found = findProvider({ providerId: id });
    if (found?.id !== id) throw new Error(`@pydantic/genai-prices has no prices of "${id}".`);
    return [id, found.models.flatMap((model) => compact(model) ?? [])];
  });
  return { source: `@pydantic/genai-prices ${version}`, lists: Object.fromEntries(entries) };
}

function compact({ match, context_window: context, prices }) {
  const offers = Array.isArray(prices) ? prices : [{ prices }];
  const rates = offers.map(({ constraint, prices: price }) => ratesOf(price, constraint));
  const isPriced = rates.every((rate) => rate !== undefined);
  if (!isPriced && context === undefined) return undefined;
  return {
    match,
    ...(context === undefined ? {} : { context }),
    ...(isPriced ? { rates } : {}),
  };
}

/** Undefined where input or output has no rate, or where tokens are not all that is charged. */
function ratesOf(price, constraint) {
  const isWhole = price.input_mtok !== undefined && price.output_mtok !== undefined;
  const hasFees = ['requests_kcount', 'output_reasoning_mtok'].some((key) => price[key] > 0);
  if (!isWhole || hasFees) return undefined;
  const starts = keys.flatMap((key) => price[key]?.tiers?.map(({ start }) => start) ?? []);
  const above = [...new Set(starts)].toSorted((a, b) => a - b);
  return {
    ...conditionOf(constraint),
    base: keys.map((key) => micros(price[key]?.base ?? price[key])),
    ...(above.length === 0
      ? {}
      : { above: above.map((start) => [start, ...keys.map((key) => atTier(price[key], start))]) }),
  };
}

function atTier(price, start) {
  const tier = price?.tiers?.findLast((one) => one.start <= start);
  return micros(tier?.price ?? price?.base ?? price);
}

const micros = (usd) => (usd === undefined ? null : Math.round(usd * 1_000_000));

/** A day from which the rates hold, or the minutes of the day (UTC) between which they do. */
function conditionOf(constraint) {
  if (constraint === undefined) return {};
  if (constraint.type === 'start_date') return { since: constraint.start_date };
  if (constraint.type === 'time_of_date') {
    return { between: [minuteOf(constraint.start_time), minuteOf(constraint.end_time)] };
  }
  throw new Error(`@pydantic/genai-prices has a new condition: ${JSON.stringify(constraint)}`);
}

function minuteOf(time) {
  const [, hours, minutes] = /^(\d{2}):(\d{2}):00Z$/.exec(time) ?? [];
  if (minutes === undefined) throw new Error(`@pydantic/genai-prices has a new time: ${time}`);
  return Number(hours) * 60 + Number(minutes);
}
