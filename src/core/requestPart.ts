/*
 * The parts of a request that a model may refuse by name while it would take the rest. A setting
 * only shapes the answer: what was asked stays the same without it, so it may be left out for a
 * target that refuses it. Images and tools are part of what is asked: without them it is a smaller
 * request, which is the ladder's to make. Limits and a ban on tools are never left out.
 */
import type { ChatRequest } from './message.ts';

export type RequestSetting = keyof Pick<
  ChatRequest,
  'temperature' | 'topP' | 'stop' | 'reasoning' | 'cacheKey'
>;
export type RequestPart = RequestSetting | 'images' | 'tools';

export function isSetting(part: RequestPart): part is RequestSetting {
  return part !== 'images' && part !== 'tools';
}
