// What users of other systems report of repeats and of a server's own delay, each as a scenario.
// The thread is named in the test; what it tells is the fault that must not happen here.

import assert from 'node:assert/strict';
import { retryHeaderMs, retryWordsMs } from '../../../src/providers/limits/retryHint.ts';
import { answering, refusing } from '../../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, nameOf, on, type Rig } from '../rig.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const allIll = (count: number) =>
  createRig({
    providers: Object.fromEntries(names.slice(0, count).map((name) => [name, refusing('server')])),
    options: { breaker: { rule: 'consecutive', failures: 100 } },
  });
const attempts = (rig: Rig): number => rig.notes('attempt-started').length;

describe('reported of retries', () => {
  afterEach(expectNothingLeft);

  it('litellm#34129: repeats are added up, not multiplied: never (1 + N)²', async () => {
    for (const repeatsMax of [0, 1, 2, 3]) {
      const rig = createRig({
        providers: { a: refusing('server') },
        options: { retry: { repeatsMax } },
      });
      assert.equal((await rig.answer()).error?.kind, 'server');
      assert.equal(attempts(rig), 1 + Math.min(1, repeatsMax), `N = ${repeatsMax}`);
    }
  });

  it('livekit/agents#5335: four tries at each of three are not made (4 × 3)', async () => {
    const rig = allIll(3);
    await rig.answer();
    assert.equal(attempts(rig), 3 + 3);
  });

  it('code_puppy#317: one question is not sent 45 times, in whatever lane', async () => {
    for (const lane of ['chat', 'background', 'external'] as const) {
      const rig = allIll(8);
      await rig.answer({ lane });
      assert.ok(attempts(rig) <= 8 + 4, `${lane}: ${attempts(rig)}`);
    }
  });

  it('caura#859: many questions at once do not repeat each by itself', async () => {
    const rig = allIll(1);
    for (let i = 0; i < 40; i += 1) rig.ask();
    await rig.clock.runUntilIdle();
    const repeats = rig.notes('attempt-started').filter(({ origin }) => origin === 'retry').length;
    const minutes = Math.floor(rig.clock.nowMs() / 60_000);
    assert.ok(repeats <= 10 + minutes, `${repeats} repeats in ${minutes} min`);
    const [refused] = rig.notes('repeat-refused');
    assert.deepEqual(
      [refused?.rule, refused?.left, refused?.needed, refused?.max],
      ['family', 0, 1, 10],
    );
  });

  it('a well family earns its repeats back, an ill one does not take them from it', async () => {
    let isIll = true;
    const rig = createRig({
      providers: { a: () => (isIll ? refusing('server') : answering(['A'])), b: answering(['B']) },
      options: { breaker: { rule: 'consecutive', failures: 100 } },
    });
    for (let i = 0; i < 12; i += 1) await rig.answer();
    assert.ok(rig.notes('repeat-refused').every(({ target }) => nameOf(target) === 'a'));
    assert.equal(rig.notes('repeat-refused').length, 2);
    isIll = false;
    for (let i = 0; i < 5; i += 1) await rig.answer();
    isIll = true;
    await rig.answer();
    assert.equal(rig.notes('repeat-refused').length, 2, 'five answers pay for one repeat');
  });

  it('litellm#20722: nobody is asked before a minute that was asked for is over, not 12 times', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) =>
          nth === 0 ? refusing('rate-limit', { retryAfterMs: 60_000 }) : answering(['A']),
      },
    });
    rig.ask();
    for (let i = 0; i < 12; i += 1) {
      await rig.clock.advance(4_900);
      rig.ask();
    }
    assert.equal(rig.calls('a'), 1, 'in the minute, whoever asks');
    await rig.clock.runUntilIdle();
    assert.ok(rig.notes('attempt-started').every(({ monoMs }, i) => i === 0 || monoMs >= 60_000));
  });

  it('litellm#20722: a pause of the account holds all of its models', async () => {
    const rig = createRig({ providers: { a: refusing('rate-limit', { retryAfterMs: 60_000 }) } });
    const first = rig.ask();
    await rig.clock.advance(0);
    const other = { providerId: 'a', modelId: 'other' };
    const { error } = await rig.answer({ limits: { only: other }, deadlineAtMs: 30_000 });
    assert.ok(error !== undefined && rig.calls('a') === 1);
    first.abort();
    await rig.clock.advance(0);
  });

  const wallMs = Date.UTC(2026, 0, 1);
  const FORMS: readonly (readonly [string, number | undefined, number])[] = [
    ['seconds', retryHeaderMs({ 'retry-after': '7' }, wallMs), 7_000],
    ['parts of a second', retryHeaderMs({ 'retry-after': '1.25' }, wallMs), 1_250],
    ['a date', retryHeaderMs({ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, wallMs), 9_000],
    ['a moment', retryHeaderMs({ 'retry-after': '2026-01-01T00:00:11Z' }, wallMs), 11_000],
    ['milliseconds', retryHeaderMs({ 'retry-after-ms': '2345' }, wallMs), 2_345],
    ['the larger', retryHeaderMs({ 'retry-after': '2', 'retry-after-ms': '2900' }, wallMs), 2_900],
    ['words', retryWordsMs('Please try again in 11.455s.'), 11_455],
    ['minutes in words', retryWordsMs('Try again in 1m30s'), 90_000],
  ];
  for (const [name, retryAfterMs, wantedMs] of FORMS) {
    it(`litellm#34399: a delay given as ${name} is obeyed to the millisecond`, async () => {
      assert.equal(retryAfterMs, wantedMs);
      const rig = createRig({
        providers: {
          a: (_, nth) => (nth === 0 ? refusing('rate-limit', { retryAfterMs }) : answering(['A'])),
        },
      });
      assert.equal((await rig.answer()).text, 'A');
      assert.equal(rig.notes('attempt-started')[1]?.monoMs, wantedMs);
    });
  }

  it('litellm#34399: a date that is past or absurd is no delay, and no wait for ever', async () => {
    const past = retryHeaderMs({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, wallMs);
    const absurd = retryHeaderMs({ 'retry-after': '99999999999' }, wallMs);
    for (const retryAfterMs of [past, 0, -5, absurd]) {
      const fields = retryAfterMs === undefined ? {} : { retryAfterMs };
      const rig = createRig({
        providers: { a: (_, nth) => (nth === 0 ? refusing('server', fields) : answering(['A'])) },
      });
      const { error } = await rig.answer();
      const isLong = retryAfterMs === absurd;
      assert.equal(error?.kind, isLong ? 'server' : undefined);
      const untilMs = rig.engine.status(on('a')).untilMs ?? 0;
      assert.ok(isLong ? untilMs <= 86_400_000 : untilMs === 0, `${retryAfterMs}: ${untilMs}`);
    }
  });

  it('a delay beyond the patience is not sat out where somebody else can answer', async () => {
    const rig = createRig({
      providers: { a: refusing('rate-limit', { retryAfterMs: 5_001 }), b: answering(['B']) },
    });
    assert.equal((await rig.answer()).story, 'a? a>b b?failover B finish');
    assert.equal(rig.clock.nowMs(), 0);
  });

  it('Roo-Code#5189: no wait of ours grows beyond its cap, and each can be hurried', async () => {
    const rig = createRig({
      providers: { a: refusing('server') },
      options: { retry: { repeatsMax: 20 }, breaker: { rule: 'consecutive', failures: 100 } },
    });
    for (let i = 0; i < 10; i += 1) await rig.answer({ lane: 'background' });
    const waits = rig.notes('wait-started').map(({ delayMs }) => delayMs);
    assert.ok(waits.length > 0 && Math.max(...waits) <= 60_000, String(waits));

    const patient = createRig({
      providers: {
        a: (_, nth) =>
          nth === 0 ? refusing('rate-limit', { retryAfterMs: 250_000 }) : answering(['A']),
      },
    });
    const asked = patient.ask();
    await patient.clock.advance(1_000);
    asked.say('try-now');
    await patient.clock.advance(0);
    assert.equal(asked.text, 'A');
    assert.equal(patient.clock.nowMs(), 1_000);
  });

  it('kilocode#8541: a wait is shown with its end, and a stop ends it at once', async () => {
    const rig = createRig({ providers: { a: refusing('rate-limit', { retryAfterMs: 60_000 }) } });
    const asked = rig.ask();
    await rig.clock.advance(10_000);
    const shown = asked.events.find(({ type }) => type === 'waiting-until');
    assert.ok(shown?.type === 'waiting-until' && shown.untilMs === 60_000);
    asked.abort();
    await rig.clock.advance(0);
    assert.equal(asked.error?.kind, 'aborted');
    assert.equal(rig.clock.nowMs(), 10_000);
    assert.equal(rig.calls('a'), 1);
  });

  it('vscode#273025: a repeat never runs on behind a question that was stopped', async () => {
    const rig = createRig({ providers: { a: refusing('server'), b: refusing('connect') } });
    const asked = rig.ask();
    await rig.clock.advance(10);
    asked.abort();
    const before = attempts(rig);
    await rig.clock.advance(600_000);
    assert.equal(attempts(rig), before);
  });
});
