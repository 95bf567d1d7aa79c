// After a night's sleep: nobody is blamed, and no storm of repeats.

import assert from 'node:assert/strict';
import { createLatencyBook } from '../../src/engine/index.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, on } from './rig.ts';

const NIGHT_MS = 8 * 3_600_000;
const HEADERS = { event: { type: 'response-start', status: 200 } } as const;

describe('wake gate', () => {
  afterEach(expectNothingLeft);

  it('counts nothing of attempts that crossed a sleep, whatever ends them', async () => {
    const rig = createRig({
      providers: { a: [HEADERS, { hang: true }], b: answering(['B']) },
      options: { breaker: { failures: 1 }, deadlines: { chatMs: 86_400_000 } },
    });
    const asked = rig.ask();
    await rig.clock.advance(7_000);
    await rig.clock.sleep(NIGHT_MS);
    await rig.clock.advance(70_000);
    assert.ok(asked.isOver);
    assert.equal(rig.notes('attempt-ended')[0]?.outcome, 'failed');
    assert.equal(rig.engine.status(on('a')).breaker, 'closed');
  });

  it('learns no times from what crossed a sleep', async () => {
    const latency = createLatencyBook({ wallMs: () => 0, kindOf: () => 'remote' });
    const words = [HEADERS, { event: { type: 'text-delta', text: 'a' } } as const];
    const finish = { event: { type: 'finish', reason: 'stop' } } as const;
    const rig = createRig({
      providers: { a: [...words, { ...finish, afterMs: 9_000 }] },
      options: { timeouts: { mode: 'learned' }, deadlines: { chatMs: 86_400_000 } },
      latency,
    });
    const samples = (): number => latency.of('total', on('a'), 10).samples;
    rig.ask();
    await rig.clock.advance(5_000);
    await rig.clock.sleep(NIGHT_MS);
    await rig.clock.advance(100_000);
    assert.equal(samples(), 0);
    await rig.answer();
    assert.equal(samples(), 1);
  });

  it('makes one attempt of each request in the first second, and goes on after it', async () => {
    const late = refusing('server').map((step) => ({ ...step, afterMs: 30_000 }));
    const rig = createRig({
      providers: {
        a: (_, nth) => (nth < 3 ? late : refusing('server')),
        b: refusing('server'),
        c: answering(['C']),
      },
      options: {
        retry: { baseMs: 0, capMs: 0 },
        deadlines: { chatMs: 86_400_000 },
        breaker: { failures: 99 },
      },
    });
    const asked = [1, 2, 3].map(() => rig.ask());
    await rig.clock.advance(7_000);
    await rig.clock.sleep(NIGHT_MS);
    const wokeMs = rig.clock.nowMs();
    await rig.clock.advance(30_000);
    for (const one of asked) assert.match(one.story, /C finish$/);
    for (const id of ['r1', 'r2', 'r3']) {
      const first = rig
        .notes('attempt-started')
        .filter(
          ({ requestId, monoMs }) =>
            requestId === id && monoMs >= wokeMs && monoMs < wokeMs + 1_000,
        );
      assert.ok(first.length <= 1, `${id}: ${first.length}`);
    }
  });

  it('makes one in it likewise when the night came while it waited to ask again', async () => {
    const rig = createRig({
      providers: { a: refusing('server'), b: refusing('quota'), c: answering(['C']) },
      options: {
        retry: { policy: 'equal', baseMs: 60_000, capMs: 60_000 },
        deadlines: { chatMs: 86_400_000 },
        breaker: { failures: 99 },
      },
    });
    const asked = rig.ask();
    await rig.clock.advance(1_000);
    assert.equal(rig.calls('a'), 1);
    await rig.clock.sleep(NIGHT_MS);
    const wokeMs = rig.clock.nowMs();
    await rig.clock.advance(30_000);
    assert.match(asked.story, /C finish$/);
    const soon = rig
      .notes('attempt-started')
      .filter(({ monoMs }) => monoMs >= wokeMs && monoMs < wokeMs + 1_000);
    assert.equal(soon.length, 1);
  });
});
