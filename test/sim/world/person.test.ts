// People: as many questions as they are said to ask, in their hours, and attention around them.

import assert from 'node:assert/strict';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { createVirtualClock } from '../../../src/sim/virtualClock.ts';
import { createPerson, type Question } from '../../../src/sim/world/person.ts';
import { on } from '../../engine/rig.ts';

const PLAN = {
  ...{ windowId: 'w', perDay: 100, otherLanes: 0.3, stops: 0.1, controls: 0.5, crowds: 0.1 },
  ...{ fromHour: 9, toHour: 18 },
};
const DAY_MS = 86_400_000;

async function days(count: number, seed = 1) {
  const clock = createVirtualClock({ drain: () => Promise.resolve() });
  const person = createPerson(clock, createSeededRandom(seed), PLAN);
  const asked: { readonly hour: number; readonly day: number; readonly question: Question }[] = [];
  const asking = person.begin((question) => {
    assert.equal(person.attention.lastFocusedMs(), clock.nowMs());
    const hour = (clock.wallMs() % DAY_MS) / 3_600_000;
    asked.push({ hour, day: Math.floor(clock.nowMs() / DAY_MS), question });
  });
  await clock.advance(count * DAY_MS);
  asking.dispose();
  assert.equal(clock.pending, 0);
  return asked;
}

describe('a person', () => {
  it('asks in their hours, less at the weekend', async () => {
    // The first of January 2026 is a Thursday.
    const asked = await days(28);
    assert.ok(asked.every(({ hour }) => hour >= 9 && hour < 22));
    const askedOn = (day: number): number => asked.filter((one) => one.day === day).length;
    assert.ok(askedOn(0) >= 50 && askedOn(0) <= 150, String(askedOn(0)));
    assert.ok(askedOn(2) <= 20, String(askedOn(2)));
    assert.ok(asked.length > 1_400 && asked.length < 2_800, String(asked.length));
  });

  it('is the same person with the same seed', async () => {
    const told = async (seed: number) =>
      (await days(3, seed)).map(({ hour, question }) => [hour, question.lane]);
    assert.deepEqual(await told(4), await told(4));
    assert.notDeepEqual(await told(4), await told(5));
  });

  it('decides what becomes of a broken answer, and hurries some waits only', async () => {
    const asked = await days(2);
    const wait = { type: 'waiting-until', target: on('a'), untilMs: 1, untilWallMs: 1 } as const;
    for (const { question } of asked) {
      const said = question.answerTo({ ...wait, reason: 'mid-stream', canSwitch: false });
      assert.equal(said?.control, 'restart');
      assert.equal(question.answerTo({ type: 'alive' }), undefined);
    }
    const hurried = asked.filter(({ question }) =>
      question.answerTo({ ...wait, reason: 'backoff', canSwitch: true }),
    );
    assert.ok(hurried.length > 0 && hurried.length < asked.length);
  });
});
