// The ladder against a model of it: providers fall ill, recover, are put away and change their
// size in any order; after each question the same ones were asked, in the same order, and what the
// answer was given without is what the model says.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatRequest, ModelClass, ModelFacts } from '../../src/core/index.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, type Rig } from './rig.ts';

const NAMES = ['a', 'b', 'c', 'd'] as const;
type Name = (typeof NAMES)[number];
type State = { isIll: boolean; isArmed: boolean; modelClass: ModelClass; isBlind: boolean };
type Model = Readonly<Record<Name, State>>;
type Real = {
  readonly rig: Rig;
  readonly states: Model;
  readonly facts: Record<string, Partial<ModelFacts>>;
};
type Command = fc.AsyncCommand<Model, Real>;

const RANK: Readonly<Record<ModelClass, number>> = { small: 0, standard: 1, large: 2 };
const image = { type: 'image', mediaType: 'image/png', dataBase64: 'AA' } as const;
const SEEING: ChatRequest = { messages: [{ role: 'user', parts: [image] }] };
const PLAIN: ChatRequest = { messages: [{ role: 'user', parts: [{ type: 'text', text: '?' }] }] };

/** Who is asked, in turn, and without what the last of them answers. */
function expected(model: Model, hasImage: boolean) {
  const armed = NAMES.filter((name) => model[name].isArmed);
  const first = armed[0];
  const asked: Name[] = [];
  if (first === undefined) return { asked, dropped: undefined };
  const isSimpler = (name: Name): boolean =>
    RANK[model[name].modelClass] < RANK[model[first].modelClass];
  const isWhole = (name: Name): boolean => !hasImage || !model[name].isBlind;
  const rungs = [
    armed.filter((name) => isWhole(name) && !isSimpler(name)),
    armed.filter(isWhole),
    armed,
  ];
  for (const name of rungs.flat()) {
    if (asked.includes(name)) continue;
    asked.push(name);
    if (model[name].isIll) continue;
    const dropped = [...(isWhole(name) ? [] : ['images']), ...(isSimpler(name) ? ['model'] : [])];
    return { asked, dropped: name === first && dropped.length === 0 ? undefined : dropped };
  }
  return { asked, dropped: 'nobody' as const };
}

function asking(hasImage: boolean): Command {
  return {
    check: () => true,
    toString: () => (hasImage ? 'ask with an image' : 'ask'),
    async run(model, { rig }) {
      const before = rig.notes('attempt-started').length;
      const { events, error } = await rig.answer({ request: hasImage ? SEEING : PLAIN });
      const asked = rig
        .notes('attempt-started')
        .slice(before)
        .map(({ target }) => target.providerId);
      const wanted = expected(model, hasImage);
      assert.deepEqual(asked, wanted.asked);
      const isAnswered = asked.length > 0 && wanted.dropped !== 'nobody';
      assert.equal(error === undefined, isAnswered);
      if (!isAnswered) return;
      const degraded = events.findLast((event) => event.type === 'degraded');
      const told = degraded?.dropped.map(({ what }) => what);
      assert.deepEqual(told, wanted.dropped);
      assert.equal(degraded?.rung, rungOf(wanted.dropped));
    },
  };
}

function rungOf(dropped: readonly string[] | undefined): string | undefined {
  if (dropped === undefined) return undefined;
  return dropped.length === 0 ? 'fallback' : 'reduced';
}

function change(name: Name, to: Partial<State>): Command {
  return {
    check: () => true,
    toString: () => `${name}: ${JSON.stringify(to)}`,
    run(model, { rig, states, facts }) {
      Object.assign(model[name], to);
      Object.assign(states[name], to);
      const { isArmed, modelClass, isBlind } = states[name];
      Object.assign(rig.chain[NAMES.indexOf(name)] ?? {}, { armed: isArmed });
      facts[name] = { modelClass, vision: isBlind ? 'no' : 'yes' };
      return Promise.resolve();
    },
  };
}

const healthy = (): Model => ({
  a: { isIll: false, isArmed: true, modelClass: 'large', isBlind: false },
  b: { isIll: false, isArmed: true, modelClass: 'small', isBlind: false },
  c: { isIll: false, isArmed: true, modelClass: 'large', isBlind: true },
  d: { isIll: false, isArmed: true, modelClass: 'standard', isBlind: false },
});

function real(): Real {
  const states = healthy();
  const facts = Object.fromEntries(
    NAMES.map((name): [string, Partial<ModelFacts>] => {
      const { modelClass, isBlind } = states[name];
      return [name, { modelClass, vision: isBlind ? 'no' : 'yes' }];
    }),
  );
  const scripts = NAMES.map((name) => [
    name,
    // Never repeated, nothing is locked by it, and it weighs little: no memory but the model's.
    { script: () => (states[name].isIll ? refusing('protocol') : answering([name])) },
  ]);
  const rig = createRig({
    providers: Object.fromEntries(scripts) as Parameters<typeof createRig>[0]['providers'],
    facts,
    options: { breaker: { failures: 100 } },
  });
  return { rig, states, facts };
}

describe('ladder, model-based', () => {
  it('asks whom the model says, in its order, and tells what it says', async () => {
    const one = fc.constantFrom(...NAMES);
    const state = fc.oneof(
      fc.boolean().map((isIll) => ({ isIll })),
      fc.boolean().map((isArmed) => ({ isArmed })),
      fc.boolean().map((isBlind) => ({ isBlind })),
      fc
        .constantFrom<ModelClass>('small', 'standard', 'large')
        .map((modelClass) => ({ modelClass })),
    );
    const commands = fc.commands(
      [
        fc.boolean().map(asking),
        fc.tuple(one, state).map(([name, to]) => change(name, to)),
        fc.tuple(one, fc.boolean()).map(([name, isIll]) => change(name, { isIll })),
      ],
      { maxCommands: 30 },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (given) => {
        await fc.asyncModelRun(() => ({ model: healthy(), real: real() }), given);
        await expectNothingLeft();
      }),
      { numRuns: 60 },
    );
  });
});
