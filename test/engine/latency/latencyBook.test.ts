// What is learned of a model: from the prior to its own figures, per size of prompt, without being
// pulled down by what was given up, and without taking an outage for slowness.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLatencyBook } from '../../../src/engine/latency/latencyBook.ts';
import type { LatencyDeps, Lesson } from '../../../src/engine/latency/latencyBook.ts';
import { weightOf } from '../../../src/engine/latency/histogram.ts';
import { readRecord } from '../../../src/engine/latency/latencyRecord.ts';
import { A, B } from '../byHand.ts';

const DAY_MS = 86_400_000;

const setUp = (deps: Partial<LatencyDeps> = {}) => {
  let wallMs = 1e12;
  const book = createLatencyBook({ wallMs: () => wallMs, kindOf: () => 'remote', ...deps });
  const lesson = (fields: Partial<Lesson>): Lesson => ({
    ...{ seen: {}, censored: {}, isTimeout: false },
    ...fields,
  });
  return {
    book,
    pass: (ms: number) => (wallMs += ms),
    answer(firstToken: number, times = 1, tokens = 10): void {
      for (let i = 0; i < times; i += 1)
        book.learn(A, tokens, lesson({ seen: { firstToken, total: firstToken + 1_000 } }));
    },
    timeout: (firstToken: number) =>
      book.learn(A, 10, lesson({ censored: { firstToken }, isTimeout: true })),
    stop: (firstToken: number) => book.learn(A, 10, lesson({ censored: { firstToken } })),
    p99: (tokens = 10) => book.of('firstToken', A, tokens).p99,
    learn: (fields: Partial<Lesson>) => book.learn(A, 10, lesson(fields)),
  };
};
const near = (actual: number, wanted: number, by = 0.25): void =>
  assert.ok(Math.abs(actual / wanted - 1) < by, `${actual} is not near ${wanted}`);

