import assert from 'node:assert/strict';
import { createCostlyHabits } from '../../../src/host/costs/costlyHabits.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { readSettings } from '../../../src/host/settings/readSettings.ts';
import { createMemoryFactStore } from '../../../src/store/index.ts';

const settings = (values: Record<string, unknown>) =>
  readSettings((name) => values[name], plainEnglish).settings;
const entry = (id: string) => ({ id, kind: 'openai', models: ['m'], armed: true });
const providers = [entry('a'), entry('b')];
const RACE = settings({ providers, 'routing.strategy': 'race', 'probes.mode': 'full' });
const PLAIN = settings({});

function stage(isTrial = false) {
  const facts = createMemoryFactStore();
  const said: string[] = [];
  const make = (store = facts) =>
    createCostlyHabits({
      ...{ facts: store, isTrial: () => isTrial },
      clock: { wallMs: () => 1 },
      log: (message) => said.push(message),
    });
  return { facts, make, said };
}

describe('costly habits', () => {
  it('do not act before they were agreed to; all else does', async () => {
    const habits = stage().make();
    await habits.refresh(RACE);
    assert.deepEqual(habits.unasked(RACE), ['race', 'full']);
    const tamed = habits.tamed(RACE);
    assert.deepEqual(
      [tamed['routing.strategy'], tamed['probes.mode'], tamed['retry.maxRepeats']],
      ['failover', 'recovery', RACE['retry.maxRepeats']],
    );
    habits.agree('race');
    assert.deepEqual(habits.unasked(RACE), ['full']);
    const now = habits.tamed(RACE);
    assert.deepEqual([now['routing.strategy'], now['probes.mode']], ['race', 'recovery']);
  });

  it('agreed to, act in every window and after a restart, until they are set no more', async () => {
    const { make } = stage();
    const habits = make();
    habits.agree('race');
    const other = make();
    assert.equal(other.tamed(RACE)['routing.strategy'], 'failover', 'nothing is known yet');
    assert.deepEqual(other.unasked(RACE), [], 'and nothing is asked yet');
    await other.refresh(RACE);
    assert.equal(other.tamed(RACE)['routing.strategy'], 'race');
    await other.refresh(PLAIN);
    await habits.refresh(RACE);
    assert.deepEqual(habits.unasked(RACE), ['race', 'full']);
  });

  it('are not asked while nobody could be paid, and do not act either', async () => {
    const habits = stage().make();
    const alone = { ...RACE, providers: RACE.providers.slice(0, 1) };
    await habits.refresh(alone);
    assert.equal(RACE.providers.length, 2);
    assert.deepEqual(habits.unasked(alone), ['full']);
    assert.deepEqual(habits.unasked({ ...RACE, providers: [] }), []);
    assert.equal(habits.tamed(alone)['routing.strategy'], 'failover');
  });

  it('hands out the same object while nothing changes, and the settings themselves where none is set', async () => {
    const habits = stage().make();
    assert.equal(habits.tamed(RACE), habits.tamed(RACE));
    assert.equal(habits.tamed(PLAIN), PLAIN);
    const before = habits.tamed(RACE);
    habits.agree('full');
    assert.notEqual(habits.tamed(RACE), before);
    assert.deepEqual(habits.unasked(PLAIN), []);
  });

  it('cost nothing in a trial, and are neither tamed nor asked', async () => {
    const habits = stage(true).make();
    await habits.refresh(RACE);
    assert.equal(habits.tamed(RACE), RACE);
    assert.deepEqual(habits.unasked(RACE), []);
  });

  it('stay off where what was agreed to cannot be read, and that is told', async () => {
    const { make, said } = stage();
    const broken = () => Promise.reject(new Error('disk'));
    const habits = make({ keepFact: broken, factsOf: broken });
    await habits.refresh(RACE);
    assert.deepEqual(habits.unasked(RACE), ['race', 'full']);
    habits.agree('race');
    assert.equal(habits.tamed(RACE)['routing.strategy'], 'race');
    await habits.refresh(RACE);
    assert.deepEqual(said, ['costs: Error: disk', 'costs: Error: disk', 'costs: Error: disk']);
  });
});
