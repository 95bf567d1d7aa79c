// Hedged, race and balanced on the whole engine: who is asked beside whom, who wins, and that
// whoever lost is stopped, booked and nobody's failure.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answering, begun, breaking, hanging, refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { violations } from './checker.ts';
import { createRig, expectNothingLeft, on, type RigOptions } from './rig.ts';

const FREE = { inputUsdMicrosPerMillion: 0, outputUsdMicrosPerMillion: 0 };
const facts = { a: { price: FREE }, b: { price: FREE }, c: { price: FREE } };
const slow = answering(['A'], { wordMs: 9_000 });
const quick = answering(['B'], { wordMs: 300 });
const hedged = (providers: RigOptions['providers'], more: Partial<RigOptions> = {}) =>
  createRig({ providers, facts, options: { routing: { strategy: 'hedged' } }, ...more });
const race = (providers: RigOptions['providers']) =>
  createRig({ providers, facts, options: { routing: { strategy: 'race' } } });

describe('strategies: hedged', () => {
  afterEach(expectNothingLeft);

  it('asks a second when the first is unusually slow, and the first word wins', async () => {
    const rig = hedged({ a: slow, b: quick });
    const { story } = await rig.answer();
    assert.equal(story, 'a? a>b b?hedge B finish');
    assert.ok(rig.clock.nowMs() <= 2_500, `${rig.clock.nowMs()} ms`);
    const rules = rig.notes('target-chosen').map(({ rule }) => rule);
    assert.deepEqual(rules, ['order', 'hedge']);
    const lost = rig.notes('attempt-ended').find(({ outcome }) => outcome === 'aborted');
    assert.deepEqual([lost?.target, lost?.error?.kind], [on('a'), 'silent']);
    assert.equal(rig.engine.status(on('a')).state, 'working', 'nobody’s failure');
  });

  it('asks nobody else while the first is in time, nor when it fails: then the next is due', async () => {
    const rig = hedged({ a: answering(['A'], { wordMs: 1_000 }), b: quick });
    assert.equal((await rig.answer()).story, 'a? A finish');
    assert.equal(rig.calls('b'), 0);
    const failing = hedged({ a: refusing('quota'), b: quick });
    assert.equal((await failing.answer()).story, 'a? a>b b?failover B finish');
  });

  it('lets the first win after all, and stops the second', async () => {
    const rig = hedged({ a: answering(['A'], { wordMs: 5_000 }), b: hanging() });
    const { story } = await rig.answer();
    assert.equal(story, 'a? A finish');
    const stopped = rig.notes('attempt-ended').find(({ target }) => target.providerId === 'b');
    assert.equal(stopped?.outcome, 'aborted');
  });

  it('goes on with whoever is left when one of them fails', async () => {
    const rig = hedged({
      a: breaking([], 'quota', { headersMs: 5_000 }),
      b: answering(['B'], { wordMs: 8_000 }),
    });
    const { story } = await rig.answer();
    assert.match(story, /^a\? .*a>b b\?hedge B finish$/);
    const second = hedged({ a: slow, b: refusing('server') });
    assert.match((await second.answer()).story, /^a\? A finish$/);
  });

  it('takes back reasoning of the first before the second takes its place', async () => {
    const thinking: Script = [
      ...begun([]),
      { event: { type: 'reasoning-delta', text: 'hm' } },
      { afterMs: 9_000, event: { type: 'text-delta', text: 'A' } },
    ];
    const { story } = await hedged({ a: thinking, b: quick }).answer();
    assert.equal(story, 'a? hm retracted a>b b?hedge B finish');
  });

  it('is a repeat of the request: none left, none asked', async () => {
    const rig = hedged(
      { a: slow, b: quick },
      {
        options: { routing: { strategy: 'hedged' }, retry: { repeatsMax: 0 } },
      },
    );
    assert.equal((await rig.answer()).text, 'A');
  });

  it('ends all of them within the tick of a stop', async () => {
    const rig = hedged({ a: hanging(), b: hanging() });
    const asked = rig.ask();
    await rig.clock.advance(5_000);
    assert.equal(rig.calls('b'), 1);
    asked.abort();
    await rig.clock.advance(0);
    assert.equal(asked.error?.kind, 'aborted');
  });

  it('goes on with the winner’s answer when that breaks, by the loser if need be', async () => {
    const half = Array.from({ length: 100 }, (_, n) => `word${n} `);
    const rig = hedged({
      a: (_, nth) => (nth === 0 ? slow : answering(['and on'])),
      b: breaking(half, 'cut'),
    });
    const { story } = await rig.answer();
    assert.match(story, /b\?hedge word0 .* b&a a\?continuation and on finish$/);
  });
});

