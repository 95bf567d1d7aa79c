import assert from 'node:assert/strict';
import { virtualClock } from '../fakes.ts';
import { createProgress } from '../../../src/host/firstRun/progress.ts';

describe('progress of a newcomer', () => {
  it('is told once per change', () => {
    const clock = virtualClock();
    const told: unknown[] = [];
    const progress = createProgress(clock, (name, value) => told.push([name, value]));
    const one = { kind: 'openai', armed: true, enabled: true } as const;
    progress.tell([], false);
    progress.tell([{ ...one, kind: 'simulated' }], false);
    assert.deepEqual(told, []);
    progress.tell([one], false);
    progress.tell([one, { ...one, armed: false }], false);
    progress.tell([one, { ...one, enabled: false }], false);
    assert.deepEqual(told, [['steadfast.hasProvider', true]]);
    progress.tell([one, one], false);
    progress.tell([], false);
    assert.deepEqual(told.slice(1), [
      ['steadfast.hasBackup', true],
      ['steadfast.hasProvider', false],
      ['steadfast.hasBackup', false],
    ]);
  });

  it('keeps that there was a trial', () => {
    const clock = virtualClock();
    const told: unknown[] = [];
    const progress = createProgress(clock, (name, value) => told.push([name, value]));
    for (const isTrial of [false, true, false, true]) progress.tell([], isTrial);
    assert.deepEqual(told, [['steadfast.hasTried', true]]);
  });

  it('is told once more when the walkthrough has been open for a moment, and from then on', async () => {
    const clock = virtualClock();
    const told: unknown[] = [];
    const progress = createProgress(clock, (name, value) => told.push([name, value]));
    const one = { kind: 'openai', armed: true, enabled: true } as const;
    progress.tell([one], false);
    progress.opened();
    progress.opened();
    assert.equal(told.length, 1);
    await clock.runUntilIdle();
    progress.tell([one, one], false);
    assert.deepEqual(told.slice(1), [
      ['steadfast.hasProviderSeen', true],
      ['steadfast.hasBackup', true],
      ['steadfast.hasBackupSeen', true],
    ]);
  });
});
