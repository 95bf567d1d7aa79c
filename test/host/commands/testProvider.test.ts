import assert from 'node:assert/strict';
import { testTarget, type Verdict } from '../../../src/host/commands/testProvider.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import type { Fault } from '../../../src/sim/index.ts';
import { composed, type Composed } from '../composed.ts';

const aster = { providerId: 'aster', modelId: 'simulated' };
const verdictOf = async (stage: Composed, signal?: AbortSignal): Promise<Verdict> => {
  const own = signal ?? new AbortController().signal;
  const testing = testTarget(stage.composition, aster, stage.clock, own, plainEnglish);
  await stage.clock.runUntilIdle();
  return await testing;
};
const withFault = (fault: Fault): Composed => {
  const stage = composed({ isTrial: true });
  stage.composition.faults('aster')?.set(fault, true);
  return stage;
};

describe('testProvider', () => {
  it('says that it works and how long the first word took', async () => {
    const verdict = await verdictOf(composed({ isTrial: true }));
    assert.equal(verdict.passed, true);
    assert.match(verdict.sentence, /^Aster works: first word after 0\.\d s\.$/);
  });

  it('says in words what is wrong, and asks nobody else', async () => {
    const stage = withFault('outage');
    const verdict = await verdictOf(stage);
    assert.equal(verdict.passed, false);
    assert.match(verdict.sentence, /^Aster /);
    const asked = stage.journal.filter((event) => event.type === 'attempt-started');
    assert.ok(asked.every((event) => event.target.providerId === 'aster'));
  });

  it('ends a pause when it passes', async () => {
    const stage = withFault('outage');
    const state = (): string => stage.composition.engine.status(aster).state;
    await verdictOf(stage);
    await verdictOf(stage);
    assert.equal(state(), 'paused');
    await verdictOf(stage);
    assert.equal(state(), 'paused', 'a failing test leaves it paused');
    stage.composition.faults('aster')?.set('outage', false);
    assert.equal((await verdictOf(stage)).passed, true);
    assert.equal(state(), 'working');
  });

  it('can be stopped', async () => {
    const abort = new AbortController();
    const stage = withFault('slow');
    stage.clock.after(500, () => abort.abort());
    assert.equal((await verdictOf(stage, abort.signal)).kind, 'aborted');
    assert.equal(stage.clock.pending, 0);
  });
});
