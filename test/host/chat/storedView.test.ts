import assert from 'node:assert/strict';
import type { AnswerRecord } from '../../../src/core/index.ts';
import { storedView } from '../../../src/host/chat/storedView.ts';
import { turnView } from '../../../src/host/chat/answerView.ts';
import { a, context, record, turn } from '../fakes.ts';

const HOUR_MS = 3_600_000;
const answer = (more: Partial<AnswerRecord>): AnswerRecord => ({
  ...{ answerId: 'x', state: 'whole', start: { how: 'first' }, target: a },
  blocks: [{ type: 'text', text: 'hi' }],
  ...more,
});
const stored = { wallMs: context.wallMs - 3 * HOUR_MS, error: record({ kind: 'offline' }) };

describe('storedView', () => {
  it('says how old it is and why it was given, and offers to ask again', () => {
    const view = storedView(answer({ stored }), context).stored;
    assert.equal(view?.sentence, 'From 3 h ago, same question. This computer is offline.');
    assert.deepEqual(view?.buttons, [{ label: 'Ask again', action: 'retry' }]);
    const waits = storedView(answer({ stored }), { ...context, canQueue: true }).stored;
    assert.deepEqual(waits?.buttons, [{ label: 'Ask again when back', action: 'queue' }]);
    assert.deepEqual(storedView(answer({}), context), {});
  });

  it('lists what is only alike with who said it and when, on one line each', () => {
    const past = [
      { question: 'Why\nso?', text: 'Because.', target: a, wallMs: context.wallMs + 5 },
    ];
    assert.deepEqual(storedView(answer({ past }), context).past, [
      { question: 'Why so?', from: 'A, just now', text: 'Because.' },
    ]);
  });

  it('has no figures of a fresh answer, and while it waits no second way to ask', () => {
    const usage = { inputTokens: 1, outputTokens: 1 };
    const whole = { ...turn(), answers: [answer({ stored, usage, firstWordMs: 5 })] };
    const [plain] = turnView(whole, context).answers;
    assert.deepEqual(
      [plain?.footer, plain?.buttons?.map(({ action }) => action)],
      [[], ['show-receipt']],
    );
    const queued = { state: 'waiting' as const, sentence: 'Queued.', buttons: [] };
    const [waiting] = turnView(whole, { ...context, queuedOf: () => queued }).answers;
    assert.deepEqual(waiting?.stored?.buttons, []);
  });
});
