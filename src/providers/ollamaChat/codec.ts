/*
 * Ollama's own `/api/chat` as a wire format of the table: JSON lines, and a server that loads a
 * model when it is first asked. What is loaded stands in `/api/ps`; a question without messages
 * only loads (its answer is `done_reason: "load"`).
 * Source: docs/api.md of ollama/ollama, and recorded answers.
 */
import type { LoadedModel } from '../loadedModels.ts';
import { asArray, asObject, asText, parseJson } from '../json.ts';
import { limit, said } from '../modelInfo.ts';
import { readModelPage } from '../models.ts';
import type { WireCodec } from '../wire.ts';
import { encodeOllama } from './encode.ts';
import { createOllamaFold } from './ollamaFold.ts';
import { readShown } from './shownModel.ts';

const MINUTE_MS = 60_000;
/** How long a model that was loaded ahead is kept: long enough to be of use, not for ever. */
const KEEP_ALIVE = '10m';

export const ollamaChat: WireCodec<'ollama.chat'> = {
  framing: 'ndjson',
  headers: () => ({}),
  encode: (request, modelId, preset, windowTokens) => ({
    path: '/api/chat',
    body: encodeOllama(request, modelId, preset.ollama, windowTokens),
  }),
  createFold: createOllamaFold,
  models: {
    path: '/api/tags',
    cursor: 'after',
    readPage: readModelPage,
    details: {
      encode: (modelId) => ({ path: '/api/show', body: JSON.stringify({ model: modelId }) }),
      read: readShown,
    },
  },
  // Its default on most computers; 32k is what it opens itself where there is some more memory
  // (docs/context-length.mdx). The memory for a window grows with it, so more is the person's word.
  window: { usualTokens: 4096, unaskedTokensMax: 32_768 },
  loading: {
    path: '/api/ps',
    readLoaded,
    encodeLoad: (modelId) => ({
      path: '/api/chat',
      body: JSON.stringify({ model: modelId, messages: [], stream: false, keep_alive: KEEP_ALIVE }),
    }),
    plainName: (modelId) => (/:[^/]*$/.test(modelId) ? modelId : `${modelId}:latest`),
    // Ollama lets go of a model five minutes after its last use, unless told otherwise.
    staysMs: 4 * MINUTE_MS,
  },
};

function readLoaded(text: string): readonly LoadedModel[] | undefined {
  const models = asObject(parseJson(text))?.['models'];
  if (!Array.isArray(models)) return undefined;
  return asArray(models).flatMap((item) => {
    const entry = asObject(item);
    const modelId = asText(entry?.['model']) ?? asText(entry?.['name']);
    if (entry === undefined || modelId === undefined) return [];
    return { modelId, ...said('windowTokens', limit(entry, ['context_length'])) };
  });
}
