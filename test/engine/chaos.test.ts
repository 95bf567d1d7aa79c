// Planted faults: met by everything above as real ones, noted as planted, and absent when off.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineOptionsInput } from '../../src/engine/index.ts';
import type { ChaosFault, ChaosRule } from '../../src/engine/options/chaos.ts';
import { answering } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, type Rig } from './rig.ts';
import { play, storm } from './storms.ts';

const rigWith = (rules: readonly ChaosRule[], more: EngineOptionsInput = {}): Rig =>
  createRig({
    providers: {
      a: answering(['One ', 'two ', 'three'], { headersMs: 10, wordMs: 10 }),
      b: answering(['B']),
    },
    options: { ...more, chaos: { rules } },
  });
const at = (fault: ChaosFault, providerId = 'a'): ChaosRule => ({ providerId, fault });
const ended = (rig: Rig, nth = 0) => rig.notes('attempt-ended')[nth];

describe('chaos', () => {
  afterEach(expectNothingLeft);

  it('an outage is a refused connection, noted as planted', async () => {
    const rig = rigWith([at({ what: 'outage' })]);
    assert.match((await rig.answer()).story, /a>b b\?failover B finish$/);
    assert.deepEqual([ended(rig)?.error?.kind, ended(rig)?.error?.net], ['connect', 'refused']);
    assert.equal(rig.calls('a'), 0, 'nothing was sent');
    const [planted] = rig.notes('fault-planted');
    assert.deepEqual([planted?.what, planted?.attemptId], ['outage', 'r1.1']);
  });

  it('a 429 pauses for the delay it names, and by our own rule without one', async () => {
    const rig = rigWith([at({ what: 'rate-limit', retryAfterMs: 90_000 })]);
    await rig.answer();
    const error = ended(rig)?.error;
    assert.deepEqual(
      [error?.kind, error?.status, error?.retryAfterMs],
      ['rate-limit', 429, 90_000],
    );
    const unhinted = rigWith([at({ what: 'rate-limit' })]);
    await unhinted.answer();
    assert.equal(ended(unhinted)?.error?.retryAfterMs, undefined);
    assert.equal(unhinted.notes('pause-changed').length, 1);
  });

  it('failures, wrong bodies and empty answers are of their kinds', async () => {
    for (const [what, kind] of [
      ['failure', 'server'],
      ['malformed', 'protocol'],
      ['empty', 'empty'],
    ] as const) {
      const rig = rigWith([at({ what })]);
      assert.equal((await rig.answer()).text, 'B');
      assert.equal(ended(rig)?.error?.kind, kind);
    }
  });

  it('latency is added before the answer begins, and spread by chance', async () => {
    const rig = rigWith([at({ what: 'latency', addedMs: 3_000 })]);
    assert.equal((await rig.answer()).text, 'One two three');
    assert.equal(rig.notes('response-started')[0]?.afterMs, 3_010);
    const spread = rigWith([at({ what: 'latency', addedMs: 3_000, spreadMs: 1_000 })]);
    await spread.answer();
    await spread.answer();
    const [one, two] = spread.notes('response-started').map(({ afterMs }) => afterMs);
    assert.ok(one !== undefined && one > 3_010 && one < 4_010);
    assert.notEqual(one, two);
  });

  it('latency beyond the limit is silence', async () => {
    const rig = rigWith([at({ what: 'latency', addedMs: 500_000 })]);
    assert.equal((await rig.answer()).text, 'B');
    assert.deepEqual([ended(rig)?.error?.kind, rig.calls('a')], ['silent', 0]);
  });

  it('stalls after the headers, or after so many words', async () => {
    const headers = rigWith([at({ what: 'stall', afterWords: 0 })]);
    assert.equal((await headers.answer()).text, 'B');
    assert.equal(ended(headers)?.error?.kind, 'silent');
    assert.equal(headers.notes('response-started').length, 2);
    const words = rigWith([at({ what: 'stall', afterWords: 2 })]);
    assert.equal((await words.answer()).text, 'One two ¦B');
    assert.equal(ended(words)?.error?.kind, 'stall');
  });

  it('cuts after so many words, and drips', async () => {
    const cut = rigWith([at({ what: 'cut', afterWords: 1 })]);
    assert.equal((await cut.answer()).text, 'One ¦B');
    assert.deepEqual([ended(cut)?.error?.kind, ended(cut)?.error?.net], ['cut', 'reset']);
    const drip = rigWith([at({ what: 'drip', everyMs: 2_000 })]);
    assert.equal((await drip.answer()).text, 'One two three');
    assert.ok((ended(drip)?.durationMs ?? 0) >= 6_000);
  });

  it('a drip that is slow enough is given up as one', async () => {
    const rig = createRig({
      providers: { a: answering(Array.from({ length: 40 }, () => 'x')), b: answering(['B']) },
      options: {
        timeouts: { mode: 'learned' },
        chaos: { rules: [at({ what: 'drip', everyMs: 4_000 })] },
      },
    });
    assert.match((await rig.answer()).text, /^x{4,8}¦B$/);
    assert.equal(ended(rig)?.error?.kind, 'slow-drip');
  });

  it('strikes the share that it is told to, by the injected chance', async () => {
    const rig = rigWith([{ ...at({ what: 'outage' }), share: 0.3 }], {
      retry: { repeatsMax: 0 },
      breaker: { failures: 0 },
    });
    for (let i = 0; i < 200; i += 1) await rig.answer();
    const planted = rig.notes('fault-planted').length;
    assert.ok(planted > 40 && planted < 80, `${planted} of 200`);
  });

  it('concerns the provider or the model that it names, and no other', async () => {
    const other = rigWith([{ ...at({ what: 'outage' }), modelId: 'other' }]);
    assert.equal((await other.answer()).story, 'a? One  two  three finish');
    const all = rigWith([at({ what: 'outage' }), { ...at({ what: 'outage' }, 'b'), modelId: 'm' }]);
    assert.equal((await all.answer()).error?.kind, 'exhausted');
  });

  it('is switched on and off between two attempts', async () => {
    const rig = rigWith([]);
    assert.equal((await rig.answer()).text, 'One two three');
    rig.setOptions({ chaos: { rules: [at({ what: 'outage' })] } });
    assert.equal((await rig.answer()).text, 'B');
    rig.setOptions({});
    assert.equal((await rig.answer()).text, 'One two three');
  });

  it('ends at once when the person stops, whatever is planted', async () => {
    const faults: readonly ChaosFault[] = [
      { what: 'latency', addedMs: 9_000 },
      { what: 'stall', afterWords: 0 },
      { what: 'stall', afterWords: 1 },
      { what: 'drip', everyMs: 9_000 },
    ];
    for (const fault of faults) {
      const rig = rigWith([at(fault)]);
      const asked = rig.ask();
      await rig.clock.advance(500);
      asked.abort();
      await rig.clock.advance(0);
      assert.equal(asked.error?.kind, 'aborted');
      assert.equal(rig.clock.pending, 0);
    }
  });

  it('off: the same journal, byte for byte, as without it (31)', async () => {
    const elsewhere: readonly ChaosRule[] = [{ providerId: 'nobody', fault: { what: 'outage' } }];
    await fc.assert(
      fc.asyncProperty(storm, async (one) => {
        const bytes = async (rules: readonly ChaosRule[] | undefined): Promise<string> => {
          const { rig } = await play(one, rules === undefined ? {} : { chaos: { rules } });
          await expectNothingLeft();
          return JSON.stringify(rig.journal);
        };
        const without = await bytes(undefined);
        assert.equal(await bytes([]), without);
        assert.equal(await bytes(elsewhere), without);
      }),
      { numRuns: 40 },
    );
  });
});
