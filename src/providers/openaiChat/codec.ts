/*
 * Chat Completions as a wire format of the table: OpenAI's own, and of everybody who speaks it.
 * Dialects differ by the preset's `chat` flags only. The list of models has the same form
 * everywhere.
 */
import { readModelPage } from '../models.ts';
import type { WireCodec } from '../wire.ts';
import { createChatFold } from './chatFold.ts';
import { encodeChat } from './encode.ts';

export const openaiChat: WireCodec<'openai.chat'> = {
  framing: 'sse',
  headers: () => ({}),
  encode: (request, modelId, preset) => ({
    path: '/chat/completions',
    body: encodeChat(request, modelId, preset.chat),
  }),
  createFold: createChatFold,
  models: { path: '/models', cursor: 'after', readPage: readModelPage },
};
