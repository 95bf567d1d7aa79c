/*
 * Anthropic Messages as a wire format of the table. The API version is pinned by the preset and
 * sent with every question. Sources: platform.claude.com/docs/en/api/messages, …/versioning,
 * …/streaming, …/errors.
 */
import { readModelPage } from '../models.ts';
import type { WireCodec } from '../wire.ts';
import { encodeMessagesBody } from './encode.ts';
import { createMessageFold } from './messageFold.ts';

export const anthropicMessages: WireCodec<'anthropic.messages'> = {
  framing: 'sse',
  headers: ({ anthropic }) => ({ 'anthropic-version': anthropic.version }),
  encode: (request, modelId, { anthropic }) => ({
    path: '/messages',
    body: encodeMessagesBody(request, modelId, anthropic),
  }),
  createFold: createMessageFold,
  models: {
    path: '/models',
    query: { limit: '1000' },
    cursor: 'after_id',
    readPage: readModelPage,
  },
};
