/*
 * The list of models, asked for page after page up to a bound, and read leniently: `{data:[{id}]}`,
 * `{models:[…]}`, a bare list, entries that are only names. A body that is no list at all is
 * `protocol`; details of single models that cannot be had are left out. Costs nothing and carries
 * no word of any question.
 */
import type { ModelInfo } from '../core/index.ts';
import { readText } from './body/readText.ts';
import { readingError } from './errors/errorOf.ts';
import { throwIfAborted } from './body/bodyReader.ts';
import { brokenBody, errorOfStatus, isSuccess, type Answer, type Question } from './exchange.ts';
import { asArray, asObject, asText, parseJson } from './json.ts';
import { readModel } from './modelInfo.ts';
import { isReadableName } from './modelNames.ts';
import type { ModelListing } from './wire.ts';

const LIST_BYTES_MAX = 8 * 1024 * 1024;
const LIST_PAGES_MAX = 20;
/** Asked one by one: a server of one's own, where each takes milliseconds. */
const DETAILS_MAX = 40;

/** Sends a question under the base address, or to a whole address. */
export type Ask = (place: string, asked: Partial<Question>) => Promise<Answer>;

export async function listModels(
  ask: Ask,
  url: string,
  { cursor, readPage, details }: ModelListing,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const models = new Map<string, ModelInfo>();
  let after: string | undefined;
  for (let pages = 0; pages < LIST_PAGES_MAX; pages += 1) {
    const answer = await ask(after === undefined ? url : withCursor(url, cursor, after), {});
    const text = await textOf(answer, signal);
    const read = readPage(text);
    if (read === undefined) {
      throw readingError(answer.place, 'protocol', 'the answer is no list of models');
    }
    const before = models.size;
    for (const model of read.models) {
      if (isReadableName(model.id)) models.set(model.id, withReadableName(model));
    }
    // A server that repeats its first page for ever must not keep us asking.
    if (read.nextAfter === undefined || models.size === before) break;
    after = read.nextAfter;
  }
  if (details !== undefined) await addDetails(ask, models, details, signal);
  return [...models.values()];
}

/** What a list calls a model is shown too. */
function withReadableName({ name, ...model }: ModelInfo): ModelInfo {
  return name !== undefined && isReadableName(name) ? { ...model, name } : model;
}

async function addDetails(
  ask: Ask,
  models: Map<string, ModelInfo>,
  { encode, read }: NonNullable<ModelListing['details']>,
  signal: AbortSignal,
): Promise<void> {
  for (const model of [...models.values()].slice(0, DETAILS_MAX)) {
    const { path, body } = encode(model.id);
    try {
      models.set(model.id, read(await textOf(await ask(path, { body }), signal), model));
    } catch {
      throwIfAborted(signal);
    }
  }
}

async function textOf(answer: Answer, signal: AbortSignal): Promise<string> {
  try {
    if (!isSuccess(answer.place)) throw await errorOfStatus(answer, signal);
    const { text } = await readText(answer.reader, LIST_BYTES_MAX).catch((error: unknown) => {
      throw brokenBody(answer.place, error);
    });
    return text;
  } finally {
    answer.reader.close();
  }
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
