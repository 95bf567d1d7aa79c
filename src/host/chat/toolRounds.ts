/*
 * The tools that a model calls within one turn: an answer that ended whole with calls is followed
 * by their results and by the next answer, a bounded number of times. Promise: a call is run at
 * most once, and only of an answer that ended by its own finish: one that broke off, was switched
 * away from or stopped runs nothing, and who answers next is told the results and not asked to call
 * again. Each call passes the person's say (`ToolBox`).
 */
import type {
  ChatRequest,
  ConversationId,
  Message,
  Part,
  ToolDeclaration,
  ToolOutcome,
  TurnRecord,
} from '../../core/index.ts';
import { ChatError } from '../../core/index.ts';
import { chainOf } from './answerChain.ts';
import { answerParts, wordsOf } from './answerParts.ts';
import { foldOutcome } from './turnFold.ts';

/** After so many rounds the model has to answer with what it has. */
export const ROUNDS_MAX = 12;

export type OpenCall = {
  readonly id: string;
  readonly name: string;
  readonly argumentsJson: string;
};

export type ToolBox = {
  /** What is switched on; empty: no tools go along. */
  readonly declared: () => readonly ToolDeclaration[];
  /**
   * Asks the person where they have not allowed it yet, then runs it. Rejects only when aborted.
   */
  readonly run: (
    call: OpenCall,
    of: { readonly conversationId: ConversationId; readonly signal: AbortSignal },
  ) => Promise<ToolOutcome>;
};

/** What is asked in this round: the question, then each answer with calls and their results. */
export function askedWithTools(
  tools: Pick<ToolBox, 'declared'> | undefined,
  request: ChatRequest,
  turn: TurnRecord,
  round: number,
): ChatRequest {
  const messages = [...request.messages, ...roundsOf(turn)];
  const declared = tools?.declared() ?? [];
  if (declared.length === 0) return { ...request, messages };
  return {
    ...request,
    messages,
    tools: declared,
    toolChoice: round < ROUNDS_MAX ? 'auto' : 'none',
  };
}

function roundsOf(turn: TurnRecord): readonly Message[] {
  return turn.answers.flatMap((answer): Message[] => {
    const results = answer.blocks.flatMap((block): Part[] => {
      if (block.type !== 'tool-call' || block.result === undefined) return [];
      const { outcome, text } = block.result;
      const isError = outcome !== 'ran';
      return [{ type: 'tool-result', id: block.id, name: block.name, text, isError }];
    });
    if (results.length === 0) return [];
    // What others said before it in the same answer comes first, as plain words.
    const before = chainOf(turn.answers, answer).slice(0, -1).map(wordsOf).join('');
    const said: Part[] = before === '' ? [] : [{ type: 'text', text: before }];
    return [
      { role: 'assistant', parts: [...said, ...answerParts(answer, before === '', true)] },
      { role: 'tool', parts: results },
    ];
  });
}

/** The calls that wait for their results; none of an answer that did not end whole. */
export function openCalls({ answers }: TurnRecord, round: number): readonly OpenCall[] {
  const last = answers.at(-1);
  if (last?.state !== 'whole' || round >= ROUNDS_MAX) return [];
  return last.blocks.flatMap((block) =>
    block.type === 'tool-call' && block.whole && block.result === undefined
      ? [{ id: block.id, name: block.name, argumentsJson: block.argumentsText }]
      : [],
  );
}

/** One after the other, in the model's order: each may build on the one before it. */
export async function runCalls(
  tools: Pick<ToolBox, 'run'>,
  calls: readonly OpenCall[],
  { turn, signal }: { readonly turn: TurnRecord; readonly signal: AbortSignal },
  show: (next: TurnRecord) => void,
): Promise<void> {
  let current = turn;
  for (const call of calls) {
    if (signal.aborted) throw aborted(signal);
    const outcome = await tools.run(call, { conversationId: turn.conversationId, signal });
    current = foldOutcome(current, call.id, outcome);
    // Also of a turn that was stopped meanwhile: what was done is not forgotten.
    show(current);
  }
  if (signal.aborted) throw aborted(signal);
}

function aborted({ reason }: AbortSignal): ChatError {
  if (reason instanceof ChatError) return reason;
  return new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped by the person.' });
}
