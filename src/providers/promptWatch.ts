/*
 * Compares what a server says it read with what was sent. Whole prompts teach the estimator; a
 * prompt that was cut without a word becomes a `prompt-cut` event before the answer's end, and
 * teaches nothing. Only servers that are known to cut are suspected, and only of a prompt that may
 * have been longer than their window.
 * How Ollama cuts (server/prompt.go and its runner): old messages are dropped whole until the rest
 * fits, so the count ends at or below the window; a last message that is too long alone loses its
 * middle, so that about half a window is left.
 */
import type {
  ChatRequest,
  CutPrompt,
  StreamEvent,
  Target,
  TokenEstimator,
  TokenUsage,
} from '../core/index.ts';

/** A window counts as full from here on: dropped messages leave a gap of their own size. */
const FULL_SHARE = 0.95;

export type Watched = {
  readonly request: ChatRequest;
  readonly target: Target;
  readonly estimator: TokenEstimator;
  /** The window of a server that cuts in silence; absent for all others. */
  readonly windowTokens: number | undefined;
};

export async function* watchPrompt(
  events: AsyncIterable<StreamEvent>,
  watched: Watched,
): AsyncGenerator<StreamEvent> {
  let usage: TokenUsage | undefined;
  for await (const event of events) {
    if (event.type === 'usage') ({ usage } = event);
    if (event.type === 'finish' && usage !== undefined) {
      const cut = cutOf(watched, usage.inputTokens);
      if (cut === undefined) {
        watched.estimator.observe(watched.request, watched.target, usage.inputTokens);
      } else {
        yield { type: 'prompt-cut', ...cut };
      }
    }
    yield event;
  }
}

function cutOf(
  { request, target, estimator, windowTokens }: Watched,
  readTokens: number,
): CutPrompt | undefined {
  if (windowTokens === undefined || readTokens <= 0) return undefined;
  const { tokens, minTokens, maxTokens } = estimator.inputTokens(request, target);
  if (maxTokens <= windowTokens) return undefined;
  const isShort = readTokens < minTokens;
  const isFull = tokens > windowTokens && readTokens >= windowTokens * FULL_SHARE;
  return isShort || isFull ? { readTokens, estimatedTokens: tokens, windowTokens } : undefined;
}
