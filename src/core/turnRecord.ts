/*
 * A turn as it is kept: the question, and every answer or fragment with where it came from.
 * Plain data, versioned by the store. The person's words and a model's words are never dropped from
 * it by any fault; states only say how an answer ended. Rows of before hold no context: none was.
 */
import type { StoredAnswer } from './answerCache.ts';
import type { AttachedRecord, ContextPiece } from './contextRecord.ts';
import type { Cost } from './cost.ts';
import type { Dropped } from './call.ts';
import type { AttemptId, ConversationId, TurnId } from './ids.ts';
import type { ErrorRecord } from './journal.ts';
import type { Opaque } from './message.ts';
import type { CutPrompt, FinishReason, TokenUsage } from './streamEvent.ts';
import type { Target } from './target.ts';

export type AnswerBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | {
      readonly type: 'tool-call';
      readonly id: string;
      readonly name: string;
      readonly argumentsText: string;
      readonly whole: boolean;
      readonly opaque?: Opaque;
      /** What came of it; absent where it was never run. */
      readonly result?: ToolOutcome;
    };

/** `refused`: the person did not allow it. `text` is what the model is told. */
export type ToolOutcome = {
  readonly outcome: 'ran' | 'failed' | 'refused';
  readonly text: string;
};

/**
 * Something sealed that must go back untouched, in its place: in front of character `char` (UTF-16)
 * of block `block`, which for the last one may be one past the end. Never shown.
 */
export type SealedRecord = {
  readonly block: number;
  readonly char: number;
  readonly opaque: Opaque;
};

/**
 * `asking`: nothing shown yet. `streaming`. `whole`: ended by its own finish. `unfinished`: the
 * model
 * broke off (or the editor died) and what stands is kept. `stopped`: by the person. `failed`:
 * nothing
 * was shown and nobody is left.
 */
export type AnswerState = 'asking' | 'streaming' | 'whole' | 'unfinished' | 'stopped' | 'failed';

/** How this answer came to be this target's. */
export type AnswerStart =
  | { readonly how: 'first' }
  /** Another target failed before anything of it was shown. */
  | { readonly how: 'switched'; readonly from: Target; readonly error: ErrorRecord }
  /** A shown fragment above broke off; this is the whole answer that follows. */
  | { readonly how: 'folded'; readonly from: Target; readonly error: ErrorRecord }
  /** A shown fragment above broke off; this goes on where it stopped. */
  | { readonly how: 'continued'; readonly from: Target; readonly error: ErrorRecord };

export type AnswerRecord = {
  readonly answerId: string;
  /** Absent until somebody is being asked. */
  readonly target?: Target;
  readonly attemptId?: AttemptId;
  readonly start: AnswerStart;
  /** It goes on with the results of the tools that the answer before it called. */
  readonly afterTools?: true;
  readonly state: AnswerState;
  readonly blocks: readonly AnswerBlock[];
  readonly sealed?: readonly SealedRecord[];
  /** It was asked without what other models had sealed in this conversation. */
  readonly reasoningLeftOut?: true;
  readonly finish?: FinishReason;
  readonly usage?: TokenUsage;
  /** Our guess where nothing was reported; never both. */
  readonly estimatedUsage?: TokenUsage;
  /** At the price that was known when it ended; absent where none was. */
  readonly cost?: Cost;
  /** It was answered with less than was asked. */
  readonly reduced?: readonly Dropped[];
  /** The model did not see the beginning of what was sent. */
  readonly promptCut?: CutPrompt;
  /** From the question's sending to the first content shown. */
  readonly firstWordMs?: number;
  readonly totalMs?: number;
  readonly error?: ErrorRecord;
  /** No fresh answer: what `target` had said to the same question then, and why it was given. */
  readonly stored?: { readonly wallMs: number; readonly error: ErrorRecord };
  /** Nobody could answer: what the person was told before, to read. Never the answer. */
  readonly past?: readonly StoredAnswer[];
};

export type TurnRecord = {
  readonly turnId: TurnId;
  readonly conversationId: ConversationId;
  readonly askedWallMs: number;
  /** When it was sent, where it had to wait for that. */
  readonly sentWallMs?: number;
  readonly question: string;
  readonly answers: readonly AnswerRecord[];
  /** What is said to the model in place of the question: a command like `/review`, spelled out. */
  readonly prompt?: string;
  readonly attached?: readonly AttachedRecord[];
  /** The project's own instructions, as they were sent. */
  readonly instructions?: readonly ContextPiece[];
  /** How many of the oldest turns before this one were not sent along: they did not fit. */
  readonly leftOutTurns?: number;
  /** At the person's wish it was asked without the first `turns`, all that is before `before`. */
  readonly leftOut?: { readonly turns: number; readonly before: TurnId };
  /**
   * Out of view because of an edit or another try: `for` is the turn that stands in its place,
   * `branch` the first turn of those that left together. Never sent along, never lost.
   */
  readonly aside?: { readonly for: TurnId; readonly branch: TurnId };
};

/** What goes with a question besides its words. */
export type TurnContext = Pick<TurnRecord, 'prompt' | 'attached' | 'instructions' | 'leftOutTurns'>;

export function contextOf({
  prompt,
  attached,
  instructions,
  leftOutTurns,
}: TurnContext): TurnContext {
  return {
    ...(prompt === undefined ? {} : { prompt }),
    ...(attached === undefined || attached.length === 0 ? {} : { attached }),
    ...(instructions === undefined || instructions.length === 0 ? {} : { instructions }),
    ...(leftOutTurns === undefined || leftOutTurns === 0 ? {} : { leftOutTurns }),
  };
}
