// Money on the whole engine: what is put aside, what is booked for whom, and what a limit does before
// an answer, in the middle of one, and after a failure. The question of the rig is 9 tokens.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StreamEvent, TokenUsage } from '../../src/core/index.ts';
import { answering, begun, breaking, hanging, refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { createRig, drain, expectNothingLeft, type Rig } from './rig.ts';
import { money, type Money } from './spendStage.ts';

const reported = (usage: TokenUsage, words: readonly string[] = ['yes']): Script => [
  ...begun(words),
  { event: { type: 'usage', usage } satisfies StreamEvent },
  { event: { type: 'finish', reason: 'stop' } },
];
const usage = (outputTokens: number, more: Partial<TokenUsage> = {}): TokenUsage => ({
  inputTokens: 10,
  outputTokens,
  ...more,
});
const rigOf = (stage: Money, providers: Parameters<typeof createRig>[0]['providers']): Rig =>
  // Long answers are made of one word here; that is not the matter.
  createRig({ providers, spend: stage.make, options: { coherence: { stopLoops: false } } });
const today = (stage: Money) => stage.parts?.book.today();
const long = 'word '.repeat(1_000);

describe('spend', () => {
  afterEach(expectNothingLeft);

  it('books what was reported, by the list price, once', async () => {
    const stage = money();
    const rig = rigOf(stage, { a: reported(usage(20)) });
    await rig.answer();
    await rig.answer();
    assert.deepEqual(today(stage), {
      usdMicros: 420,
      isEstimated: false,
      attempts: 2,
      unknowns: 0,
    });
    assert.deepEqual(
      rig.notes('spend-settled').map(({ usdMicros, attemptId }) => [usdMicros, attemptId]),
      [
        [210, 'r1.1'],
        [210, 'r2.1'],
      ],
    );
  });

  it('takes the vendor’s own sum where it says one', async () => {
    const stage = money();
    await rigOf(stage, { a: reported(usage(20, { costUsdMicros: 7 })) }).answer();
    assert.equal(today(stage)?.usdMicros, 7);
    const absurd = money();
    await rigOf(absurd, { a: reported(usage(20, { costUsdMicros: -5 })) }).answer();
    assert.equal(today(absurd)?.usdMicros, 210);
  });

  it('puts aside the prompt and a long answer, and gives back what was not needed', async () => {
    const stage = money();
    const rig = rigOf(stage, { a: hanging(['hm']) });
    const asked = rig.ask();
    await rig.clock.advance(0);
    // 9 tokens of question; the model answers with 1 000 at most.
    assert.equal(today(stage)?.usdMicros, 9 + 10_000);
    assert.deepEqual(
      rig.notes('spend-reserved').map(({ usdMicros, by }) => [usdMicros, by]),
      [[10_009, 'store']],
    );
    asked.abort();
    await drain();
    assert.deepEqual(today(stage), { usdMicros: 19, isEstimated: true, attempts: 1, unknowns: 0 });
  });

  it('costs nothing where nothing was begun, and the prompt where it may have been', async () => {
    const spentAfter = async (script: Script): Promise<number | undefined> => {
      const stage = money();
      const rig = rigOf(stage, { a: script, b: { script: () => answering(['ok']) } });
      stage.pricing['b'] = { how: 'free' };
      await rig.answer();
      return today(stage)?.usdMicros;
    };
    assert.equal(await spentAfter(refusing('auth')), 0);
    assert.equal(await spentAfter(refusing('quota')), 0);
    assert.equal(await spentAfter([{ hang: true }]), 9);
    assert.equal(await spentAfter(breaking(['x'.repeat(400)], 'cut')), 9 + 1_000);
  });

  it('books losers and repeats beside the winner, each to its own', async () => {
    const stage = money();
    const rig = rigOf(stage, { a: breaking(['abcd'], 'cut'), b: reported(usage(2)) });
    await rig.answer();
    assert.deepEqual(
      stage.parts?.book.sums().map(({ target, usdMicros }) => [target, usdMicros]),
      [
        ['a/m', 19],
        ['b/m', 30],
      ],
    );
  });

  it('with ask: a limit that would be exceeded ends the request before anything is sent', async () => {
    const stage = money({ dayUsdMicros: 10_000 });
    stage.pricing['b'] = { how: 'free' };
    const rig = rigOf(stage, { a: answering(['no']), b: answering(['free']) });
    const asked = await rig.answer();
    assert.equal(asked.error?.kind, 'budget');
    assert.deepEqual(asked.error?.budget, {
      what: 'day',
      limitUsdMicros: 10_000,
      neededUsdMicros: 10_009,
      untouched: true,
      mayAsk: true,
    });
    assert.deepEqual([rig.calls('a'), rig.calls('b'), today(stage)?.usdMicros], [0, 0, 0]);
    stage.limits = { ...stage.limits, dayUsdMicros: 10_009 };
    assert.equal((await rig.answer()).text, 'no');
  });

  it('with ask: one that was asked after a failure is passed over for whoever fits', async () => {
    const stage = money({ dayUsdMicros: 10_000 });
    stage.pricing['a'] = { how: 'free' };
    stage.pricing['c'] = { how: 'free' };
    const rig = rigOf(stage, {
      a: refusing('auth'),
      b: answering(['dear']),
      c: answering(['free']),
    });
    const asked = await rig.answer();
    assert.equal(asked.text, 'free');
    assert.equal(rig.calls('b'), 0);
    assert.match(asked.story, /a>b.*b>c/);
  });

  it('with block: who costs too much is passed over, and a lone one says so', async () => {
    const stage = money({ dayUsdMicros: 10_000, onExceed: 'block' });
    stage.pricing['b'] = { how: 'free' };
    const rig = rigOf(stage, { a: answering(['dear']), b: answering(['free']) });
    assert.equal((await rig.answer()).text, 'free');
    const lone = rigOf(stage, { a: answering(['dear']) });
    const { error } = await lone.answer();
    assert.deepEqual([error?.kind, error?.budget?.mayAsk], ['budget', undefined]);
    assert.equal(rig.calls('a') + lone.calls('a'), 0);
  });

  it('holds the limits of turn, month and model apart', async () => {
    const whatOf = async (limits: Parameters<typeof money>[0], of: Script): Promise<unknown> => {
      const stage = money(limits);
      const rig = rigOf(stage, { a: of });
      const { error } = await rig.answer();
      return [error?.budget?.what, error?.scope, rig.calls('a')];
    };
    const ok = answering(['ok']);
    assert.deepEqual(await whatOf({ turnUsdMicros: 100 }, ok), ['turn', 'request', 0]);
    assert.deepEqual(await whatOf({ monthUsdMicros: 100 }, ok), ['month', 'request', 0]);
    assert.deepEqual(await whatOf({ targetUsdMicros: () => 100 }, ok), ['target', 'target', 0]);
    // The second try of one question counts with the first.
    const both = { turnUsdMicros: 10_100 };
    assert.deepEqual(await whatOf(both, breaking([], 'server')), [undefined, 'target', 2]);
  });

  it('a limit reached in the middle ends the answer and keeps every word', async () => {
    const stage = money({ dayUsdMicros: 12_000 });
    const words = Array.from({ length: 40 }, () => 'x'.repeat(400));
    const rig = rigOf(stage, { a: answering(words, { wordMs: 100 }), b: answering(['never']) });
    const asked = await rig.answer();
    assert.equal(asked.error?.kind, 'budget');
    assert.equal(asked.error?.budget?.midAnswer, true);
    // 12 words of 100 tokens are 12 009 with the question.
    assert.equal(asked.text.length, 400 * 12);
    assert.equal(rig.calls('b'), 0);
    assert.equal(today(stage)?.usdMicros, 12_009);
    assert.deepEqual(rig.engine.status({ providerId: 'a', modelId: 'm' }).state, 'working');
  });

  it('a whole answer is never undone by what it turns out to have cost', async () => {
    const stage = money({ dayUsdMicros: 11_000 });
    const asked = await rigOf(stage, { a: reported(usage(5_000), [long]) }).answer();
    assert.equal(asked.error?.budget?.midAnswer, true, 'metered at its first word already');
    const quiet = money({ dayUsdMicros: 11_000 });
    const late = await rigOf(quiet, { a: reported(usage(5_000)) }).answer();
    assert.equal(late.error, undefined);
    assert.equal(today(quiet)?.usdMicros, 50_010);
  });

  it('an unknown price is asked about once, allowed, or blocked, and never counted as nothing', async () => {
    const of = async (unknownPrice: 'ask' | 'allow' | 'block', mustAsk = true) => {
      const stage = money({ unknownPrice });
      stage.pricing['a'] = { how: 'unknown', mustAsk };
      const rig = rigOf(stage, { a: reported(usage(20)) });
      const asked = await rig.answer();
      return [asked.error?.budget?.what, rig.calls('a'), today(stage)?.unknowns];
    };
    assert.deepEqual(await of('ask'), ['price', 0, 0]);
    assert.deepEqual(await of('ask', false), [undefined, 1, 1]);
    assert.deepEqual(await of('allow'), [undefined, 1, 1]);
    assert.deepEqual(await of('block', false), ['price', 0, 0]);
  });

  it('a test of one token is booked, and asks nobody about a price', async () => {
    const stage = money();
    stage.pricing['a'] = { how: 'unknown', mustAsk: true };
    const rig = rigOf(stage, { a: reported(usage(1)) });
    assert.equal((await rig.answer({ lane: 'probe' })).error, undefined);
    assert.equal(today(stage)?.attempts, 1);
  });

  it('where nobody can be asked, too dear means the next', async () => {
    const stage = money({ dayUsdMicros: 100 });
    stage.pricing['b'] = { how: 'free' };
    const rig = rigOf(stage, { a: answering(['dear']), b: answering(['free']) });
    assert.equal((await rig.answer({ lane: 'background' })).text, 'free');
  });

  it('is not there for who costs nothing: no note, no sum', async () => {
    const stage = money({ dayUsdMicros: 1 });
    stage.pricing['a'] = { how: 'free' };
    const rig = rigOf(stage, { a: answering(['ok']) });
    assert.equal((await rig.answer()).text, 'ok');
    assert.deepEqual(rig.notes('spend-settled'), []);
  });

  it('whatever happens, what is booked is what was settled, and nothing stays put aside', async () => {
    const longer = 'word '.repeat(60);
    const script = fc.constantFrom<Script>(
      answering(['a', longer]),
      reported(usage(33)),
      breaking(['hm'], 'cut'),
      breaking([], 'server'),
      refusing('rate-limit', { retryAfterMs: 1_000 }),
      hanging(['x']),
      [{ hang: true }],
    );
    const act = fc.constantFrom('ask', 'abort', 'wait') satisfies fc.Arbitrary<string>;
    await fc.assert(
      fc.asyncProperty(
        fc.array(script, { minLength: 1, maxLength: 3 }),
        fc.array(act, { maxLength: 8 }),
        fc.constantFrom(0, 10_100, 10_500, 30_000),
        fc.constantFrom<'ask' | 'block'>('ask', 'block'),
        async (scripts, acts, dayUsdMicros, onExceed) => {
          const stage = money({ dayUsdMicros, onExceed });
          const names = ['a', 'b', 'c'].slice(0, scripts.length);
          const plans = names.map((name, at) => [name, scripts[at] ?? []] as const);
          const rig = rigOf(stage, Object.fromEntries(plans));
          const all = [rig.ask()];
          for (const what of acts) {
            if (what === 'ask') all.push(rig.ask());
            else if (what === 'abort') all.at(-1)?.abort();
            await rig.clock.advance(what === 'wait' ? 2_000 : 10);
          }
          for (const one of all) one.abort();
          await rig.clock.runUntilIdle();
          const settled = rig.notes('spend-settled').reduce((sum, one) => sum + one.usdMicros, 0);
          assert.equal(today(stage)?.usdMicros, settled);
          const month = (stage.parts?.book.day() ?? '').slice(0, 7);
          const others = await stage.store.spendOf(month, 'another window');
          assert.equal(
            others.reduce((sum, one) => sum + one.usdMicros, 0),
            settled,
          );
          const ids = rig.notes('spend-settled').map(({ attemptId }) => attemptId);
          assert.equal(new Set(ids).size, ids.length, 'settled once');
          assert.deepEqual(stage.errors, []);
          await expectNothingLeft();
        },
      ),
      { numRuns: 150 },
    );
  });
});
