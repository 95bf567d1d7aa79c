/*
 * The one reducer of the panel's view, used by host and webview alike: both hold the same
 * `ChatView` and apply the same ops in order. Returns a new view and never changes the old one. An
 * op that does not fit (unknown turn, wrong length) throws `OpMismatch`: the webview then asks for
 * a snapshot, and nothing is shown doubled or with a gap.
 */
import type { ChatOp } from './messages.ts';
import type { AnswerView, ChatView, TurnView } from './view.ts';

export class OpMismatch extends Error {
  override readonly name = 'OpMismatch';
}

export function applyOp(view: ChatView, op: ChatOp): ChatView {
  switch (op.op) {
    case 'turn':
      return { ...view, turns: upsert(view.turns, op.turn, (turn) => turn.turnId) };
    case 'turns':
      return { ...view, turns: op.turns };
    case 'answer':
      return onTurn(view, op.turnId, (turn) => ({
        ...turn,
        answers: upsert(turn.answers, op.answer, (answer) => answer.answerId),
      }));
    case 'append':
      return onTurn(view, op.turnId, (turn) => append(turn, op));
    case 'strip':
      return { ...view, strip: op.strip };
    case 'composer':
      return { ...view, composer: op.composer };
    case 'wait': {
      const { wait: _old, ...rest } = view;
      return op.wait === undefined ? rest : { ...rest, wait: op.wait };
    }
    case 'offers':
      return { ...view, offers: op.offers };
    case 'empty': {
      const { empty: _old, ...rest } = view;
      return op.empty === undefined ? rest : { ...rest, empty: op.empty };
    }
  }
}

function upsert<T>(list: readonly T[], item: T, idOf: (item: T) => string): T[] {
  const at = list.findIndex((other) => idOf(other) === idOf(item));
  return at < 0 ? [...list, item] : list.map((other, index) => (index === at ? item : other));
}

function onTurn(view: ChatView, turnId: string, change: (turn: TurnView) => TurnView): ChatView {
  const at = view.turns.findIndex((turn) => turn.turnId === turnId);
  const turn = view.turns[at];
  if (turn === undefined) throw new OpMismatch(`no turn ${turnId}`);
  return { ...view, turns: view.turns.map((old, index) => (index === at ? change(turn) : old)) };
}

function append(turn: TurnView, op: Extract<ChatOp, { op: 'append' }>): TurnView {
  const answer = turn.answers.find((other) => other.answerId === op.answerId);
  if (answer === undefined) throw new OpMismatch(`no answer ${op.answerId}`);
  return { ...turn, answers: upsert(turn.answers, grow(answer, op), (other) => other.answerId) };
}

function grow(answer: AnswerView, op: Extract<ChatOp, { op: 'append' }>): AnswerView {
  const block = answer.blocks[op.block];
  if (block === undefined || block.type === 'tool-call' || block.text.length !== op.at) {
    throw new OpMismatch(`block ${op.block} of ${op.answerId} does not end at ${op.at}`);
  }
  const blocks = answer.blocks.map((old, index) =>
    index === op.block ? { ...block, text: block.text + op.text } : old,
  );
  return { ...answer, blocks };
}
