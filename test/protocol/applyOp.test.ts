/*
 * The reducer that host and webview share: every op does what it says to a copy, appends reproduce
 * the text exactly however it was cut, and anything that does not fit throws instead of guessing.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyOp, OpMismatch, type ChatOp, type ChatView } from '../../src/protocol/index.ts';
import { answer, composer, text, turn, view } from '../webview/views.ts';

const live = answer({ state: 'streaming', blocks: [text('')] });
const start = view({ turns: [turn('Why?', live)] });

const append = (at: number, words: string, block = 0, answerId = 'a1', turnId = 't1'): ChatOp => ({
  op: 'append',
  turnId,
  answerId,
  block,
  at,
  text: words,
});

const said = (shown: ChatView): string => {
  const block = shown.turns[0]?.answers[0]?.blocks[0];
  return block?.type === 'text' ? block.text : '';
};

/** `words` cut into deltas at the given places, which may fall inside a surrogate pair. */
function deltas(words: string, cuts: readonly number[]): ChatOp[] {
  const places = [...new Set(cuts.map((cut) => cut % (words.length + 1)))].toSorted(
    (a, b) => a - b,
  );
  const borders = [0, ...places, words.length];
  return borders.slice(1).map((end, i) => append(borders[i] ?? 0, words.slice(borders[i], end)));
}

describe('applyOp', () => {
  it('reproduces any text from any cuts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat()), (words, cuts) => {
        assert.equal(said(deltas(words, cuts).reduce(applyOp, start)), words);
      }),
    );
  });

  it('throws on a lost or repeated delta, never gaps or doubles', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.nat()), fc.nat(), (words, cuts, at) => {
        const ops = deltas(words, cuts).filter((op) => op.op === 'append' && op.text !== '');
        const index = at % ops.length;
        const doubled = ops.toSpliced(index, 0, ops[index] as ChatOp);
        assert.throws(() => doubled.reduce(applyOp, start), OpMismatch);
        if (ops.length === 1 || index === ops.length - 1) return;
        const gapped = ops.toSpliced(index, 1);
        assert.throws(() => gapped.reduce(applyOp, start), OpMismatch);
      }),
    );
  });

  it('refuses an unknown turn, answer or block, and a tool call', () => {
    const tool = answer({
      blocks: [{ type: 'tool-call', name: 'f', argumentsText: '', whole: false }],
    });
    const bad: readonly ChatOp[] = [
      append(0, 'x', 0, 'a1', 'nobody'),
      append(0, 'x', 0, 'nobody'),
      append(0, 'x', 1),
      append(1, 'x'),
      { op: 'answer', turnId: 'nobody', answer: live },
    ];
    for (const op of bad) assert.throws(() => applyOp(start, op), OpMismatch);
    const withTool = view({ turns: [turn('Why?', tool)] });
    assert.throws(() => applyOp(withTool, append(0, 'x')), OpMismatch);
  });

  it('never changes the view it was given', () => {
    const frozen = structuredClone(start);
    applyOp(start, append(0, 'x'));
    applyOp(start, { op: 'turn', turn: turn('Other?') });
    assert.deepEqual(start, frozen);
  });

  it('replaces or adds turns and answers by their id', () => {
    const second = { ...turn('And?'), turnId: 't2' };
    const two = applyOp(start, { op: 'turn', turn: second });
    assert.deepEqual(two.turns, [...start.turns, second]);
    const edited = applyOp(two, { op: 'turn', turn: { ...second, question: 'Or?' } });
    assert.equal(edited.turns.length, 2);
    assert.equal(edited.turns[1]?.question, 'Or?');
    const more = applyOp(start, { op: 'answer', turnId: 't1', answer: answer({ answerId: 'a2' }) });
    assert.deepEqual(
      more.turns[0]?.answers.map(({ answerId }) => answerId),
      ['a1', 'a2'],
    );
  });

  it('sets and clears what stands around the log', () => {
    const wait = {
      turnId: 't1',
      sentence: '{seconds}',
      startedWallMs: 0,
      untilWallMs: 1,
      buttons: [],
    };
    const empty = { title: '', text: '', buttons: [], links: [], footnote: '' };
    const waiting = applyOp(start, { op: 'wait', wait });
    assert.deepEqual(waiting.wait, wait);
    assert.equal('wait' in applyOp(waiting, { op: 'wait' }), false);
    const blank = applyOp(start, { op: 'empty', empty });
    assert.deepEqual(blank.empty, empty);
    assert.equal('empty' in applyOp(blank, { op: 'empty' }), false);
    const busy = composer({ busyTurnId: 't1' });
    assert.deepEqual(applyOp(start, { op: 'composer', composer: busy }).composer, busy);
    const strip = { isWell: false, targets: [], notices: [] };
    assert.deepEqual(applyOp(start, { op: 'strip', strip }).strip, strip);
  });
});
