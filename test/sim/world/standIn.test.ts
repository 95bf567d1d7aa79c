// A stand-in server: it answers at its pace, keeps its limits, and tells what it saw and said.

import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/index.ts';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { createVirtualClock } from '../../../src/sim/virtualClock.ts';
import type { FaultName } from '../../../src/sim/world/faults.ts';
import { createStandIn, type Seen, type ServerPlan } from '../../../src/sim/world/standIn.ts';
import { targetCall } from '../../engine/byHand.ts';
import { drain } from '../../engine/rig.ts';

const PLAN: ServerPlan = {
  ...{ id: 'a', family: 'f', upstream: 'u', isLocal: false, deaf: 0 },
  ...{ firstMs: 500, wordMs: 10, words: 5, places: 0, perMinute: 0 },
};

function stage(plan: Partial<ServerPlan> = {}, fault?: FaultName) {
  const clock = createVirtualClock({ drain });
  const seen: Seen[] = [];
  const weather = { at: () => fault, episode: () => fault };
  const random = createSeededRandom(1);
  const see = (one: Seen): void => void seen.push(one);
  const parts = { clock, random, weather, see, road: () => undefined };
  const server = createStandIn(parts, { ...PLAN, ...plan });
  const ask = async (signal = new AbortController().signal): Promise<string | ChatError> => {
    let text = '';
    try {
      for await (const event of server.stream(targetCall(), signal))
        if (event.type === 'text-delta') text += event.text;
      return text;
    } catch (error) {
      assert.ok(error instanceof ChatError);
      return error;
    }
  };
  return { clock, server, seen, ask };
}

describe('a stand-in server', () => {
  it('answers in words that nobody has said before', async () => {
    const { clock, ask } = stage();
    const answers = [ask(), ask()];
    await clock.runUntilIdle();
    const words = (await Promise.all(answers)).flatMap((text) => String(text).trim().split(' '));
    assert.ok(words.length > 3);
    assert.equal(new Set(words).size, words.length);
  });

  it('refuses more than its places, and more than its minute, with a delay', async () => {
    for (const limit of [{ places: 1 }, { perMinute: 1 }]) {
      const { clock, ask } = stage(limit);
      const answers = [ask(), ask()];
      await clock.runUntilIdle();
      const [first, second] = await Promise.all(answers);
      assert.equal(typeof first, 'string');
      assert.ok(second instanceof ChatError && (second.retryAfterMs ?? 0) > 0);
    }
  });

  it('suffers its weather, and tells what it saw and said', async () => {
    const { clock, ask, seen } = stage({}, 'server-500');
    const answer = ask();
    await clock.runUntilIdle();
    const error = await answer;
    assert.ok(error instanceof ChatError && error.kind === 'server');
    assert.deepEqual(
      seen.map(({ what }) => what),
      ['asked', 'said'],
    );
  });

  it('lets go when it is stopped', async () => {
    const { clock, ask, server } = stage({}, 'silent');
    const controller = new AbortController();
    const answer = ask(controller.signal);
    await clock.advance(5_000);
    assert.equal(server.liveStreams, 1);
    controller.abort();
    assert.ok((await answer) instanceof ChatError);
    assert.equal(server.liveStreams, 0);
  });

  it('can be reached unless the network is what is ill', async () => {
    for (const [fault, isThere] of [
      ['server-500', true],
      ['refused', false],
      ['dns', false],
    ] as const) {
      const { clock, server } = stage({}, fault);
      const reached = server.reach(new AbortController().signal).then(
        () => true,
        () => false,
      );
      await clock.runUntilIdle();
      assert.equal(await reached, isThere, fault);
    }
  });
});
