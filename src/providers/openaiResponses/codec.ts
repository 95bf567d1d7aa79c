/*
 * OpenAI's Responses API as a wire format of the table: the one on which its reasoning models show
 * a summary of their reasoning and take it back, sealed, in the next turn.
 * Source: platform.openai.com/docs/api-reference/responses, and recorded answers of five vendors.
 */
import { readModelPage } from '../models.ts';
import type { WireCodec } from '../wire.ts';
import { encodeResponses } from './encode.ts';
import { createResponseFold } from './responseFold.ts';

export const openaiResponses: WireCodec<'openai.responses'> = {
  framing: 'sse',
  headers: () => ({}),
  encode: (request, modelId, preset) => ({
    path: '/responses',
    body: encodeResponses(request, modelId, preset.responses),
  }),
  createFold: createResponseFold,
  models: { path: '/models', cursor: 'after', readPage: readModelPage },
};
