/*
 * Ops on their way to one panel: batched every 33 ms, numbered, at most one batch unacknowledged
 * (architecture, "One request" 6). While a batch is on its way further appends to the same block
 * melt into one, so a slow panel gets fewer, larger messages and never a queue of them.
 * A panel that is not there costs nothing: ops are dropped, and `ready` brings a whole snapshot.
 */
import type { Clock, Disposable } from '../../core/index.ts';
import type { ChatOp, ChatView, HostMessage, KeptDraft } from '../../protocol/index.ts';

const BATCH_MS = 33;

export type OpsLink = {
  push(op: ChatOp): void;
  /** The panel (re)loaded or lost count. */
  ready(): void;
  ack(seq: number): void;
  /** The panel is gone, for now or for good: what it missed comes with its next snapshot. */
  sleep(): void;
};

export function createOpsLink(
  clock: Clock,
  post: (message: HostMessage) => void,
  snapshot: () => {
    readonly page: string;
    readonly view: ChatView;
    readonly strings: Record<string, string>;
    readonly draft?: KeptDraft;
  },
): OpsLink {
  let pending: ChatOp[] = [];
  let seq = 0;
  let acked = 0;
  let isReady = false;
  let timer: Disposable | undefined;

  const flush = (): void => {
    timer = undefined;
    if (!isReady || pending.length === 0 || acked < seq) return;
    seq += 1;
    const ops = pending;
    pending = [];
    post({ type: 'chat-ops', seq, ops });
  };

  return {
    push(op) {
      if (!isReady) return;
      melt(pending, op);
      timer ??= clock.after(BATCH_MS, flush);
    },
    ready() {
      pending = [];
      acked = seq;
      isReady = true;
      post({ type: 'chat-snapshot', seq, ...snapshot() });
    },
    ack(number) {
      acked = Math.max(acked, Math.min(number, seq));
      if (pending.length > 0) timer ??= clock.after(BATCH_MS, flush);
    },
    sleep() {
      timer?.dispose();
      timer = undefined;
      isReady = false;
      pending = [];
    },
  };
}

/**
 * Put `op` behind the others; an append right behind one to the same block joins it, and an answer
 * told anew replaces what was told of it just before: a tool's arguments grow by whole answers.
 */
function melt(pending: ChatOp[], op: ChatOp): void {
  const last = pending.at(-1);
  if (op.op === 'answer' && last?.op === 'answer' && isSameAnswer(last, op)) {
    pending[pending.length - 1] = op;
    return;
  }
  if (
    op.op === 'append' &&
    last?.op === 'append' &&
    last.answerId === op.answerId &&
    last.block === op.block &&
    last.at + last.text.length === op.at
  ) {
    pending[pending.length - 1] = { ...last, text: last.text + op.text };
    return;
  }
  pending.push(op);
}

type AnswerOp = Extract<ChatOp, { op: 'answer' }>;

function isSameAnswer(a: AnswerOp, b: AnswerOp): boolean {
  return a.turnId === b.turnId && a.answer.answerId === b.answer.answerId;
}
