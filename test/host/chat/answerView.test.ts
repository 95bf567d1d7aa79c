import assert from 'node:assert/strict';
import type { AnswerRecord } from '../../../src/core/index.ts';
import { answerView, turnView } from '../../../src/host/chat/answerView.ts';
import { a, b, context, record, turn } from '../fakes.ts';

const answer = (fields: Partial<AnswerRecord>): AnswerRecord => ({
  answerId: 'x',
  start: { how: 'first' },
  state: 'whole',
  blocks: [{ type: 'text', text: 'hi' }],
  target: a,
  ...fields,
});
const view = (fields: Partial<AnswerRecord>): ReturnType<typeof answerView> => {
  const own = answer(fields);
  return answerView({ ...turn(), answers: [own] }, own, context);
};

describe('turnView', () => {
  it('of a question that waits shows no failure before that, and every word that was said', () => {
    const queued = { state: 'waiting', sentence: 'Queued.', buttons: [] } as const;
    const failed = answer({ answerId: 'y', state: 'failed', blocks: [] });
    const said = answer({ state: 'unfinished' });
    const shown = turnView(
      { ...turn(), answers: [said, failed] },
      { ...context, queuedOf: () => ({ ...queued, buttons: [] }) },
    );
    assert.deepEqual(shown.queued, queued);
    assert.deepEqual(
      shown.answers.map(({ answerId }) => answerId),
      ['x'],
    );
    const plain = turnView({ ...turn(), answers: [said, failed] }, context);
    assert.deepEqual([plain.queued, plain.answers.length], [undefined, 2]);
  });
});

