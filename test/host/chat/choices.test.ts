import assert from 'node:assert/strict';
import { createChoices, NO_CHOICE } from '../../../src/host/chat/choices.ts';
import { a, b } from '../fakes.ts';

const stage = (stored = true) => {
  const kept = new Map<string, unknown>();
  const errors: unknown[] = [];
  let settings: { tier: 'any' | 'trusted' | 'local'; localOnly: boolean } = NO_CHOICE;
  let isBroken = false;
  const choices = createChoices({
    store: {
      keepChoice: (id, choice) =>
        isBroken ? Promise.reject(new Error('full')) : Promise.resolve(void kept.set(id, choice)),
    },
    settings: () => settings,
    isStored: () => stored,
    onStoreError: (error) => errors.push(error),
  });
  return {
    choices,
    kept,
    errors,
    demand: (next: typeof settings) => (settings = next),
    breakStore: () => (isBroken = true),
  };
};

describe('choices', () => {
  it('are of one conversation, and kept with it', async () => {
    const { choices, kept } = stage();
    const choice = { ...NO_CHOICE, model: { target: a, how: 'only' } } as const;
    await choices.choose('c', choice);
    assert.deepEqual(choices.limits('c'), { ...NO_CHOICE, only: a });
    assert.deepEqual(choices.limits('d'), NO_CHOICE);
    assert.deepEqual([...kept], [['c', choice]]);
    choices.take('e', { ...NO_CHOICE, model: { target: b, how: 'first' } });
    assert.deepEqual(choices.limits('e'), { ...NO_CHOICE, first: b });
  });

  it('one picked for a single question goes first, within the same bounds', async () => {
    const { choices } = stage();
    const model = { target: a, how: 'only' } as const;
    await choices.choose('c', { tier: 'trusted', localOnly: true, model });
    assert.deepEqual(choices.limits('c', b), { tier: 'trusted', localOnly: true, first: b });
  });

  it('the stricter of choice and setting holds', async () => {
    const { choices, demand } = stage();
    await choices.choose('c', { tier: 'any', localOnly: true });
    demand({ tier: 'trusted', localOnly: false });
    assert.deepEqual(choices.limits('c'), { tier: 'trusted', localOnly: true });
  });

  it('a question asked under a stricter setting binds its conversation to it', async () => {
    const { choices, demand, kept } = stage();
    await choices.bind('c');
    assert.equal(kept.size, 0, 'nothing was demanded');
    demand({ tier: 'local', localOnly: true });
    await choices.bind('c');
    demand({ tier: 'any', localOnly: false });
    assert.deepEqual(choices.limits('c'), { tier: 'local', localOnly: true });
    assert.deepEqual(kept.get('c'), { tier: 'local', localOnly: true });
  });

  it('of a private conversation are kept nowhere', async () => {
    const { choices, kept } = stage(false);
    await choices.choose('c', { tier: 'local', localOnly: true });
    assert.deepEqual([kept.size, choices.of('c').tier], [0, 'local']);
  });

  it('hold although they cannot be stored', async () => {
    const { choices, errors, breakStore } = stage();
    breakStore();
    await choices.choose('c', { tier: 'local', localOnly: true });
    assert.deepEqual([errors.length, choices.of('c').localOnly], [1, true]);
  });
});
