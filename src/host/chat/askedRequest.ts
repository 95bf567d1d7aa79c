/*
 * A conversation so far, plus a new question → the frozen request that is sent.
 * Of each earlier turn the question and the answer that stands are sent: the last whole one, else
 * what was said. Sealed parts go along for whoever sealed them; adapters keep them from all others.
 * A model that has refused a part of a request gets back nothing that it had sealed before.
 */
import type {
  AnswerRecord,
  ChatRequest,
  ErrorRecord,
  Message,
  Target,
  TurnRecord,
} from '../../core/index.ts';
import { targetKey } from '../../core/index.ts';
import { answerParts, wordsOf } from './answerParts.ts';
import { sentAlong } from './leftOut.ts';

const SYSTEM =
  'You are a helpful programming assistant inside a code editor. Answer in Markdown. ' +
  'Put code in fenced blocks with the language named.';

export function askedRequest(
  earlier: readonly TurnRecord[],
  asked: Pick<TurnRecord, 'turnId' | 'question' | 'conversationId' | 'leftOut'>,
): ChatRequest {
  const { question, conversationId } = asked;
  const refused = new Set<string>();
  const history = sentAlong(earlier, asked)
    .toReversed()
    .flatMap((turn): Message[] => {
      const answer = standing(turn);
      const withSeals = answer?.target !== undefined && !refused.has(targetKey(answer.target));
      for (const target of refusersOf(turn)) refused.add(targetKey(target));
      if (answer === undefined) return [];
      const said: Message = { role: 'assistant', parts: answerParts(answer, withSeals) };
      return [said, words('user', turn.question)];
    });
  const messages = [words('system', SYSTEM), ...history.toReversed(), words('user', question)];
  return { messages, cacheKey: conversationId };
}

function standing({ answers }: TurnRecord): AnswerRecord | undefined {
  const whole = answers.findLast(({ state }) => state === 'whole');
  const best = whole ?? answers.findLast((answer) => wordsOf(answer) !== '');
  return best === undefined || wordsOf(best) === '' ? undefined : best;
}

/** Who refused a part of this turn's request: it may have been what they themselves had sealed. */
function refusersOf({ answers }: TurnRecord): readonly Target[] {
  return answers.flatMap(({ start, error, target }) => [
    ...(start.how === 'first' ? [] : refusals(start.error, start.from)),
    ...(error === undefined ? [] : refusals(error, target)),
  ]);
}

function refusals(error: ErrorRecord, asked: Target | undefined): readonly Target[] {
  const at = error.target ?? asked;
  const own = error.kind === 'unsupported' && at !== undefined ? [at] : [];
  return [...own, ...(error.causes ?? []).flatMap((cause) => refusals(cause, undefined))];
}

const words = (role: Message['role'], text: string): Message => ({
  role,
  parts: [{ type: 'text', text }],
});
