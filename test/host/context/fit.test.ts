import assert from 'node:assert/strict';
import type { AttachedRecord, ChatRequest, TurnRecord } from '../../../src/core/index.ts';
import { fitted, promptMaxOf } from '../../../src/host/context/fit.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { a, turn } from '../fakes.ts';

const earlier = Array.from({ length: 8 }, (_, n): TurnRecord => ({
  ...turn(`question ${n} `.repeat(10)),
  turnId: `t${n}`,
  answers: [
    {
      answerId: 'x',
      target: a,
      start: { how: 'first' },
      state: 'whole',
      blocks: [{ type: 'text', text: 'yes' }],
    },
  ],
}));
const attachment = (name: string, lines: number): AttachedRecord => ({
  ref: { kind: 'file', uri: name },
  icon: 'file',
  label: name,
  pieces: [{ name, text: 'a line of code\n'.repeat(lines) }],
});
const tokens = ({ messages }: ChatRequest): number =>
  messages
    .flatMap(({ parts }) => parts)
    .reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0);
const fitInto = (promptMax: number, attached: readonly AttachedRecord[]) =>
  fitted(
    { earlier, asked: { question: 'now?', conversationId: 'c', attached }, promptMax, tokens },
    plainEnglish,
  );

describe('fit', () => {
  it('leaves everything as it is where there is room, or nobody knows', () => {
    const attached = [attachment('a.ts', 5)];
    for (const room of [Number.POSITIVE_INFINITY, 100_000]) {
      const all = fitInto(room, attached);
      assert.equal(all.attached, attached);
      assert.deepEqual([all.leftOutTurns, all.sentences, all.isOver], [0, [], false]);
    }
  });

  it('leaves out as few of the oldest turns as will do', () => {
    const all = fitInto(Number.POSITIVE_INFINITY, []).tokens;
    const { leftOutTurns, sentences, tokens: size } = fitInto(all - 1, []);
    assert.deepEqual([leftOutTurns, sentences], [1, ['The oldest question is not sent along']]);
    assert.ok(size <= all - 1);
    assert.equal(fitInto(all - 200, []).sentences[0], 'The 2 oldest questions are not sent along');
  });

  it('then shortens what is attached, the large first, and names each', () => {
    const parts = [attachment('big.ts', 400), attachment('small.ts', 4)];
    const fittedTo = fitInto(3000, parts);
    assert.equal(fittedTo.leftOutTurns, 8);
    assert.ok(fittedTo.tokens <= 3000);
    const [big, small] = fittedTo.attached;
    assert.equal(small?.pieces[0]?.text, parts[1]?.pieces[0]?.text);
    const kept = big?.pieces[0]?.text.split('\n').length ?? 0;
    assert.ok(kept > 50 && kept < 400);
    assert.equal(big?.pieces[0]?.name, `big.ts [only the first ${kept} lines]`);
    assert.deepEqual(big?.notes, [`big.ts: only the first ${kept} lines fit`]);
    assert.deepEqual(fittedTo.sentences.slice(1), big?.notes);
    assert.equal(fittedTo.isOver, false);
  });

  it('names what finds no room at all, and says that even that is too much', () => {
    const none = fitInto(100, [attachment('a.ts', 50)]);
    assert.deepEqual(none.attached[0]?.pieces, []);
    assert.equal(none.sentences[1], 'a.ts does not fit and is left out');
    assert.equal(none.isOver, true);
  });

  it('keeps room for the answer', () => {
    assert.equal(promptMaxOf('unknown', 8000), Number.POSITIVE_INFINITY);
    assert.equal(promptMaxOf(200_000, 'unknown'), 195_904);
    assert.equal(promptMaxOf(8000, 100_000), 6000);
    assert.equal(promptMaxOf(8000, 1000), 7000);
  });
});
