/*
 * The list of models, asked for page after page up to a bound, and read leniently: `{data:[{id}]}`,
 * `{models:[…]}`, a bare list, entries that are only names. A body that is no list at all is
 * `protocol`. Costs nothing and carries no word of any question.
 */
import type { ModelInfo } from '../core/index.ts';
import { readText } from './body/readText.ts';
import { readingError } from './errors/errorOf.ts';
import { brokenBody, errorOfStatus, isSuccess, type Answer } from './exchange.ts';
import { asArray, asCount, asObject, asText, parseJson, type JsonObject } from './json.ts';
import type { ModelListing } from './wire.ts';

const LIST_BYTES_MAX = 8 * 1024 * 1024;
const LIST_PAGES_MAX = 20;

export async function listModels(
  page: (url: string) => Promise<Answer>,
  url: string,
  { cursor, readPage }: Pick<ModelListing, 'cursor' | 'readPage'>,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const models = new Map<string, ModelInfo>();
  let after: string | undefined;
  for (let pages = 0; pages < LIST_PAGES_MAX; pages += 1) {
    const answer = await page(after === undefined ? url : withCursor(url, cursor, after));
    try {
      if (!isSuccess(answer.place)) throw await errorOfStatus(answer, signal);
      const { text } = await readText(answer.reader, LIST_BYTES_MAX).catch((error: unknown) => {
        throw brokenBody(answer.place, error);
      });
      const read = readPage(text);
      if (read === undefined) {
        throw readingError(answer.place, 'protocol', 'the answer is no list of models');
      }
      const before = models.size;
      for (const model of read.models) models.set(model.id, model);
      // A server that repeats its first page for ever must not keep us asking.
      if (read.nextAfter === undefined || models.size === before) break;
      after = read.nextAfter;
    } finally {
      answer.reader.close();
    }
  }
  return [...models.values()];
}

function withCursor(url: string, cursor: string, after: string): string {
  const next = new URL(url);
  next.searchParams.set(cursor, after);
  return next.href;
}

export type ModelPage = {
  readonly models: readonly ModelInfo[];
  /** What asks for the next page, where there are more. */
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
