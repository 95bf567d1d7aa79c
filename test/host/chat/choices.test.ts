import assert from 'node:assert/strict';
import type { ConversationChoice, PrivacyBounds } from '../../../src/core/index.ts';
import { createChoices, NO_CHOICE } from '../../../src/host/chat/choices.ts';
import { a, b } from '../fakes.ts';

const stage = (begun?: ConversationChoice, isPrivate = false) => {
  const kept = new Map<string, ConversationChoice>();
  const errors: unknown[] = [];
  let settings: PrivacyBounds = NO_CHOICE;
  let isBroken = false;
  const choices = createChoices({
    conversationId: 'c',
    isPrivate,
    begun,
    store: {
      keepChoice: (id, choice) =>
        isBroken ? Promise.reject(new Error('full')) : Promise.resolve(void kept.set(id, choice)),
    },
    settings: () => settings,
    onStoreError: (error) => errors.push(error),
  });
  return {
    choices,
    kept,
    errors,
    demand: (next: PrivacyBounds) => (settings = next),
    breakStore: () => (isBroken = true),
  };
};

describe('choices', () => {
  it('are kept with their conversation, and come back with it', async () => {
    const { choices, kept } = stage();
    assert.deepEqual(choices.limits(), NO_CHOICE);
    const choice = { ...NO_CHOICE, model: { target: a, how: 'only' } } as const;
    await choices.choose(choice);
    assert.deepEqual(choices.limits(), { ...NO_CHOICE, only: a });
    assert.deepEqual([...kept], [['c', choice]]);
    const again = stage({ ...NO_CHOICE, model: { target: b, how: 'first' } }).choices;
    assert.deepEqual(again.limits(), { ...NO_CHOICE, first: b });
  });

  it('one picked for a single question goes first, within the same bounds', () => {
    const model = { target: a, how: 'only' } as const;
    const { choices } = stage({ tier: 'trusted', localOnly: true, model });
    assert.deepEqual(choices.limits(b), { tier: 'trusted', localOnly: true, first: b });
  });

  it('the stricter of choice and setting holds', () => {
    const { choices, demand } = stage({ tier: 'any', localOnly: true });
    demand({ tier: 'trusted', localOnly: false });
    assert.deepEqual(choices.limits(), { tier: 'trusted', localOnly: true });
  });

  it('a question asked under a stricter setting binds its conversation to it', async () => {
    const { choices, demand, kept } = stage();
    await choices.bind();
    assert.equal(kept.size, 0, 'nothing was demanded');
    demand({ tier: 'local', localOnly: true });
    await choices.bind();
    demand({ tier: 'any', localOnly: false });
    assert.deepEqual(choices.limits(), { tier: 'local', localOnly: true });
    assert.deepEqual(kept.get('c'), { tier: 'local', localOnly: true });
  });

  it('of a private conversation are kept nowhere', async () => {
    const { choices, kept } = stage(undefined, true);
    await choices.choose({ tier: 'local', localOnly: true });
    assert.deepEqual([kept.size, choices.choice().tier], [0, 'local']);
  });

  it('hold although they cannot be stored', async () => {
    const { choices, errors, breakStore } = stage();
    breakStore();
    await choices.choose({ tier: 'local', localOnly: true });
    assert.deepEqual([errors.length, choices.choice().localOnly], [1, true]);
  });
});
