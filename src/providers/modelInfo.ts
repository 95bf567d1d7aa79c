/*
 * One entry of a list of models, in the many forms that vendors give it: limits, what the model can
 * do, what it costs. What is not said stays absent; a zero limit, a price of −1 (OpenRouter's "it
 * depends") and contradicting offers of several sellers say nothing.
 * Sources: the vendors' references of `GET /models` (OpenRouter, Together, Mistral, Fireworks,
 * Moonshot, Groq, Anthropic, GitHub, Hugging Face), and recorded lists.
 */
import type { ModelInfo, ModelPrice } from '../core/index.ts';
import { asArray, asCount, asObject, asText, type JsonObject } from './json.ts';

/** As the settings have it: a longer name could never be asked for. */
const ID_CHARS_MAX = 200;
/** Dollars per million tokens; whatever is above is no price. */
const USD_MAX = 100_000;

const CONTEXT = [
  'context_length',
  'context_window',
  'max_context_length',
  'max_model_len',
  'max_input_tokens',
];
const OUTPUT = ['max_completion_tokens', 'max_output_tokens', 'max_tokens'];

const VISION = ['vision', 'image', 'image_input', 'supports_image_input', 'supports_image_in'];
const TOOLS = ['tools', 'tool-calling', 'function_calling', 'supports_tools'];
const REASONING = ['reasoning', 'thinking', 'supports_reasoning'];
/** Lists in which a missing word means no; the first that there is decides. */
const INPUTS = ['input_modalities', 'supported_input_modalities'];
const PARAMETERS = ['supported_parameters'];

export function readModel(item: unknown): ModelInfo | undefined {
  if (typeof item === 'string') return isId(item) ? { id: item } : undefined;
  const entry = asObject(item);
  const id = asText(entry?.['id']) ?? asText(entry?.['model']) ?? asText(entry?.['name']);
  if (entry === undefined || id === undefined || !isId(id)) return undefined;
  const name = asText(entry['display_name']) ?? asText(entry['name']);
  const offers = objectsOf(entry['providers']);
  const sources = offers.length > 0 ? offers : [entry];
  return {
    id,
    ...said('name', name === id ? undefined : name),
    ...said('contextTokensMax', agreed(sources, contextOf)),
    ...said('outputTokensMax', agreed(sources, outputOf)),
    ...said(
      'vision',
      agreed(sources, (one) => ability(one, VISION, INPUTS)),
    ),
    ...said(
      'tools',
      agreed(sources, (one) => ability(one, TOOLS, PARAMETERS)),
    ),
    ...said(
      'reasoning',
      agreed(sources, (one) => ability(one, REASONING, PARAMETERS)),
    ),
    ...said('price', agreed(sources, priceOf)),
  };
}

const objectsOf = (list: unknown): readonly JsonObject[] =>
  asArray(list)
    .map(asObject)
    .filter((item) => item !== undefined);

const isId = (id: string): boolean => id !== '' && id.length <= ID_CHARS_MAX;

/** A field that is absent where nothing is known. */
export function said<K extends string, T>(
  name: K,
  value: T | undefined,
): { readonly [N in K]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: T };
}

/** What all of them say; nothing where one of them says something else. */
function agreed<T>(
  sources: readonly JsonObject[],
  read: (one: JsonObject) => T | undefined,
): T | undefined {
  const [first, ...others] = sources.map(read);
  const text = JSON.stringify(first);
  return others.every((other) => JSON.stringify(other) === text) ? first : undefined;
}

const contextOf = (entry: JsonObject): number | undefined =>
  limit(entry, CONTEXT) ?? limit(inner(entry, 'limits'), CONTEXT);

const outputOf = (entry: JsonObject): number | undefined =>
  limit(entry, OUTPUT) ??
  limit(inner(entry, 'top_provider'), OUTPUT) ??
  limit(inner(entry, 'limits'), OUTPUT);

const inner = (entry: JsonObject, name: string): JsonObject => asObject(entry[name]) ?? {};

/** Zero is unknown, not a limit. */
export function limit(entry: JsonObject, names: readonly string[]): number | undefined {
  return names
    .map((name) => asCount(entry[name]))
    .find((value) => value !== undefined && value > 0);
}

function ability(
  entry: JsonObject,
  names: readonly string[],
  lists: readonly string[],
): boolean | undefined {
  const places = [entry, inner(entry, 'architecture')];
  const listed = places
    .flatMap((place) => lists.map((list) => place[list]))
    .find((list) => Array.isArray(list));
  if (listed !== undefined) return asArray(listed).some((word) => names.includes(String(word)));
  const abilities = entry['capabilities'];
  if (Array.isArray(abilities)) return abilities.some((word) => names.includes(String(word)));
  return [entry, inner(entry, 'capabilities')]
    .flatMap((place) => names.map((name) => flag(place[name])))
    .find((value) => value !== undefined);
}

/** `true`, or as Anthropic has it `{ supported: true }`. */
function flag(value: unknown): boolean | undefined {
  const plain = asObject(value)?.['supported'] ?? value;
  return typeof plain === 'boolean' ? plain : undefined;
}

/** `prompt` and `completion` are dollars per token (text), `input` and `output` per million. */
function priceOf(entry: JsonObject): ModelPrice | undefined {
  const pricing = asObject(entry['pricing']);
  if (pricing === undefined) return undefined;
  const isPerToken = pricing['prompt'] !== undefined;
  const [inputName, outputName, cached, write] = isPerToken
    ? (['prompt', 'completion', 'input_cache_read', 'input_cache_write'] as const)
    : (['input', 'output', 'cache_read', 'cache_write'] as const);
  const rate = (name: string): number | undefined => rateOf(pricing[name], isPerToken);
  const input = rate(inputName);
  const output = rate(outputName);
  if (input === undefined || output === undefined) return undefined;
  // Together lists zeros for what is not sold by the token; only prices per token say "free" so.
  if (!isPerToken && input === 0 && output === 0) return undefined;
  // A fee for each request would make any sum of tokens too small.
  if ((rate('request') ?? 0) > 0) return undefined;
  return {
    inputUsdMicrosPerMillion: input,
    outputUsdMicrosPerMillion: output,
    ...said('cachedInputUsdMicrosPerMillion', rate(cached)),
    ...said('cacheWriteUsdMicrosPerMillion', rate(write)),
  };
}

function rateOf(value: unknown, isPerToken: boolean): number | undefined {
  const written = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const usd = asCount(written);
  if (usd === undefined) return undefined;
  const perMillion = isPerToken ? usd * 1_000_000 : usd;
  return perMillion > USD_MAX ? undefined : Math.round(perMillion * 1_000_000);
}
