// The whole road on virtual time: the first outage and what the person sees of it.

import assert from 'node:assert/strict';
import { answering, breaking, hanging, refusing } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft } from './rig.ts';

describe('the road', () => {
  afterEach(expectNothingLeft);

  it('answers from the first target when it is well', async () => {
    const rig = createRig({
      providers: { a: answering(['Hello', ' there']), b: answering(['B']) },
    });
    const { story } = await rig.answer();
    assert.equal(story, 'a? Hello  there finish');
    assert.equal(rig.calls('b'), 0);
  });

  it('switches invisibly when the first is ill before its first word', async () => {
    const rig = createRig({ providers: { a: refusing('server'), b: answering(['B']) } });
    const { story } = await rig.answer();
    assert.equal(story, 'a? a?retry a>b b?failover B finish');
  });

  it('keeps the fragment and answers whole when the first breaks in mid-stream', async () => {
    const rig = createRig({
      providers: { a: breaking(['Half '], 'cut'), b: answering(['Whole']) },
    });
    const { story, text } = await rig.answer();
    assert.equal(story, 'a? Half  a|b b?failover Whole finish');
    assert.equal(text, 'Half ¦Whole');
  });

  it('goes on at once from a silent target', async () => {
    const rig = createRig({ providers: { a: hanging(), b: answering(['B']) } });
    const { story } = await rig.answer();
    assert.equal(story, 'a? a>b b?failover B finish');
    const [ended] = rig.notes('attempt-ended');
    assert.equal(ended?.error?.kind, 'silent');
    assert.equal(ended?.durationMs, 60_000);
  });

  it('ends within the tick when the person stops', async () => {
    const rig = createRig({ providers: { a: hanging(['So']) } });
    const asked = rig.ask();
    await rig.clock.advance(500);
    asked.abort();
    await rig.clock.advance(0);
    assert.equal(asked.story, 'a? So !aborted');
  });

  it('opens the breaker after five failures, then asks as a live trial', async () => {
    const rig = createRig({
      providers: { a: refusing('overloaded') },
      options: { breaker: { failures: 5 } },
    });
    for (let i = 0; i < 3; i += 1) await rig.answer();
    assert.equal(rig.calls('a'), 5);
    const { story } = await rig.answer();
    assert.equal(story, 'a? !overloaded');
    assert.equal(rig.calls('a'), 6);
  });
});
