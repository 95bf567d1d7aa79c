// Silences that users of other systems reported, each as a scenario with the thread it comes from.
// Time is virtual, limits are learned unless a scenario says otherwise.

import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/core/index.ts';
import { answering } from '../../../src/sim/scripts.ts';
import type { Script, ScriptStep } from '../../../src/sim/scriptedProvider.ts';
import { createRig, expectNothingLeft, type Rig, type RigOptions } from '../rig.ts';

const HEADERS: ScriptStep = { event: { type: 'response-start', status: 200 } };
const FINISH: ScriptStep = { event: { type: 'finish', reason: 'stop' } };
const word = (afterMs: number, text = 'word '): ScriptStep => ({
  afterMs,
  event: { type: 'text-delta', text },
});
const heartbeats = (everyMs: number, times: number): Script =>
  Array.from({ length: times }, () => ({ afterMs: everyMs, event: { type: 'alive' } }) as const);
const local = (script: Script, isLoaded?: boolean) => ({
  script: () => script,
  isLocal: true,
  ...(isLoaded === undefined ? {} : { isLoaded }),
});
const rigOf = (plan: RigOptions): Rig =>
  createRig({ ...plan, options: { timeouts: { mode: 'learned' }, ...plan.options } });
/** How long the nth attempt took. */
const tookMs = (rig: Rig, nth = 0): number => rig.notes('attempt-ended')[nth]?.durationMs ?? NaN;