describe('answerView', () => {
  it('says who answered, after how long and how much', () => {
    const shown = view({ firstWordMs: 940, usage: { inputTokens: 1000, outputTokens: 234 } });
    assert.deepEqual(shown.who, { name: 'A', simulated: false });
    assert.deepEqual(shown.footer, [
      { text: '0.9 s', hint: 'first word after 0.9 s' },
      { text: '1.2k tokens' },
    ]);
    assert.equal(shown.cause, undefined);
  });

  it('says that thoughts of another model were left out, in a line that can be pointed at', () => {
    const [fact] = view({ reasoningLeftOut: true }).footer;
    assert.equal(fact?.text, 'earlier thoughts left out');
    assert.match(fact?.hint ?? '', /Only that model can open it, so it was not sent\./);
  });

  it('leaves out figures that are none', () => {
    assert.deepEqual(view({ usage: { inputTokens: Number.NaN, outputTokens: 1 } }).footer, []);
  });

  it('says what it cost, with "~" where a figure is ours, and nothing where nobody pays', () => {
    const footer = (fields: Partial<AnswerRecord>) => view(fields).footer;
    const usage = { inputTokens: 1000, outputTokens: 234 };
    const cost = { usdMicros: 11_000, isEstimated: false };
    assert.deepEqual(footer({ usage, cost }), [
      { text: '1.2k tokens' },
      { text: '$0.011', hint: '$0.011 by list price' },
    ]);
    assert.deepEqual(footer({ usage: { ...usage, costUsdMicros: 11_000 }, cost }).at(-1), {
      text: '$0.011',
      hint: '$0.011 as the provider says',
    });
    assert.deepEqual(footer({ estimatedUsage: usage, cost: { ...cost, isEstimated: true } }), [
      { text: '~1.2k tokens' },
      { text: '~$0.011', hint: 'about $0.011, estimated' },
    ]);
    assert.deepEqual(footer({ usage, cost: { usdMicros: 0, isEstimated: false } }), [
      { text: '1.2k tokens' },
    ]);
  });

  it('tells that the beginning was not read', () => {
    const cut = { readTokens: 4_000, estimatedTokens: 9_000, windowTokens: 4_096 };
    const { notice } = view({ promptCut: cut });
    assert.match(notice?.sentence ?? '', /^A read only 4k of ~9k tokens: the beginning/);
    assert.equal(view({}).notice, undefined);
  });

  it('shows a chip when nothing had been said, a seam when something had', () => {
    const error = record({ kind: 'stall', waitedMs: 12_000 });
    const chip = view({ target: b, start: { how: 'switched', from: a, error } });
    assert.deepEqual(chip.seam, {
      kind: 'chip',
      sentence: 'A went silent for 12 s',
      why: ['A was asked.', 'B was asked next.'],
    });
    const seam = view({ target: b, start: { how: 'folded', from: a, error } });
    assert.equal(seam.seam?.kind, 'seam');
    assert.equal(seam.seam?.sentence, 'A went silent for 12 s. Whole answer by B');
  });

  it('promises a whole answer only where one comes', () => {
    const start = { how: 'folded', from: a, error: record({ kind: 'cut' }) } as const;
    const seam = (fields: Partial<AnswerRecord>) => view({ start, ...fields }).seam?.sentence;
    assert.equal(
      seam({ target: b, state: 'failed', blocks: [] }),
      'A broke off in the middle. Then B was asked',
    );
    assert.equal(
      seam({ state: 'unfinished' }),
      'A broke off in the middle. Then A was asked once more',
    );
    assert.equal(seam({ state: 'streaming' }), 'A broke off in the middle. Whole answer by A');
  });

  it('goes on behind a seam: one answer with one ending, and the first word of its beginning', () => {
    const error = record({ kind: 'cut' });
    const begun = answer({ state: 'unfinished', error, firstWordMs: 900 });
    const start = { how: 'continued', from: a, error } as const;
    const rest = answer({ answerId: 'y', target: b, start, firstWordMs: 9_000 });
    const [one, two] = turnView({ ...turn(), answers: [begun, rest] }, context).answers;
    assert.deepEqual(
      [one?.ending, one?.footer, one?.buttons, one?.cause],
      [...[undefined, [], undefined, undefined]],
    );
    assert.equal(two?.seam?.sentence, 'A broke off in the middle. Continued by B');
    assert.equal(two?.footer[0]?.text, '0.9 s');
    const asking = answer({ ...rest, state: 'asking', blocks: [] });
    const [, asked] = turnView({ ...turn(), answers: [begun, asking] }, context).answers;
    assert.equal(asked?.seam?.sentence, 'A broke off in the middle. Then B was asked to go on');
  });

  it('names what an answer was given without, beside the name', () => {
    const reduced = [{ what: 'images', count: 2 }] as const;
    assert.equal(view({ reduced }).seam?.sentence, 'Without 2 images');
    const error = record({ kind: 'overloaded' });
    const both = view({ target: b, start: { how: 'switched', from: a, error }, reduced });
    assert.equal(both.seam?.sentence, 'A is overloaded right now. Without 2 images');
  });

  it('does not move the end of a pause each time it is drawn', () => {
    const error = record({ kind: 'rate-limit', retryAfterMs: 60_000 });
    const switched = view({ target: b, start: { how: 'switched', from: a, error } });
    assert.equal(switched.seam?.sentence, 'A asks for a pause');
    const own = answer({ state: 'failed', blocks: [], totalMs: 5_000, error });
    const asked = { ...turn(), askedWallMs: context.wallMs - 3_600_000, answers: [own] };
    const [shown] = turnView(asked, context).answers;
    assert.equal(shown?.cause?.sentence, 'A asks for a pause until 13:06:05.');
  });

  it('gives the cause only where nobody went on', () => {
    const broken = answer({
      firstWordMs: 9,
      state: 'unfinished',
      error: record({ kind: 'cut' }),
    });
    const followed = { ...turn(), answers: [broken, answer({ answerId: 'y' })] };
    const [first, second] = turnView(followed, context).answers;
    assert.equal(first?.cause, undefined);
    assert.equal(first?.ending, 'Unfinished');
    assert.deepEqual(first?.footer, []);
    assert.equal(second?.cause, undefined);
    assert.equal(
      view({ state: 'unfinished', error: record({ kind: 'cut' }) }).cause?.kept,
      'Your question and this part of the answer are kept.',
    );
  });

  it('tells a window that died from a model that broke off', () => {
    const died = view({ state: 'unfinished' });
    assert.equal(died.cause?.sentence, 'The window closed while this was being answered.');
    assert.equal(died.cause?.buttons[0]?.action, 'retry');
  });
});
