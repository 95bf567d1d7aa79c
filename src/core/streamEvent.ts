/*
 * What comes back from one attempt, in one neutral form. A stream ends with exactly one `finish`,
 * or throws one `ChatError` (law 1). `alive` proves the transport and never progress. Reasoning is
 * progress but provisional; text and tool-call deltas are content, and the first of them that is
 * shown is the commit point (law 2).
 */
import type { Opaque } from './message.ts';
import type { RateLimits } from './rateLimits.ts';

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'filtered' | 'pause' | 'unknown';

/** All tokens of the prompt, cached ones included; all generated tokens, reasoning included. */
export type TokenUsage = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens?: number;
  readonly cacheWriteTokens?: number;
  readonly reasoningTokens?: number;
  /** What the vendor itself says the answer cost, in micro-dollars. */
  readonly costUsdMicros?: number;
};

/** Response headers have arrived. Once per attempt, first. */
export type ResponseStart = {
  readonly type: 'response-start';
  readonly status: number;
  readonly vendorRequestId?: string;
  readonly limits?: RateLimits;
};
/**
 * What other models had sealed in this conversation was not sent: it opens for them alone. At most
 * once per attempt.
 */
export type ReasoningLeftOut = { readonly type: 'reasoning-left-out' };
/** Ping, comment or an event that is not known: the connection lives, nothing more. */
export type Alive = { readonly type: 'alive' };
/** The model as the vendor names it in the answer, with its fingerprint where there is one. */
export type ModelNamed = {
  readonly type: 'model-named';
  readonly model: string;
  readonly fingerprint?: string;
};
export type TextDelta = { readonly type: 'text-delta'; readonly text: string };
export type ReasoningDelta = { readonly type: 'reasoning-delta'; readonly text: string };
/** A piece of a call's arguments: progress for the clocks, a name for the eye, never runnable. */
export type ToolCallDelta = {
  readonly type: 'tool-call-delta';
  readonly id: string;
  readonly name: string;
  readonly argumentsText: string;
};
/** A whole call; only these may ever be run. */
export type ToolCallDone = {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  readonly argumentsJson: string;
  readonly opaque?: Opaque;
};
export type OpaquePart = { readonly type: 'opaque'; readonly opaque: Opaque };
export type UsageReport = { readonly type: 'usage'; readonly usage: TokenUsage };
/** What tells that a server left the beginning of a prompt out without saying so. */
export type CutPrompt = {
  readonly readTokens: number;
  /** Our estimate of the whole prompt. */
  readonly estimatedTokens: number;
  /** The window that was asked for or seen; absent where it is not known. */
  readonly windowTokens?: number;
};
/** The answer was given without the beginning of the prompt. At most once, before `finish`. */
export type PromptCut = { readonly type: 'prompt-cut' } & CutPrompt;
/** The terminal event of the wire format was seen. Once, last. */
export type Finish = {
  readonly type: 'finish';
  readonly reason: FinishReason;
  /** As on the wire, for the receipt. */
  readonly rawReason?: string;
};

export type StreamEvent =
  | ResponseStart
  | ReasoningLeftOut
  | Alive
  | ModelNamed
  | TextDelta
  | ReasoningDelta
  | ToolCallDelta
  | ToolCallDone
  | OpaquePart
  | UsageReport
  | PromptCut
  | Finish;

/** Text or tool-call content: what commits an answer once it is shown. */
export function isContent(event: { readonly type: string }): boolean {
  return (
    event.type === 'text-delta' || event.type === 'tool-call-delta' || event.type === 'tool-call'
  );
}

/** Anything that proves the model is working: content and reasoning, never `alive`. */
export function isProgress(event: { readonly type: string }): boolean {
  return isContent(event) || event.type === 'reasoning-delta';
}
