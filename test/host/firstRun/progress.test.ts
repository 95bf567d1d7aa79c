import assert from 'node:assert/strict';
import { createProgress } from '../../../src/host/firstRun/progress.ts';

describe('progress of a newcomer', () => {
  it('is told once per change', () => {
    const told: unknown[] = [];
    const progress = createProgress((name, value) => told.push([name, value]));
    const one = { kind: 'openai', armed: true, enabled: true } as const;
    progress.tell([]);
    progress.tell([{ ...one, kind: 'simulated' }]);
    assert.deepEqual(told, []);
    progress.tell([one]);
    progress.tell([one, { ...one, armed: false }]);
    progress.tell([one, { ...one, enabled: false }]);
    assert.deepEqual(told, [['steadfast.hasProvider', true]]);
    progress.tell([one, one]);
    progress.tell([]);
    assert.deepEqual(told.slice(1), [
      ['steadfast.hasBackup', true],
      ['steadfast.hasProvider', false],
      ['steadfast.hasBackup', false],
    ]);
  });
});
