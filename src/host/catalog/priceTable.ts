/*
 * The table of prices and context windows that is packaged with the extension (`dist/prices.json`,
 * made at the build from @pydantic/genai-prices), and how a model is found in it. The first entry
 * that fits decides; a name that ends in a compact date is tried with a dashed one too.
 * It is read once, when it is first wanted, and never from the network: prices are as old as the
 * extension.
 */
import type { ModelPrice, TokenRates } from '../../core/index.ts';

export type PriceTable = {
  /** The package and its version. */
  readonly source: string;
  readonly lists: { readonly [vendor: string]: readonly PricedModel[] };
};

type PricedModel = {
  readonly match: Match;
  readonly context?: number;
  /** The last whose condition holds; else the first. */
  readonly rates?: readonly Rates[];
};

type Match =
  | { readonly or: readonly Match[] }
  | { readonly and: readonly Match[] }
  | { readonly equals: string }
  | { readonly starts_with: string }
  | { readonly ends_with: string }
  | { readonly contains: string }
  | { readonly regex: string };

/** Micro-dollars per million tokens: input, output, cached input, cache write. */
type Row = readonly [number, number, number | null, number | null];

type Rates = {
  /** A day (UTC). */
  readonly since?: string;
  /** Minutes of the day (UTC); may run over midnight. */
  readonly between?: readonly [number, number];
  readonly base: Row;
  /** For prompts above so many tokens. */
  readonly above?: readonly (readonly [number, ...Row])[];
};

export type Listed = { readonly contextTokensMax?: number; readonly price?: ModelPrice };

/** What the table says of a model; nothing where it does not know it. */
export function lookUp(table: PriceTable, vendor: string, modelId: string, wallMs: number): Listed {
  const list = Object.hasOwn(table.lists, vendor) ? (table.lists[vendor] ?? []) : [];
  const dashed = modelId.replace(/-(20\d{2})(\d{2})(\d{2})(?=-|:|$)/, '-$1-$2-$3');
  const found = [modelId, dashed]
    .map((name) => list.find(({ match }) => fits(match, name)))
    .find((model) => model !== undefined);
  const rates = found?.rates?.findLast((one) => holds(one, wallMs)) ?? found?.rates?.[0];
  return {
    ...(found?.context === undefined ? {} : { contextTokensMax: found.context }),
    ...(rates === undefined ? {} : { price: priceOf(rates) }),
  };
}

function fits(match: Match, modelId: string): boolean {
  const name = modelId.toLowerCase();
  if ('or' in match) return match.or.some((one) => fits(one, modelId));
  if ('and' in match) return match.and.every((one) => fits(one, modelId));
  if ('equals' in match) return name === match.equals.toLowerCase();
  if ('starts_with' in match) return name.startsWith(match.starts_with.toLowerCase());
  if ('ends_with' in match) return name.endsWith(match.ends_with.toLowerCase());
  if ('contains' in match) return name.includes(match.contains.toLowerCase());
  return new RegExp(match.regex).test(modelId);
}

function holds({ since, between }: Rates, wallMs: number): boolean {
  if (since !== undefined) return wallMs >= Date.parse(since);
  if (between === undefined) return true;
  const minute = (wallMs / 60_000) % (24 * 60);
  const [from, to] = between;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function priceOf({ base, above = [] }: Rates): ModelPrice {
  const longPrompts = above.map(([aboveTokens, ...row]) => ({ aboveTokens, ...rowRates(row) }));
  return { ...rowRates(base), ...(longPrompts.length === 0 ? {} : { longPrompts }) };
}

function rowRates([input, output, cached, write]: Row): TokenRates {
  return {
    inputUsdMicrosPerMillion: input,
    outputUsdMicrosPerMillion: output,
    ...(cached === null ? {} : { cachedInputUsdMicrosPerMillion: cached }),
    ...(write === null ? {} : { cacheWriteUsdMicrosPerMillion: write }),
  };
}
