/*
 * The provider's quiet sides: who it says it is, and the calls that carry no question.
 */
import assert from 'node:assert/strict';
import { ChatError } from '../../src/core/index.ts';
import { createFaultBoard, createSimulatedProvider } from '../../src/sim/index.ts';
import { handClock, smallRandom, stage } from './simulatedStage.ts';

const never = new AbortController().signal;

describe('sim/simulatedProvider', () => {
  it('is local, loaded, and a failure domain of its own', () => {
    const { provider } = stage();
    assert.equal(provider.isLocal, true);
    assert.equal(provider.isLoaded('simulated'), true);
    assert.equal(provider.family, 'simulated:aster');
    assert.equal(provider.upstream('simulated'), 'simulated:aster');
  });

  it('lists its model, whatever it is called', async () => {
    const clock = handClock();
    const named = createSimulatedProvider({
      id: 'birch',
      name: 'Birch',
      modelId: 'oak-1',
      clock,
      random: smallRandom(3),
      faults: createFaultBoard(),
      answers: () => Promise.reject(new Error('Nothing was asked.')),
    });
    const listed = named.listModels(never);
    await clock.advance(200);
    assert.deepEqual(await listed, [{ id: 'oak-1', name: 'Birch' }]);
  });

  for (const call of ['reach', 'warm', 'listModels'] as const) {
    it(`${call}: fine when well, refused in an outage, stopped at once`, async () => {
      const { clock, faults, provider } = stage();
      const touch = (signal: AbortSignal): Promise<unknown> =>
        call === 'warm' ? provider.warm('simulated', signal) : provider[call](signal);
      const well = touch(never);
      await clock.advance(200);
      await well;

      faults.set('outage', true);
      const ill = assert.rejects(touch(never), { kind: 'connect', net: 'refused' });
      await clock.advance(200);
      await ill;

      const controller = new AbortController();
      const stopped = assert.rejects(touch(controller.signal), ChatError);
      controller.abort();
      await stopped;
      assert.equal(clock.pending, 0);
    });
  }
});
