// One test for each pair of layers whose order matters: turned round, each of these would fail.

import assert from 'node:assert/strict';
import type { Layer, TargetCall } from '../../src/core/index.ts';
import { attemptLayer } from '../../src/engine/attempt.ts';
import { createLatencyBook } from '../../src/engine/latency/latencyBook.ts';
import { assemble } from '../../src/engine/pipeline.ts';
import { timeoutsLayer } from '../../src/engine/timeouts.ts';
import { answering, hanging, refusing } from '../../src/sim/scripts.ts';
import { byHand, failure, ports, read, requestCall, targetCall, text } from './byHand.ts';
import { createRig, expectNothingLeft, nameOf, on } from './rig.ts';

describe('order of layers', () => {
  afterEach(expectNothingLeft);

  it('journal over deadline over router: the fixed deadline is noted, and bounds the waits', async () => {
    const rig = createRig({ providers: { a: refusing('rate-limit', { retryAfterMs: 61_000 }) } });
    const { story } = await rig.answer({ lane: 'inline' });
    assert.equal(story, 'a? !rate-limit');
    assert.equal(rig.notes('request-started')[0]?.deadlineAtMs, 60_000);
    assert.equal(rig.notes('wait-started').length, 0);
  });

  it('router over retry: repeats at one target come before the next target', async () => {
    const rig = createRig({ providers: { a: refusing('server'), b: answering(['B']) } });
    assert.equal((await rig.answer()).story, 'a? a?retry a>b b?failover B finish');
  });

  it('retry over rate gate: the delay of the very failure is known when the repeat is planned', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) =>
          nth === 0 ? refusing('rate-limit', { retryAfterMs: 4_000 }) : answering(['A']),
      },
    });
    const { story } = await rig.answer();
    assert.equal(story, 'a? ~server-delay:a/m ~time a?retry A finish');
    assert.equal(rig.notes('attempt-started')[1]?.monoMs, 4_000);
  });

  it('retry over throttle: a repeat may be held back by itself, and the failure stands', async () => {
    const rig = createRig({
      providers: { a: refusing('request-timeout') },
      options: { breaker: { rule: 'consecutive', failures: 100 } },
    });
    for (let i = 0; i < 12; i += 1) rig.ask();
    await rig.clock.runUntilIdle();
    const kinds = await Promise.all(
      Array.from(
        { length: 12 },
        async () => (await rig.answer({ lane: 'background' })).error?.kind,
      ),
    );
    assert.ok(rig.notes('attempt-throttled').length > 0);
    assert.ok(kinds.includes('request-timeout') && kinds.includes('rejected'), String(kinds));
  });

  it('throttle over attempt: what stood back is no attempt', async () => {
    const rig = createRig({
      providers: { a: refusing('silent'), b: answering(['B']) },
      options: { breaker: { rule: 'consecutive', failures: 100 } },
    });
    for (let i = 0; i < 30; i += 1) await rig.answer();
    const before = rig.calls('a');
    const { story } = await rig.answer({ lane: 'external' });
    assert.equal(rig.notes('attempt-throttled').length, 1);
    assert.equal(story, 'a>b b?failover B finish');
    assert.equal(rig.calls('a'), before);
  });

  it('retry over bulkhead: a repeat sleeps without a place', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) =>
          nth === 0 ? refusing('overloaded', { retryAfterMs: 9_000 }) : answering(['A']),
      },
      rungs: { a: { concurrency: 1 } },
    });
    const first = rig.ask();
    await rig.clock.advance(100);
    const second = rig.ask({ limits: { only: { providerId: 'a', modelId: 'other' } } });
    await rig.clock.advance(100);
    assert.equal(second.text, 'A');
    await rig.clock.runUntilIdle();
    assert.equal(first.text, 'A');
  });

  it('bulkhead over rate gate: a pause that comes while a call queues is obeyed', async () => {
    const error = failure('rate-limit', { retryAfterMs: 30_000 });
    const rig = createRig({
      providers: {
        a: (_, nth) => (nth === 0 ? [{ afterMs: 2_000, error }] : answering(['A'])),
      },
      rungs: { a: { concurrency: 1 } },
    });
    rig.ask();
    await rig.clock.advance(1_000);
    const queued = rig.ask();
    await rig.clock.advance(2_000);
    assert.equal(rig.calls('a'), 1);
    assert.match(queued.story, /^~slot:a\/m ~change ~server-delay:a\/m$/);
    await rig.clock.runUntilIdle();
    assert.equal(queued.text, 'A');
  });

  it('router over rate gate: a limit that is used up goes to the next, and its reason is told', async () => {
    const rig = createRig({
      providers: { a: answering(['A']), b: answering(['B']) },
      rungs: { a: { requestsPerMinute: 2 } },
    });
    assert.equal((await rig.answer()).text, 'A');
    assert.equal((await rig.answer()).text, 'A');
    assert.equal((await rig.answer()).text, 'B');
    const [skip] = rig.notes('target-skipped');
    assert.deepEqual(
      [skip?.reason, skip?.rate],
      ['rate', { what: 'requests', by: 'own', limit: 2 }],
    );
    await rig.clock.advance(60_000);
    assert.equal((await rig.answer()).text, 'A');
  });

  it('rate gate over spend and breaker: who queued into a used-up limit claims nothing', async () => {
    const rig = createRig({
      providers: { a: answering(['A'], { wordMs: 2_000 }) },
      rungs: { a: { requestsPerMinute: 1, concurrency: 1 } },
    });
    rig.ask();
    await rig.clock.advance(0);
    const second = rig.ask();
    await rig.clock.advance(0);
    second.say('try-now');
    await rig.clock.advance(10_000);
    assert.equal(second.text, 'A', 'the person’s word outweighs the person’s limit');
    const third = rig.ask();
    await rig.clock.advance(0);
    assert.match(third.story, /^~rate:a\/m$/);
    await rig.clock.runUntilIdle();
    assert.equal(third.text, 'A');
  });

  it('bulkhead over breaker: a trial does not rot in line', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) => (nth === 0 ? refusing('silent') : answering(['A'], { wordMs: 9_000 })),
      },
      rungs: { a: { concurrency: 1 } },
      options: { breaker: { rule: 'consecutive', failures: 1, openMs: 1_000 } },
    });
    await rig.answer();
    await rig.clock.advance(1_000);
    rig.ask();
    await rig.clock.advance(10);
    rig.ask();
    await rig.clock.runUntilIdle();
    const trials = rig.notes('attempt-started').filter(({ trial }) => trial !== undefined);
    assert.equal(trials.length, 1);
  });

  it('router over bulkhead: who has no place in time comes last, and is then waited for', async () => {
    const rig = createRig({
      providers: { a: answering(['A'], { wordMs: 20_000 }), b: refusing('server') },
      rungs: { a: { concurrency: 1 } },
    });
    rig.ask();
    await rig.clock.advance(100);
    const { story } = await rig.answer();
    assert.equal(story, '~slot:a/m+ ~time b? b?retry b>a ~slot:a/m ~change a?failover A finish');
  });

  it('retry over breaker: a repeat is not made once the failure has opened it', async () => {
    const rig = createRig({
      providers: { a: refusing('server') },
      options: { breaker: { failures: 1 } },
    });
    await rig.answer();
    assert.equal(rig.calls('a'), 1);
  });

  it('retry over timeouts: each attempt has its own time to the first token', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) => [
          { afterMs: 20_000, event: { type: 'response-start', status: 200 } },
          ...(nth === 0
            ? refusing('server')
            : answering(['A'], { headersMs: 0, wordMs: 39_000 }).slice(1)),
        ],
      },
    });
    assert.match((await rig.answer()).story, /^a\? a\?retry A finish$/);
  });

  it('rate gate over breaker: a limit during a trial pauses, and gives the trial back', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) =>
          nth === 0 ? refusing('silent') : refusing('rate-limit', { retryAfterMs: 400_000 }),
      },
      options: { breaker: { failures: 1 } },
    });
    await rig.answer();
    await rig.answer();
    const { breaker, state, why } = rig.engine.status(on('a'));
    assert.deepEqual([breaker, state, why], ['open', 'paused', 'the server asks for 400 s']);
  });

  it('breaker over attempt: what the breaker refuses is no attempt', async () => {
    const rig = createRig({
      providers: { a: refusing('silent'), b: answering(['B']) },
      options: { breaker: { failures: 1 } },
    });
    await rig.answer();
    await rig.answer();
    assert.equal(
      rig.notes('attempt-started').filter((note) => nameOf(note.target) === 'a').length,
      1,
    );
  });

  it('breaker over timeouts: silence counts', async () => {
    const rig = createRig({ providers: { a: hanging() }, options: { breaker: { failures: 1 } } });
    await rig.answer();
    assert.equal(rig.engine.status(on('a')).breaker, 'open');
  });

  it('attempt over timeouts: silence is the attempt’s outcome', async () => {
    const rig = createRig({ providers: { a: hanging() } });
    await rig.answer();
    const [ended] = rig.notes('attempt-ended');
    assert.deepEqual([ended?.outcome, ended?.error?.kind], ['failed', 'silent']);
  });

  const withChaos = (chaos: Layer<TargetCall>) => {
    const all = ports();
    const limit = { ms: 10, by: 'fixed' } as const;
    const limitsFor = () => ({
      ...{ headers: limit, firstToken: limit, stall: limit },
      total: { ...limit, ms: Infinity },
      drip: { ...limit, charsPerMinute: 0 },
      promptTokens: 1,
      isCold: false,
    });
    const latency = createLatencyBook({ wallMs: () => 0, kindOf: () => 'remote' });
    const hand = byHand<TargetCall>();
    const run = assemble({
      request: {},
      router: (next) => (call) => next(targetCall({ signal: call.signal })),
      target: {
        attempt: attemptLayer(all),
        timeouts: timeoutsLayer({ clock: all.clock, limitsFor, latency }),
        chaos,
      },
      provider: hand.handler,
    });
    hand.emit(text('x'));
    const reading = read(run(requestCall()));
    return { ...all, reading };
  };

  it('timeouts over chaos: injected silence is met as real silence', async () => {
    const { clock, reading } = withChaos(
      () =>
        async function* silence() {
          await new Promise(() => {});
          yield text('never');
        },
    );
    await clock.advance(10);
    assert.equal(reading.kind, 'silent');
  });

  it('attempt over chaos: an injected early end is met as truncation', async () => {
    const { clock, reading } = withChaos(
      (next) =>
        async function* truncation(call) {
          for await (const event of next(call)) {
            yield event;
            return;
          }
        },
    );
    await clock.advance(0);
    assert.equal(reading.kind, 'truncated');
  });
});
