/*
 * One page of Gemini's list of models: names without their folder, both limits, and only models
 * that can answer a chat (the list holds models for embeddings and images too). What the vendor
 * does not say stays unknown.
 */
import type { ModelInfo } from '../../core/index.ts';
import { asArray, asObject, asText, parseJson } from '../json.ts';
import { limit, said } from '../modelInfo.ts';
import type { ModelPage } from '../models.ts';

/** `undefined` where the text is no such list. */
export function readGeminiPage(text: string): ModelPage | undefined {
  const page = asObject(parseJson(text));
  const list = page?.['models'];
  if (page === undefined || !(Array.isArray(list) || Object.keys(page).length === 0)) {
    return undefined;
  }
  return {
    models: asArray(list).flatMap((item) => readModel(item) ?? []),
    nextAfter: asText(page['nextPageToken']),
  };
}

function readModel(item: unknown): ModelInfo | undefined {
  const entry = asObject(item);
  const id = asText(entry?.['name'])?.replace(/^models\//, '');
  if (entry === undefined || id === undefined) return undefined;
  const methods = asArray(entry['supportedGenerationMethods']);
  if (methods.length > 0 && !methods.includes('generateContent')) return undefined;
  const name = asText(entry['displayName']);
  const { thinking } = entry;
  return {
    id,
    ...(name === undefined || name === id ? {} : { name }),
    ...said('contextTokensMax', limit(entry, ['inputTokenLimit'])),
    ...said('outputTokensMax', limit(entry, ['outputTokenLimit'])),
    ...said('reasoning', typeof thinking === 'boolean' ? thinking : undefined),
  };
}
