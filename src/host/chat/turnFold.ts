/*
 * Engine events folded into the record of a turn: the one place where "what was said by whom" is
 * decided for store and screen. Pure; every function returns a new record.
 * Nothing that was shown is ever removed, but reasoning that the engine retracts (law 2), and with
 * each new attempt what the one before it had sealed.
 */
import type {
  AnswerBlock,
  AnswerRecord,
  AnswerStart,
  ChatError,
  EngineEvent,
  Opaque,
  StoredAnswer,
  ToolOutcome,
  TurnRecord,
} from '../../core/index.ts';
import { errorRecord } from '../../core/index.ts';

/** Milliseconds since the question was sent; for first word and total. */
type Elapsed = number;

export function beginAnswer(turn: TurnRecord, start: AnswerStart = { how: 'first' }): TurnRecord {
  const answer: AnswerRecord = {
    answerId: `${turn.turnId}.${turn.answers.length + 1}`,
    start,
    state: 'asking',
    blocks: [],
  };
  return { ...turn, answers: [...turn.answers, answer] };
}

/** One more answer of the same turn, with what the tools gave. */
export function goOnAfterTools(turn: TurnRecord): TurnRecord {
  return onLast(beginAnswer(turn), (answer) => ({ ...answer, afterTools: true }));
}

/** What came of a call of the last answer. */
export function foldOutcome(turn: TurnRecord, id: string, result: ToolOutcome): TurnRecord {
  return onLast(turn, (answer) => ({
    ...answer,
    blocks: answer.blocks.map((block) =>
      block.type === 'tool-call' && block.id === id ? { ...block, result } : block,
    ),
  }));
}

export function foldEvent(turn: TurnRecord, event: EngineEvent, elapsed: Elapsed): TurnRecord {
  switch (event.type) {
    case 'attempt-started':
      return onLast(turn, (answer) => ({
        ...unsealed(answer),
        target: event.target,
        attemptId: event.attemptId,
      }));
    case 'degraded':
      return onLast(turn, ({ reduced: _reduced, ...answer }) =>
        event.rung === 'fallback' ? answer : { ...answer, reduced: event.dropped },
      );
    case 'reasoning-left-out':
      return onLast(turn, (answer) => ({ ...answer, reasoningLeftOut: true }));
    case 'switched':
      return onLast(turn, ({ reduced: _reduced, ...answer }) => ({
        ...unsealed(answer),
        target: event.to,
        start: firstCause(answer.start, {
          how: 'switched',
          from: event.from,
          error: errorRecord(event.error),
        }),
      }));
    case 'seam-started': {
      const ended = onLast(turn, (answer) => ({
        ...answer,
        state: 'unfinished',
        error: errorRecord(event.error),
        totalMs: elapsed,
      }));
      const begun = beginAnswer(ended, {
        how: event.mode === 'fold' ? 'folded' : 'continued',
        from: event.from,
        error: errorRecord(event.error),
      });
      return onLast(begun, (answer) => ({ ...answer, target: event.to }));
    }
    case 'retracted':
      return onLast(turn, (answer) => ({
        ...unsealed(answer),
        blocks: answer.blocks.filter((block) => block.type !== 'reasoning'),
      }));
    case 'opaque':
      return onLast(turn, (answer) => sealIn(answer, event.opaque));
    case 'stored-answer':
    case 'past-answers':
      return onLast(turn, (answer) => earlierIn(answer, event));
    case 'text-delta':
      return say(turn, { type: 'text', text: event.text }, elapsed);
    case 'reasoning-delta':
      return say(turn, { type: 'reasoning', text: event.text }, elapsed);
    case 'tool-call-delta':
    case 'tool-call':
      return call(turn, event, elapsed);
    case 'usage':
      return onLast(turn, (answer) => ({ ...answer, usage: event.usage }));
    case 'prompt-cut':
      return onLast(turn, (answer) => cutIn(answer, event));
    case 'finish':
      return onLast(turn, (answer) => ({
        ...answer,
        state: 'whole',
        finish: event.reason,
        totalMs: elapsed,
      }));
    default:
      return turn;
  }
}

/** The request ended without a `finish`: stopped by the person, or nobody is left. */
export function foldFailure(turn: TurnRecord, error: ChatError, elapsed: Elapsed): TurnRecord {
  return onLast(turn, (answer) => {
    const isSaid = answer.blocks.length > 0;
    const state =
      error.kind === 'aborted' ? 'stopped' : isSaid ? ('unfinished' as const) : ('failed' as const);
    return { ...answer, state, error: errorRecord(error), totalMs: elapsed };
  });
}

/** A record that an earlier window left open: what stands is kept and marked. */
export function closeInterrupted(turn: TurnRecord): TurnRecord {
  return {
    ...turn,
    answers: turn.answers.map((answer) =>
      answer.state === 'asking' || answer.state === 'streaming'
        ? { ...answer, state: 'unfinished' }
        : answer,
    ),
  };
}

