/*
 * The list of models, read leniently: `{data:[{id}]}`, `{models:[…]}`, a bare list, entries that are
 * only names. Pages are followed while the server says that there are more, up to a bound.
 * A body that is no list at all is `protocol`.
 */
import type { ModelInfo } from '../core/index.ts';
import { asArray, asCount, asObject, asText, parseJson, type JsonObject } from './json.ts';

export type ModelPage = {
  readonly models: readonly ModelInfo[];
  /** The id to go on after, where there are more pages. */
  readonly nextAfter: string | undefined;
};

/** `undefined` where the text is no list of models. */
export function readModelPage(text: string): ModelPage | undefined {
  const value = parseJson(text);
  const object = asObject(value);
  const list = Array.isArray(value) ? value : (object?.['data'] ?? object?.['models']);
  if (!Array.isArray(list)) return undefined;
  const models = asArray(list).flatMap((item) => readModel(item) ?? []);
  const last = asText(object?.['last_id']) ?? models.at(-1)?.id;
  return { models, nextAfter: object?.['has_more'] === true ? last : undefined };
}

function readModel(item: unknown): ModelInfo | undefined {
  if (typeof item === 'string') return item === '' ? undefined : { id: item };
  const entry = asObject(item);
  const id = asText(entry?.['id']) ?? asText(entry?.['model']) ?? asText(entry?.['name']);
  if (entry === undefined || id === undefined) return undefined;
  const name = asText(entry['display_name']) ?? asText(entry['name']);
  const contextTokensMax = count(entry, [
    'context_length',
    'context_window',
    'max_context_length',
    'max_model_len',
    'max_input_tokens',
  ]);
  const outputTokensMax =
    count(entry, ['max_completion_tokens', 'max_output_tokens']) ??
    count(asObject(entry['top_provider']) ?? {}, ['max_completion_tokens']);
  return {
    id,
    ...(name === undefined || name === id ? {} : { name }),
    ...(contextTokensMax === undefined ? {} : { contextTokensMax }),
    ...(outputTokensMax === undefined ? {} : { outputTokensMax }),
  };
}

/** Zero is unknown, not a limit. */
function count(entry: JsonObject, names: readonly string[]): number | undefined {
  return names
    .map((name) => asCount(entry[name]))
    .find((value) => value !== undefined && value > 0);
}
