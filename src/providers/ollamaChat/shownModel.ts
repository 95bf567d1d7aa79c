/*
 * What `/api/show` tells of one model: the longest context it was made for, and what it can do.
 * The window that is really opened is another thing, and is not told here.
 * Source: docs.ollama.com/api-reference/show-model-details.
 */
import type { ModelInfo } from '../../core/index.ts';
import { asArray, asObject, asText, parseJson } from '../json.ts';
import { limit, said } from '../modelInfo.ts';

/** The same model with what was told; unchanged where nothing was. */
export function readShown(text: string, info: ModelInfo): ModelInfo {
  const shown = asObject(parseJson(text));
  const details = asObject(shown?.['model_info']) ?? {};
  const architecture = asText(details['general.architecture']) ?? '';
  const abilities = asArray(shown?.['capabilities']);
  const can = (word: string): boolean | undefined =>
    abilities.length === 0 ? undefined : abilities.includes(word);
  return {
    ...info,
    ...said('contextTokensMax', limit(details, [`${architecture}.context_length`])),
    ...said('vision', can('vision')),
    ...said('tools', can('tools')),
    ...said('reasoning', can('thinking')),
  };
}
