/*
 * Google Gemini's `generateContent` as a wire format of the table: AI Studio's addresses; bodies of
 * Vertex read the same. The model stands in the path, streaming is another method, and
 * `alt=sse` asks for events. Sources: ai.google.dev/api/generate-content, …/api/models.
 */
import type { WireCodec } from '../wire.ts';
import { encodeGenerateBody } from './encode.ts';
import { createGenerateFold } from './generateFold.ts';
import { readGeminiPage } from './modelPage.ts';

export const geminiGenerate: WireCodec<'gemini.generateContent'> = {
  framing: 'sse',
  headers: () => ({}),
  encode: (request, modelId, { gemini }) => ({
    path: `/${resourceOf(modelId)}:streamGenerateContent`,
    query: { alt: 'sse' },
    body: encodeGenerateBody(request, modelId, gemini),
  }),
  createFold: createGenerateFold,
  models: {
    path: '/models',
    query: { pageSize: '1000' },
    cursor: 'pageToken',
    readPage: readGeminiPage,
  },
};

/** `models/x` for a bare name; names with a folder of their own (`tunedModels/x`) as they are. */
function resourceOf(modelId: string): string {
  const path = modelId.split('/').map(encodeURIComponent).join('/');
  return path.includes('/') ? path : `models/${path}`;
}