describe('reported: silence', () => {
  afterEach(expectNothingLeft);

  it('maximhq/bifrost#7034: accepted, then not a byte: the fallback answers long before 120 s', async () => {
    const rig = rigOf({ providers: { a: [{ hang: true }], b: answering(['B']) } });
    assert.equal((await rig.answer()).story, 'a? a>b b?failover B finish');
    const [ended] = rig.notes('attempt-ended');
    assert.deepEqual([ended?.error?.kind, ended?.error?.limit?.what], ['silent', 'headers']);
    assert.ok(tookMs(rig) < 12_000, `${tookMs(rig)} ms`);
  });

  it('maximhq/bifrost#7034: after some answers a silent provider costs a few seconds', async () => {
    let isSilent = false;
    const rig = rigOf({
      providers: {
        a: () => (isSilent ? [{ hang: true }] : answering(['A'], { headersMs: 200, wordMs: 300 })),
        b: answering(['B']),
      },
    });
    for (let i = 0; i < 300; i += 1) await rig.answer();
    isSilent = true;
    await rig.answer();
    const ended = rig.notes('attempt-ended').find(({ outcome }) => outcome === 'failed');
    assert.ok((ended?.durationMs ?? Infinity) < 4_500, `${ended?.durationMs} ms`);
    assert.equal(ended?.error?.limit?.by, 'learned');
  });

  it('anomalyco/opencode#43519: comments keep a dead stream warm, and are no progress', async () => {
    const rig = rigOf({
      providers: {
        a: [HEADERS, word(100), ...heartbeats(5_000, 1_000), FINISH],
        b: answering(['B']),
      },
    });
    const { story } = await rig.answer();
    assert.match(story, /^a\? word {2}a\|b b\?failover B finish$/);
    assert.equal(rig.notes('attempt-ended')[0]?.error?.kind, 'stall');
  });

  it('anomalyco/opencode#43519: a tool call whose arguments never come stalls, too', async () => {
    const begun: StreamEvent = {
      type: 'tool-call-delta',
      id: '1',
      name: 'write',
      argumentsText: '',
    };
    const rig = rigOf({ providers: { a: [HEADERS, { event: begun }, ...heartbeats(9_000, 99)] } });
    assert.equal((await rig.answer({ limits: { canFold: false } })).error?.kind, 'stall');
  });

  it('anomalyco/opencode#48675: comments instead of a first word are silence, in bounded time', async () => {
    const rig = rigOf({ providers: { a: [HEADERS, ...heartbeats(1_000, 600)] } });
    assert.equal((await rig.answer()).error?.kind, 'silent');
    assert.ok(tookMs(rig) <= 60_000);
  });

  const pausing = (pauseMs: number): Script => [
    ...[HEADERS, word(500), word(50), word(pauseMs), word(50), FINISH],
  ];

  it('anomalyco/opencode#16366, #18275: a model that pauses long is given the time it needs', async () => {
    const rig = rigOf({ providers: { a: { script: () => pausing(25_000) } } });
    for (let i = 0; i < 20; i += 1) {
      assert.equal((await rig.answer()).error, undefined, `answer ${i}`);
    }
    // What it has shown so far lets it take twice as long.
    const slower = rigOf({ providers: { a: (_, nth) => pausing(nth < 20 ? 25_000 : 45_000) } });
    for (let i = 0; i <= 20; i += 1) {
      assert.equal((await slower.answer()).error, undefined, `answer ${i}`);
    }
  });

  it('anomalyco/opencode#46890: five minutes of silence are too long where nothing ever pauses', async () => {
    let stalls = false;
    const rig = rigOf({
      providers: {
        a: () => [
          HEADERS,
          word(300),
          word(20),
          word(20),
          ...(stalls ? [] : [FINISH]),
          { hang: true },
        ],
      },
    });
    for (let i = 0; i < 150; i += 1) await rig.answer();
    stalls = true;
    await rig.answer({ limits: { canFold: false } });
    const ended = rig.notes('attempt-ended').find(({ outcome }) => outcome === 'failed');
    assert.equal(ended?.error?.kind, 'stall');
    assert.ok((ended?.error?.waitedMs ?? Infinity) < 20_000, String(ended?.error?.waitedMs));
  });

  it('anomalyco/opencode#18275: a stall teaches patience, so a slow habit is not cut for ever', async () => {
    const rig = rigOf({ providers: { a: { script: () => pausing(50_000) } } });
    const kinds: (string | undefined)[] = [];
    for (let i = 0; i < 4; i += 1) {
      kinds.push((await rig.answer({ limits: { canFold: false } })).error?.kind);
    }
    assert.deepEqual([kinds[0], kinds[3]], ['stall', undefined]);
  });

  it('cline/cline#2941, #6361: a local model that loads for four minutes is waited for', async () => {
    const script = [HEADERS, word(240_000), FINISH];
    for (const isLoaded of [undefined, false]) {
      const rig = rigOf({ providers: { a: local(script, isLoaded), b: answering(['B']) } });
      assert.equal((await rig.answer()).text, 'word ');
    }
  });

  it('cline/cline#13843: a person’s own limit is the limit, also in learned mode', async () => {
    const rig = rigOf({
      providers: { a: [word(590_000), FINISH], b: answering(['B']) },
      rungs: { a: { firstTokenMs: 600_000 } },
    });
    assert.equal((await rig.answer({ deadlineAtMs: Infinity })).text, 'word ');
    const short = rigOf({
      providers: { a: [word(5_000), FINISH], b: answering(['B']) },
      rungs: { a: { firstTokenMs: 1_000 } },
    });
    assert.equal((await short.answer()).text, 'B');
    assert.equal(short.notes('attempt-ended')[0]?.error?.limit?.by, 'person');
  });

  it('cline/cline#2941: loading teaches nothing of speed', async () => {
    let isCold = true;
    const rig = rigOf({
      providers: {
        a: {
          isLocal: true,
          isLoaded: false,
          script: () => [HEADERS, word(isCold ? 200_000 : 500), FINISH],
        },
      },
    });
    await rig.answer();
    isCold = false;
    assert.equal((await rig.answer()).text, 'word ');
  });

  it('maximhq/bifrost#6032: silent in a slow stretch is not the same as too long in all', async () => {
    const script = [
      HEADERS,
      ...Array.from({ length: 400 }, (_, i) => word(1_000, `steady word ${i} `)),
    ];
    const rig = rigOf({
      providers: { a: { script: () => [...script, FINISH] } },
    });
    assert.equal((await rig.answer()).error, undefined, 'six minutes of words are no fault');
    const bounded = rigOf({
      providers: { a: { script: () => [...script, FINISH] }, b: answering(['B']) },
      options: { timeouts: { mode: 'learned', totalMs: 90_000 } },
    });
    const { error, text } = await bounded.answer();
    assert.deepEqual([error?.kind, error?.limit?.what], ['deadline', 'total']);
    assert.ok(text.length > 1_000, 'what was said is kept');
    assert.equal(bounded.calls('b'), 0, 'a person’s own limit is nobody’s failure');
    assert.equal(bounded.notes('breaker-changed').length, 0);
  });

  it('openfox#226: the limit that expires aborts the very signal the provider was given', async () => {
    const rig = rigOf({ providers: { a: [{ hang: true }], b: answering(['B']) } });
    await rig.answer();
    const signal = rig.providers['a']?.calls[0]?.signal;
    assert.equal(signal?.aborted, true);
    const reason = signal?.reason as { readonly kind?: string } | undefined;
    assert.equal(reason?.kind, 'silent');
    assert.equal(rig.providers['a']?.liveStreams, 0);
  });

  it('QwenLM/qwen-code#4604, #4711: the transport is told to sit out what we sit out', async () => {
    const rig = rigOf({
      providers: { a: [word(1_000), FINISH] },
      rungs: { a: { firstTokenMs: 900_000, stallMs: 700_000 } },
    });
    await rig.answer();
    const { firstByteMaxMs, idleMaxMs } = rig.providers['a']?.calls[0] ?? {};
    assert.deepEqual([firstByteMaxMs, idleMaxMs], [900_000, 900_000]);
  });

  it('one token in 14 seconds is a drip, and the next provider answers whole', async () => {
    const drip = Array.from({ length: 100 }, () => word(14_000, 'x'));
    const rig = rigOf({ providers: { a: [HEADERS, ...drip, FINISH], b: answering(['B']) } });
    const { text } = await rig.answer();
    assert.match(text, /^x+¦B$/);
    assert.equal(rig.notes('attempt-ended')[0]?.error?.kind, 'slow-drip');
    const shown = rig.notes('seam-started')[0]?.keptChars;
    assert.equal(shown, text.indexOf('¦'), 'no character that came is lost');
  });

  it('Stop before the first word moves no limit down', async () => {
    const rig = rigOf({ providers: { a: [word(9_000), FINISH], b: answering(['B']) } });
    for (let i = 0; i < 30; i += 1) {
      const asked = rig.ask();
      await rig.clock.advance(400);
      asked.abort();
      await rig.clock.advance(0);
    }
    assert.equal((await rig.answer()).text, 'word ');
  });
});
