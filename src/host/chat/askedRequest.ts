/*
 * A conversation so far, plus a new question → the frozen request that is sent.
 * Of each earlier turn the question and the answer that stands are sent: the last whole one, else
 * what was said. Reasoning is never sent back; it belonged to the model that thought it.
 */
import type { AnswerRecord, ChatRequest, Message, TurnRecord } from '../../core/index.ts';

const SYSTEM =
  'You are a helpful programming assistant inside a code editor. Answer in Markdown. ' +
  'Put code in fenced blocks with the language named.';

export function askedRequest(earlier: readonly TurnRecord[], question: string): ChatRequest {
  const history = earlier.flatMap((turn): Message[] => {
    const answer = standing(turn);
    if (answer === '') return [];
    return [words('user', turn.question), words('assistant', answer)];
  });
  return { messages: [words('system', SYSTEM), ...history, words('user', question)] };
}

function standing(turn: TurnRecord): string {
  const whole = turn.answers.findLast((answer) => answer.state === 'whole');
  const best = whole ?? turn.answers.findLast((answer) => textOf(answer) !== '');
  return best === undefined ? '' : textOf(best);
}

/** Visible text only. */
function textOf(answer: AnswerRecord): string {
  return answer.blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

const words = (role: Message['role'], text: string): Message => ({
  role,
  parts: [{ type: 'text', text }],
});