function cutIn(
  answer: AnswerRecord,
  { type: _, ...promptCut }: Extract<EngineEvent, { type: 'prompt-cut' }>,
): AnswerRecord {
  return { ...answer, promptCut };
}

/** Whoever was asked in vain before it is named by the error. */
function earlierIn(
  answer: AnswerRecord,
  event: Extract<EngineEvent, { type: 'stored-answer' | 'past-answers' }>,
): AnswerRecord {
  if (event.type === 'past-answers') return { ...answer, past: event.answers.map(readable) };
  const { target, wallMs, error } = event;
  const { attemptId: _asked, reduced: _reduced, ...rest } = unsealed(answer);
  const stored = { wallMs, error: errorRecord(error) };
  return { ...rest, target, stored, start: { how: 'first' } };
}

const PAST_CHARS_MAX = 20_000;

function readable(answer: StoredAnswer): StoredAnswer {
  const { question, text } = answer;
  return {
    ...answer,
    question: question.slice(0, PAST_CHARS_MAX),
    text: text.length > PAST_CHARS_MAX ? `${text.slice(0, PAST_CHARS_MAX)}…` : text,
  };
}

/** The same stored answer, given once more, says nothing new. */
export function storedOnce(answers: readonly AnswerRecord[]): readonly AnswerRecord[] {
  const first = answers.findIndex(({ stored }) => stored !== undefined);
  return answers.filter(({ stored }, at) => stored === undefined || at === first);
}

/** Without the tries at the end of which nothing stands. */
export function withWords(answers: readonly AnswerRecord[]): readonly AnswerRecord[] {
  return answers.slice(0, answers.findLastIndex(({ blocks }) => blocks.length > 0) + 1);
}

/** The first trouble names the cause; a second switch does not hide it. */
function firstCause(before: AnswerStart, now: AnswerStart): AnswerStart {
  return before.how === 'first' ? now : before;
}

function onLast(turn: TurnRecord, change: (answer: AnswerRecord) => AnswerRecord): TurnRecord {
  const last = turn.answers.length - 1;
  return {
    ...turn,
    answers: turn.answers.map((answer, index) => (index === last ? change(answer) : answer)),
  };
}

/** Behind what has been said so far, wherever words that follow will make the last block grow. */
function sealIn(answer: AnswerRecord, opaque: Opaque): AnswerRecord {
  const { blocks, sealed = [] } = answer;
  const last = blocks.at(-1);
  const place =
    last === undefined || last.type === 'tool-call'
      ? { block: blocks.length, char: 0 }
      : { block: blocks.length - 1, char: last.text.length };
  return { ...answer, sealed: [...sealed, { ...place, opaque }] };
}

function unsealed(answer: AnswerRecord): AnswerRecord {
  const { sealed: _sealed, reasoningLeftOut: _leftOut, ...rest } = answer;
  return rest;
}

function say(
  turn: TurnRecord,
  piece: Extract<AnswerBlock, { type: 'text' | 'reasoning' }>,
  elapsed: Elapsed,
): TurnRecord {
  return onLast(turn, (answer) => {
    const last = answer.blocks.at(-1);
    const blocks =
      last?.type === piece.type
        ? [...answer.blocks.slice(0, -1), { ...last, text: last.text + piece.text }]
        : [...answer.blocks, piece];
    return spoken({ ...answer, blocks }, piece.type === 'text', elapsed);
  });
}

function call(
  turn: TurnRecord,
  event: Extract<EngineEvent, { type: 'tool-call' | 'tool-call-delta' }>,
  elapsed: Elapsed,
): TurnRecord {
  return onLast(turn, (answer) => {
    const at = answer.blocks.findIndex(
      (block) => block.type === 'tool-call' && block.id === event.id,
    );
    const old = answer.blocks[at];
    const before = old?.type === 'tool-call' ? old.argumentsText : '';
    const block: AnswerBlock = {
      type: 'tool-call',
      id: event.id,
      name: event.name,
      argumentsText:
        event.type === 'tool-call' ? event.argumentsJson : before + event.argumentsText,
      whole: event.type === 'tool-call',
      ...(event.type === 'tool-call' && event.opaque !== undefined ? { opaque: event.opaque } : {}),
    };
    const blocks =
      at < 0
        ? [...answer.blocks, block]
        : answer.blocks.map((other, index) => (index === at ? block : other));
    return spoken({ ...answer, blocks }, true, elapsed);
  });
}

function spoken(answer: AnswerRecord, isContent: boolean, elapsed: Elapsed): AnswerRecord {
  const isFirst = isContent && answer.firstWordMs === undefined;
  return { ...answer, state: 'streaming', ...(isFirst ? { firstWordMs: elapsed } : {}) };
}
