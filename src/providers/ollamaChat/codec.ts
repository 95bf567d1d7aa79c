/*
 * Ollama's own `/api/chat` as a wire format of the table: JSON lines, and a server that loads a
 * model when it is first asked. What is loaded stands in `/api/ps`; a question without messages
 * only loads (its answer is `done_reason: "load"`).
 * Source: docs/api.md of ollama/ollama, and recorded answers.
 */
import { asArray, asObject, asText, parseJson } from '../json.ts';
import { readModelPage } from '../models.ts';
import type { WireCodec } from '../wire.ts';
import { encodeOllama } from './encode.ts';
import { createOllamaFold } from './ollamaFold.ts';

const MINUTE_MS = 60_000;
/** How long a model that was loaded ahead is kept: long enough to be of use, not for ever. */
const KEEP_ALIVE = '10m';

export const ollamaChat: WireCodec<'ollama.chat'> = {
  framing: 'ndjson',
  headers: () => ({}),
  encode: (request, modelId, preset) => ({
    path: '/api/chat',
    body: encodeOllama(request, modelId, preset.ollama),
  }),
  createFold: createOllamaFold,
  models: { path: '/api/tags', cursor: 'after', readPage: readModelPage },
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

function readLoaded(text: string): readonly string[] | undefined {
  const models = asObject(parseJson(text))?.['models'];
  if (!Array.isArray(models)) return undefined;
  return asArray(models).flatMap((item) => {
    const entry = asObject(item);
    return asText(entry?.['model']) ?? asText(entry?.['name']) ?? [];
  });
}
