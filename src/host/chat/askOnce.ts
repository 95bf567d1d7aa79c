/*
 * One question outside of any conversation: asked through the engine like every other, stored
 * nowhere, answered as one text. Promise: it resolves only with a whole answer, and otherwise
 * throws the engine's error, so that no half of one is ever used. What broke off and was answered
 * anew does not count; `onText` may look on while words come, and is told the text as it stands.
 */
import { ChatError } from '../../core/index.ts';
import type { ChatRequest, Engine, FinishReason, Lane, PrivacyBounds } from '../../core/index.ts';

export type OnceAsked = {
  readonly request: ChatRequest;
  readonly lane: Lane;
  readonly limits: PrivacyBounds;
  readonly signal: AbortSignal;
  readonly newId: () => string;
  readonly onText?: (text: string) => void;
};

export async function askOnce(engine: Pick<Engine, 'run'>, asked: OnceAsked): Promise<string> {
  const { request, lane, limits, signal, newId } = asked;
  const events = engine.run({
    ...{ request, lane, signal },
    conversationId: request.cacheKey ?? newId(),
    turnId: newId(),
    requestId: newId(),
    deadlineAtMs: Number.POSITIVE_INFINITY,
    // Nobody is there to say how a broken answer goes on.
    limits: { ...limits, midStream: 'auto', canFold: true },
    controls: { on: () => ({ dispose: () => undefined }) },
  });
  let text = '';
  for await (const event of events) {
    if (event.type === 'text-delta') {
      text += event.text;
      asked.onText?.(text);
    } else if (event.type === 'seam-started' && event.mode === 'fold') text = '';
    else if (event.type === 'finish') assertWhole(event.reason);
  }
  return text;
}

function assertWhole(reason: FinishReason): void {
  if (reason === 'length') {
    const message = 'The answer was cut at its longest length.';
    throw new ChatError({ kind: 'truncated', message });
  }
  if (reason === 'filtered') {
    throw new ChatError({ kind: 'content-filter', message: 'The answer was held back.' });
  }
}
