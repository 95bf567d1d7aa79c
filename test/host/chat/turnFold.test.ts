import assert from 'node:assert/strict';
import {
  ChatError,
  type AnswerRecord,
  type EngineEvent,
  type TurnRecord,
} from '../../../src/core/index.ts';
import {
  beginAnswer,
  closeInterrupted,
  foldEvent,
  foldFailure,
  storedOnce,
  withWords,
} from '../../../src/host/chat/turnFold.ts';
import { a, b, record as errorOf, turn } from '../fakes.ts';

const fold = (events: readonly EngineEvent[], from: TurnRecord = beginAnswer(turn())): TurnRecord =>
  events.reduce((record, event, index) => foldEvent(record, event, (index + 1) * 100), from);

const started = (target: typeof a): EngineEvent => ({
  type: 'attempt-started',
  attemptId: 'r.1',
  target,
  origin: 'first',
});
const text = (words: string): EngineEvent => ({ type: 'text-delta', text: words });
const stall = new ChatError({ kind: 'stall', message: 'silent', waitedMs: 4000 });

describe('turnFold', () => {
  it('joins the words of one answer and notes the first word and the end', () => {
    const [answer] = fold([
      started(a),
      text('Hel'),
      text('lo'),
      { type: 'finish', reason: 'stop' },
    ]).answers;
    assert.deepEqual(answer?.blocks, [{ type: 'text', text: 'Hello' }]);
    assert.equal(answer?.firstWordMs, 200);
    assert.equal(answer?.totalMs, 400);
    assert.equal(answer?.state, 'whole');
    assert.deepEqual(answer?.target, a);
  });

  it('keeps a fragment, marks it unfinished and begins a whole answer below', () => {
    const { answers } = fold([
      started(a),
      text('frag'),
      { type: 'seam-started', mode: 'fold', from: a, to: b, error: stall, keptChars: 4 },
      started(b),
      text('whole'),
      { type: 'finish', reason: 'stop' },
    ]);
    assert.deepEqual(
      answers.map((answer) => [answer.state, answer.blocks]),
      [
        ['unfinished', [{ type: 'text', text: 'frag' }]],
        ['whole', [{ type: 'text', text: 'whole' }]],
      ],
    );
    assert.equal(answers[1]?.start.how, 'folded');
  });

  it('goes on below what is kept, with the cause of the seam', () => {
    const { answers } = fold([
      started(a),
      text('begun'),
      { type: 'seam-started', mode: 'continue', from: a, to: b, error: stall, keptChars: 5 },
      started(b),
      text(' and on'),
      { type: 'finish', reason: 'stop' },
    ]);
    assert.deepEqual(
      answers.map(({ state, start }) => [state, start.how]),
      [
        ['unfinished', 'first'],
        ['whole', 'continued'],
      ],
    );
  });

  it('keeps what the attempt that answered was asked without, and of no other', () => {
    const dropped = [{ what: 'images', count: 1 }] as const;
    const less = { type: 'degraded', rung: 'reduced', dropped } as const;
    const one = fold([less, started(a), text('ok')]).answers[0];
    assert.deepEqual(one?.reduced, dropped);
    const same = fold([less, { ...less, rung: 'fallback', dropped: [] }, started(a)]).answers[0];
    assert.equal(same?.reduced, undefined);
    const switched = { type: 'switched', from: a, to: b, error: stall } as const;
    assert.equal(fold([less, started(a), switched, started(b)]).answers[0]?.reduced, undefined);
  });

  it('names the first trouble when several targets failed before a word', () => {
    const gone = new ChatError({ kind: 'connect', message: 'refused', net: 'refused' });
    const { answers } = fold([
      started(a),
      { type: 'switched', from: a, to: b, error: stall },
      started(b),
      { type: 'switched', from: b, to: a, error: gone },
      text('ok'),
    ]);
    const start = answers[0]?.start;
    assert.equal(start?.how, 'switched');
    assert.equal(start?.how === 'switched' && start.error.kind, 'stall');
  });

  it('takes back reasoning that the engine retracts, and nothing else', () => {
    const { answers } = fold([
      { type: 'reasoning-delta', text: 'hm' },
      text('said'),
      { type: 'retracted', target: a },
    ]);
    assert.deepEqual(answers[0]?.blocks, [{ type: 'text', text: 'said' }]);
  });

  it('keeps that the prompt was not read whole', () => {
    const { answers } = fold([
      text('ok'),
      { type: 'prompt-cut', readTokens: 10, estimatedTokens: 90, windowTokens: 16 },
    ]);
    assert.deepEqual(answers[0]?.promptCut, {
      readTokens: 10,
      estimatedTokens: 90,
      windowTokens: 16,
    });
  });

  it('merges the pieces of a tool call and makes it whole only at the end', () => {
    const piece = (argumentsText: string): EngineEvent => ({
      type: 'tool-call-delta',
      id: 'c',
      name: 'read',
      argumentsText,
    });
    const cut = fold([piece('{"a"'), piece(':1')]);
    assert.deepEqual(cut.answers[0]?.blocks, [
      { type: 'tool-call', id: 'c', name: 'read', argumentsText: '{"a":1', whole: false },
    ]);
    const done = fold(
      [{ type: 'tool-call', id: 'c', name: 'read', argumentsJson: '{"a":1}' }],
      cut,
    );
    assert.deepEqual(done.answers[0]?.blocks, [
      { type: 'tool-call', id: 'c', name: 'read', argumentsText: '{"a":1}', whole: true },
    ]);
  });

  const opaque = (data: string): EngineEvent => ({
    type: 'opaque',
    opaque: { wire: 'anthropic.messages', modelId: 'm', data },
  });
  const places = (record: TurnRecord): readonly unknown[] =>
    (record.answers.at(-1)?.sealed ?? []).map((one) => [one.block, one.char, one.opaque.data]);

  it('keeps what is sealed, each in its place, and shows none of it', () => {
    const record = fold([
      started(a),
      opaque('first'),
      { type: 'reasoning-delta', text: 'hm' },
      opaque('thought'),
      text('Hel'),
      opaque('inside'),
      text('lo'),
      { type: 'tool-call', id: 'c', name: 'read', argumentsJson: '{}' },
      opaque('last'),
    ]);
    assert.deepEqual(places(record), [
      [0, 0, 'first'],
      [0, 2, 'thought'],
      [1, 3, 'inside'],
      [3, 0, 'last'],
    ]);
    assert.deepEqual(
      record.answers[0]?.blocks.map((block) => block.type),
      ['reasoning', 'text', 'tool-call'],
    );
    assert.equal(fold([started(a), opaque('x')]).answers[0]?.state, 'asking');
  });

  it('keeps the seal of a call with the call', () => {
    const own = { wire: 'anthropic.messages', modelId: 'm', data: { callId: 'toolu' } } as const;
    const call = { type: 'tool-call', id: 'c', name: 'read', argumentsJson: '{}' } as const;
    const [block] = fold([{ ...call, opaque: own }]).answers[0]?.blocks ?? [];
    assert.deepEqual(block?.type === 'tool-call' && block.opaque, own);
  });

  for (const [what, event] of [
    ['is repeated', started(a)],
    ['gives way to another', { type: 'switched', from: a, to: b, error: stall }],
    ['is taken back', { type: 'retracted', target: a }],
  ] as const) {
    it(`forgets what an attempt had sealed when it ${what}`, () => {
      const before = fold([started(a), { type: 'reasoning-left-out' }, opaque('old')]);
      assert.equal(before.answers[0]?.reasoningLeftOut, true);
      const after = fold([event, opaque('new')], before);
      assert.deepEqual(places(after), [[0, 0, 'new']]);
      assert.equal(after.answers[0]?.reasoningLeftOut, undefined);
    });
  }

  it('ends as stopped, unfinished or failed by what happened', () => {
    const stop = new ChatError({ kind: 'aborted', message: 'stopped' });
    const said = fold([text('x')]);
    const silent = beginAnswer(turn());
    assert.equal(foldFailure(said, stop, 1).answers[0]?.state, 'stopped');
    assert.equal(foldFailure(said, stall, 1).answers[0]?.state, 'unfinished');
    assert.equal(foldFailure(silent, stall, 1).answers[0]?.state, 'failed');
    assert.deepEqual(foldFailure(said, stall, 1).answers[0]?.blocks, said.answers[0]?.blocks);
  });

  it('marks what a dead window left open and keeps its words', () => {
    const open = fold([text('half')]);
    const [closed] = closeInterrupted(open).answers;
    assert.equal(closed?.state, 'unfinished');
    assert.deepEqual(closed?.blocks, [{ type: 'text', text: 'half' }]);
    const whole = fold([text('x'), { type: 'finish', reason: 'stop' }]);
    assert.deepEqual(closeInterrupted(whole), whole);
  });

  it('marks a stored answer, and names neither whoever was asked in vain nor a switch', () => {
    const error = new ChatError({ kind: 'exhausted', origin: 'local', message: 'Nobody.' });
    const events: EngineEvent[] = [
      { type: 'attempt-started', attemptId: 'r.1', target: b, origin: 'first' },
      { type: 'stored-answer', target: a, wallMs: 5, error },
      { type: 'text-delta', text: 'Because.' },
      { type: 'finish', reason: 'stop' },
    ];
    const [answer] = events.reduce(
      (now, event) => foldEvent(now, event, 1),
      beginAnswer(turn()),
    ).answers;
    assert.deepEqual([answer?.target, answer?.attemptId, answer?.state], [a, undefined, 'whole']);
    assert.deepEqual([answer?.stored?.wallMs, answer?.stored?.error.kind], [5, 'exhausted']);
    assert.deepEqual(answer?.start, { how: 'first' });
  });

  it('keeps earlier answers to read, not too long, and no word of them as an answer', () => {
    const past = { question: 'q', text: 'x'.repeat(30_000), target: a, wallMs: 1 };
    const event: EngineEvent = { type: 'past-answers', answers: [past] };
    const [answer] = foldEvent(beginAnswer(turn()), event, 1).answers;
    assert.deepEqual([answer?.blocks, answer?.past?.[0]?.text.length], [[], 20_001]);
  });

  it('drops tries at the end of which nothing stands, and a stored answer that is given again', () => {
    const base = beginAnswer(turn()).answers[0] as AnswerRecord;
    const said = { ...base, blocks: [{ type: 'text' as const, text: 'a' }] };
    const stored = { ...said, stored: { wallMs: 1, error: errorOf({ kind: 'exhausted' }) } };
    assert.deepEqual(withWords([said, stored, base]), [said, stored]);
    assert.deepEqual(storedOnce([stored, said, stored, base]), [stored, said, base]);
    assert.deepEqual(withWords([base]), []);
  });
});