describe('latency book', () => {
  it('goes from what is believed to what was seen', () => {
    const { book, answer } = setUp();
    near(book.of('firstToken', A, 10).p50, 1_000);
    assert.equal(book.of('firstToken', A, 10).isLearned, false);
    answer(300, 2);
    assert.equal(book.of('firstToken', A, 10).isLearned, false, 'two are no habit');
    answer(300);
    const few = book.of('firstToken', A, 10);
    assert.deepEqual([few.isLearned, few.samples], [true, 3]);
    answer(300, 3_000);
    const { p5, p50, p95, p99 } = book.of('firstToken', A, 10);
    for (const quantile of [p5, p50, p95, p99]) near(quantile, 300);
    near(book.of('firstToken', B, 10).p50, 1_000);
  });

  it('counts what it learned half where the model may be another one, and tells so', () => {
    const { book, answer } = setUp();
    book.doubt(A);
    assert.equal(book.snapshot().size, 0, 'nothing was known of it');
    answer(300, 8);
    book.doubt(A);
    const { samples, isLearned } = book.of('firstToken', A, 10);
    assert.deepEqual([samples, isLearned], [4, true]);
    book.doubt(A);
    assert.equal(book.of('firstToken', A, 10).isLearned, false, 'to be learned anew');
  });

  it('keeps sizes of prompts and measures apart', () => {
    const { book, answer, learn } = setUp();
    answer(20_000, 1_000, 70_000);
    near(book.of('firstToken', A, 100_000).p50, 20_000);
    near(book.of('firstToken', A, 10).p50, 1_000);
    learn({
      seen: { rate: 60_000 },
      gaps: Array.from({ length: 64 }, (_, i) => (i === 40 ? 1 : 0)),
    });
    assert.equal(book.of('rate', A, 10).samples, 1);
    assert.equal(book.of('gap', A, 10).samples, 1);
    assert.equal(book.of('firstToken', A, 10).samples, 0);
  });

  it('is slower where a wait was given up, never faster', () => {
    const given = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 20_000 }), given, (usual, waits) => {
        const { answer, stop, timeout, p99 } = setUp();
        answer(usual, 40);
        let before = p99();
        for (const [i, waited] of waits.entries()) {
          if (i % 2 === 0) stop(waited);
          else timeout(waited);
          assert.ok(p99() >= before * 0.999_999, `${p99()} after ${before}`);
          before = p99();
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes timeouts in a row for one outage once an answer came faster', () => {
    const { answer, timeout, p99 } = setUp();
    answer(500, 400);
    const well = p99();
    for (let i = 0; i < 20; i += 1) timeout(8_000);
    assert.ok(p99() > 12_000, 'meanwhile nobody knows');
    answer(500);
    near(p99(), well);
  });

  it('takes them for slowness where the answer came later than was waited', () => {
    const { answer, timeout, p99 } = setUp();
    answer(500, 100);
    for (let i = 0; i < 6; i += 1) timeout(8_000);
    answer(20_000);
    assert.ok(p99() > 15_000, String(p99()));
  });

  it('leaves the first timeout of an outage, and all that a slow answer confirms', () => {
    const left = (answerMs: number): number => {
      const { book, answer, timeout } = setUp();
      for (let i = 0; i < 6; i += 1) timeout(8_000);
      answer(answerMs);
      const stored = readRecord(book.snapshot().get('a/m'));
      const isSlow = answerMs >= 8_000;
      assert.equal(stored?.timeouts.length, isSlow ? 1 : 0);
      assert.equal(book.of('firstToken', A, 10).givenUpMs, isSlow ? 8_000 : 0);
      return weightOf(stored.sizes[0]?.firstToken?.censored ?? []);
    };
    assert.deepEqual([left(500), left(7_999), left(8_000), left(20_000)], [1, 1, 6, 6]);
  });

  it('never locks out a model that has become slow: each timeout lets the next wait longer', () => {
    const { answer, timeout, p99 } = setUp();
    answer(500, 200);
    const TRUTH_MS = 25_000;
    let tries = 0;
    for (; tries < 50; tries += 1) {
      const limitMs = Math.min(Math.max(p99() * 2, 8_000), 60_000);
      if (limitMs > TRUTH_MS) break;
      timeout(limitMs);
    }
    assert.ok(tries <= 6, `${tries} timeouts before it was waited for`);
  });

  it('remembers the longest wait that was given up, until an answer came faster', () => {
    const { book, answer, timeout } = setUp();
    const givenUp = (promptTokens = 10) => book.of('firstToken', A, promptTokens).givenUpMs;
    assert.equal(givenUp(), 0);
    for (const ms of [8_000, 32_000, 16_000]) timeout(ms);
    assert.deepEqual([givenUp(), givenUp(100_000)], [32_000, 0]);
    assert.equal(book.of('headers', A, 10).givenUpMs, 0);
    answer(40_000);
    assert.equal(givenUp(), 32_000);
    answer(31_000);
    assert.equal(givenUp(), 0);
  });

  it('tells the p99 of what was seen to its end apart', () => {
    const { book, answer, timeout } = setUp();
    answer(500, 200);
    const before = book.of('firstToken', A, 10);
    assert.equal(before.seenP99, before.p99);
    for (let i = 0; i < 20; i += 1) timeout(30_000);
    const after = book.of('firstToken', A, 10);
    assert.equal(after.seenP99, before.p99);
    assert.ok(after.p99 > 30_000);
  });

  it('counts no more than 32 timeouts of one outage', () => {
    const { book, timeout } = setUp();
    for (let i = 0; i < 100; i += 1) timeout(8_000);
    const [stored] = [...book.snapshot().values()] as { timeouts: unknown[] }[];
    assert.equal(stored?.timeouts.length, 32);
  });

  it('forgets in weeks: what was learned gives way to what is believed', () => {
    const { answer, p99, pass, book } = setUp();
    answer(100, 5_000);
    near(p99(), 120);
    pass(7 * DAY_MS);
    near(book.of('firstToken', A, 10).samples, 2_500, 0.01);
    pass(100 * DAY_MS);
    near(p99(), 7_000);
    assert.equal(book.of('firstToken', A, 10).isLearned, false);
  });

  it('is not confused by a calendar that is set back', () => {
    const { answer, p99, pass } = setUp();
    answer(100, 5_000);
    pass(-400 * DAY_MS);
    near(p99(), 120);
    answer(100);
    pass(400 * DAY_MS);
    near(p99(), 7_000);
  });

  it('says what is usual from what was seen alone, of all sizes, once it is a habit', () => {
    const { book, answer, pass } = setUp();
    assert.equal(book.usualMs(A), undefined);
    answer(72, 2);
    assert.equal(book.usualMs(A), undefined);
    answer(72, 1, 5_000);
    near(book.usualMs(A) ?? 0, 72, 0.13);
    assert.equal(book.usualMs(B), undefined);
    pass(60 * DAY_MS);
    assert.equal(book.usualMs(A), undefined);
  });

  it('hands out what it learned as plain data, and goes on where an earlier window ended', () => {
    const kept = new Map<string, string>();
    const onLearned = (key: string) => void kept.set(key, JSON.stringify(before.book.record(key)));
    const before: ReturnType<typeof setUp> = setUp({ onLearned });
    before.answer(4_000, 50);
    before.timeout(9_000);
    const after = setUp();
    for (const [key, text] of kept) after.book.restore(key, JSON.parse(text));
    near(after.p99(), before.p99(), 0.001);
    assert.deepEqual([...after.book.snapshot()], [...before.book.snapshot()]);
    assert.deepEqual(JSON.parse(kept.get('a/m') ?? ''), before.book.snapshot().get('a/m'));
  });

  it('adds what an earlier window learned to what was seen meanwhile', () => {
    const before = setUp();
    before.answer(4_000, 50);
    const after = setUp();
    after.answer(4_000, 5);
    for (const [key, stored] of before.book.snapshot()) after.book.restore(key, stored);
    assert.equal(Math.round(after.book.of('firstToken', A, 10).samples), 55);
    after.book.restore('a/m', { v: 99 });
    after.book.restore('a/m', 'nonsense');
    assert.equal(Math.round(after.book.of('firstToken', A, 10).samples), 55);
  });

  it('takes over what was put together elsewhere, in the place of what it knew', () => {
    const { book, answer } = setUp();
    const other = setUp();
    for (const ms of [100, 100, 100]) answer(ms);
    for (const ms of [900, 900, 900, 900]) other.answer(ms);
    const [key = '', record] = [...other.book.snapshot()][0] ?? [];
    book.adopt(key, record);
    near(book.usualMs(A) ?? 0, 900);
    assert.equal(book.of('firstToken', A, 10).samples, 4);
    book.adopt(key, { v: 99 });
    assert.equal(book.of('firstToken', A, 10).samples, 4);
    assert.deepEqual(book.record(key), book.snapshot().get(key));
    assert.equal(book.record('nobody/m'), undefined);
  });

  it('a snapshot is nobody’s to change', () => {
    const { book, answer, p99 } = setUp();
    answer(300, 500);
    const was = p99();
    const [stored] = [...book.snapshot().values()] as { sizes: Record<string, unknown>[] }[];
    for (const size of stored?.sizes ?? []) delete size['firstToken'];
    assert.equal(p99(), was);
  });

  it('remembers the 500 models that were heard of last', () => {
    const { book } = setUp();
    const lesson: Lesson = { seen: { firstToken: 5 }, censored: {}, isTimeout: false };
    for (let i = 0; i < 505; i += 1) {
      book.learn({ providerId: 'p', modelId: String(i) }, 1, lesson);
      book.learn(A, 1, lesson);
    }
    const { size } = book.snapshot();
    assert.equal(size, 500);
    assert.ok(book.snapshot().has('a/m') && !book.snapshot().has('p/0'));
  });

  it('asks the same of a quantile again only when something was learned or an hour has passed', () => {
    const { book, answer, pass } = setUp();
    answer(300, 10);
    const first = book.of('firstToken', A, 10);
    assert.equal(book.of('firstToken', A, 10), first);
    pass(3_600_000);
    assert.notEqual(book.of('firstToken', A, 10), first);
    const second = book.of('firstToken', A, 10);
    answer(300);
    assert.notEqual(book.of('firstToken', A, 10), second);
  });
});
