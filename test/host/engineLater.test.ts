/*
 * Before it is loaded everybody is as good as new; the first question loads it, once, and from then
 * on it is the engine itself that answers.
 */
import assert from 'node:assert/strict';
import { createEngine } from '../../src/engine/createEngine.ts';
import { engineLater, type LoadEngine } from '../../src/host/engineLater.ts';
import { composed } from './composed.ts';

describe('host/engineLater', () => {
  let loads: number;
  const load: LoadEngine = () => {
    loads += 1;
    return Promise.resolve({ createEngine });
  };
  const target = { providerId: 'aster', modelId: 'simulated' };
  beforeEach(() => {
    loads = 0;
  });

  it('loads nothing for what a start of the editor wants to know', () => {
    const { composition } = composed({ isTrial: true, makeEngine: engineLater(load) });
    const { engine } = composition;
    assert.deepEqual(engine.status(target), { target, state: 'working', breaker: 'closed' });
    const rungs = engine.candidates({ tier: 'any', localOnly: false, canFold: true });
    assert.deepEqual(
      rungs.map(({ entry }) => entry.target.providerId),
      ['aster', 'birch'],
    );
    engine.reset({ target });
    engine.unlock({ target });
    assert.equal(loads, 0);
  });

  it('is loaded by the first question, once, and answers itself from then on', async () => {
    const stage = composed({ isTrial: true, makeEngine: engineLater(load) });
    const { session, clock, composition } = stage;
    for (const text of ['Who?', 'And why?']) {
      composition.faults('aster')?.set('outage', true);
      const sending = session.send(text, text);
      await clock.runUntilIdle();
      await sending;
    }
    assert.equal(loads, 1);
    assert.equal(composition.engine.status(target).breaker, 'open');
    composition.engine.reset({ target });
    assert.equal(composition.engine.status(target).breaker, 'closed');
  });

  it('is loaded at once where an earlier window has left somebody ill, and takes that up', async () => {
    const { composition } = composed({ isTrial: true, makeEngine: engineLater(load) });
    const { engine } = composition;
    const record = {
      ...{ v: 1, scope: { target }, wallMs: 0, isOpen: false, openUntilWallMs: 0, openForMs: 0 },
      ...{ opens: 0, failures: 1, weight: 1, score: 3, cause: { rule: 'answered' } },
    };
    engine.restoreBreakers([record]);
    assert.deepEqual([loads, engine.breakerRecords()], [0, []]);
    engine.restoreBreakers([{ ...record, isOpen: true }]);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    assert.equal(loads, 1);
    assert.equal(engine.status(target).breaker, 'open');
    engine.dispose();
  });

  it('loaded by what another window has learned it says so, so that it is drawn', async () => {
    const stage = composed({ isTrial: true, makeEngine: engineLater(load) });
    const { engine } = stage.composition;
    const record = {
      ...{ v: 1, scope: { target }, wallMs: stage.clock.wallMs(), isOpen: true, opens: 1 },
      ...{ openUntilWallMs: stage.clock.wallMs() + 5_000, openForMs: 5_000, failures: 2 },
      ...{ weight: 2, score: 3, cause: { rule: 'in-a-row', failures: 2, limit: 2 } },
    };
    engine.learn({ breakers: [record], pauses: [] });
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    assert.equal(engine.status(target).breaker, 'open');
    assert.ok(stage.journal.some(({ type }) => type === 'breaker-changed'));
    engine.dispose();
  });

  it('knows nobody’s health before it is loaded, and can be let go of unloaded', () => {
    const { composition } = composed({ isTrial: true, makeEngine: engineLater(load) });
    assert.equal(composition.engine.health(target).reachable.is, 'unknown');
    composition.engine.dispose();
    assert.equal(loads, 0);
  });
});
