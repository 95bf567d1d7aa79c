// What probing may cost: modes, canaries, and money that is booked or not allowed.

import assert from 'node:assert/strict';
import type { ErrorKind } from '../../src/core/index.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, nameOf, on, type RigOptions } from './rig.ts';
import { money } from './spendStage.ts';

const A = answering(['A']);
const B = answering(['B']);
const MINUTE = 60_000;

/** `a` is dead until `wellAtMs`; b answers. */
const setUp = (more: Partial<RigOptions> = {}, wellAtMs = Infinity, kind: ErrorKind = 'silent') => {
  let nowMs = (): number => 0;
  const script = (): Script => (nowMs() < wellAtMs ? refusing(kind) : A);
  const rig = createRig({ providers: { a: { script }, b: B }, isAttended: true, ...more });
  nowMs = () => rig.clock.nowMs();
  const probes = (): string[] =>
    rig.notes('probe-ended').map((note) => `${note.what} ${nameOf(note.target)} ${note.outcome}`);
  const at = (): number[] =>
    rig.notes('probe-started').map(({ monoMs }) => Math.round(monoMs / 1000));
  return { ...rig, rig, probes, at };
};

describe('modes of the prober', () => {
  afterEach(expectNothingLeft);

  it('is off by option, and free where nothing may be spent; free ones move no breaker', async () => {
    const off = setUp({ options: { probes: { mode: 'off' } } });
    await off.rig.answer();
    await off.rig.clock.advance(30 * MINUTE);
    assert.deepEqual(off.at(), []);
    const free = setUp({ options: { probes: { mode: 'free' } } });
    for (let i = 0; i < 2; i += 1) await free.rig.answer();
    assert.equal(free.rig.engine.status(on('a')).breaker, 'open', 'earlier where nobody probes');
    const [calls, moves] = [free.rig.calls('a'), free.rig.notes('breaker-changed').length];
    await free.rig.clock.advance(30 * MINUTE);
    assert.deepEqual([...new Set(free.probes())], ['reach a answered']);
    assert.deepEqual(
      [free.rig.calls('a'), free.rig.notes('breaker-changed').length],
      [calls, moves],
    );
    assert.equal(free.rig.engine.health(on('a')).reachable.is, 'good');
  });

  it('asks a canary everywhere in full mode, and tells when its answer turns', async () => {
    let said: (question: string) => string = (question) => {
      const [a, b] = (question.match(/\d+/g) ?? []).map(Number);
      return String((a ?? 0) + (b ?? 0));
    };
    const rig = createRig({
      providers: {
        a: ({ request }) => answering([said(JSON.stringify(request.messages))]),
      },
      isAttended: true,
      options: { probes: { mode: 'full' } },
    });
    await rig.clock.advance(0);
    await rig.answer();
    await rig.clock.advance(11 * MINUTE);
    assert.deepEqual(
      rig.notes('probe-ended').map(({ outcome }) => outcome),
      ['answered', 'answered'],
    );
    assert.equal(rig.engine.health(on('a')).coherent.is, 'good');
    said = () => 'eleven';
    await rig.clock.advance(5 * MINUTE);
    assert.deepEqual(
      rig.notes('canary-changed').map(({ isRight }) => isRight),
      [false],
    );
    assert.equal(rig.engine.health(on('a')).coherent.is, 'bad');
  });

  it('books what a probe costs, and leaves a target alone that no money is allowed for', async () => {
    const till = money();
    const rig = createRig({
      providers: { a: refusing('silent'), b: B },
      isAttended: true,
      spend: till.make,
    });
    await rig.answer();
    await rig.clock.advance(11_000);
    const ids = rig.notes('spend-reserved').map(({ requestId }) => requestId);
    assert.ok(
      ids.some((id) => id.startsWith('probe ')),
      ids.join(),
    );
    till.pricing['a'] = { how: 'unknown', mustAsk: true };
    await rig.clock.advance(20_000);
    const refused = rig.notes('probe-ended').at(-1);
    assert.deepEqual([refused?.outcome, refused?.error?.kind], ['unproven', 'budget']);
    const count = rig.notes('probe-started').length;
    await rig.clock.advance(20 * MINUTE);
    assert.equal(
      rig
        .notes('probe-started')
        .slice(count)
        .filter(({ what }) => what !== 'reach').length,
      0,
    );
  });
});