describe('strategies: race', () => {
  afterEach(expectNothingLeft);

  it('asks all that are armed and well at once', async () => {
    const rig = race({ a: slow, b: quick, c: answering(['C'], { wordMs: 600 }) });
    assert.equal((await rig.answer()).text, 'B');
    assert.deepEqual(
      ['a', 'b', 'c'].map((name) => rig.calls(name)),
      [1, 1, 1],
    );
    assert.ok(rig.clock.nowMs() < 600);
    assert.deepEqual(
      rig.notes('target-chosen').map(({ rule }) => rule),
      ['order', 'race', 'race'],
    );
  });

  it('tells what went wrong only where nobody is left', async () => {
    const rig = race({ a: refusing('quota'), b: quick, c: refusing('auth') });
    assert.equal((await rig.answer()).text, 'B');
    const none = race({ a: refusing('quota'), b: refusing('auth') });
    const { error } = await none.answer();
    assert.deepEqual(error?.causes.map(({ kind }) => kind).toSorted(), ['auth', 'quota']);
  });

  it('has one winner, whatever the times, and shows nothing of the others (invariant 20)', async () => {
    const ms = fc.constantFrom(0, 10, 400, 3_000);
    const one = fc.record({ headersMs: ms, wordMs: ms, isIll: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(one, one, one),
        fc.constantFrom('race', 'hedged'),
        async (plans, strategy) => {
          const script = (name: string, at: number): Script => {
            const { isIll = false, ...pace } = plans[at] ?? {};
            return isIll ? breaking([], 'server', pace) : answering([name, name], pace);
          };
          const rig = createRig({
            providers: { a: script('a', 0), b: script('b', 1), c: script('c', 2) },
            options: { routing: { strategy } },
            facts,
          });
          const { text, error } = await rig.answer();
          if (error === undefined) assert.match(text, /^(aa|bb|cc)$/);
          const finished = rig
            .notes('attempt-ended')
            .filter(({ outcome }) => outcome === 'finished');
          assert.equal(finished.length, error === undefined ? 1 : 0);
          assert.deepEqual(violations(rig.journal, { repeatsMax: 4, mayBeAsked: () => true }), []);
          await expectNothingLeft();
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('strategies: balanced', () => {
  afterEach(expectNothingLeft);
  const balanced = (providers: RigOptions['providers']) =>
    createRig({ providers, facts, options: { routing: { strategy: 'balanced' } } });

  it('begins with the better of two and stays with it, for the prompt’s cache', async () => {
    const rig = balanced({ a: answering(['A']), b: answering(['B']), c: answering(['C']) });
    const first = (await rig.answer()).text;
    for (let n = 0; n < 4; n += 1) assert.equal((await rig.answer()).text, first);
    const rules = rig.notes('target-chosen').map(({ rule }) => rule);
    assert.deepEqual(rules, ['balanced', 'sticky', 'sticky', 'sticky', 'sticky']);
  });

  it('passes an ill one over, and asks who was picked', async () => {
    const rig = balanced({ a: refusing('quota'), b: answering(['B']) });
    assert.equal((await rig.answer()).text, 'B');
    assert.equal((await rig.answer()).text, 'B');
    assert.equal((await rig.answer({ limits: { first: on('b') } })).story, 'b? B finish');
    assert.equal(rig.notes('target-chosen').at(-1)?.rule, 'picked');
  });
});
