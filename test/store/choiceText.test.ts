import assert from 'node:assert/strict';
import type { ConversationChoice } from '../../src/core/index.ts';
import { choiceToText, textToChoice, UNREADABLE } from '../../src/store/choiceText.ts';

const CHOICES: readonly ConversationChoice[] = [
  { tier: 'any', localOnly: false },
  { tier: 'trusted', localOnly: true },
  {
    tier: 'local',
    localOnly: false,
    model: { how: 'only', target: { providerId: 'a', modelId: 'm/x:y "z"' } },
  },
];

describe('store/choiceText', () => {
  it('comes back as it was written', () => {
    for (const choice of CHOICES) assert.deepEqual(textToChoice(choiceToText(choice)), choice);
  });

  const broken: Record<string, string> = {
    'cut off': '{"v":1,"tier":"any"',
    'of a newer version': '{"v":2,"tier":"any","localOnly":false}',
    'of an unknown tier': '{"v":1,"tier":"public","localOnly":false}',
    'without the switch': '{"v":1,"tier":"any"}',
    'with half a model': '{"v":1,"tier":"any","localOnly":false,"model":{"how":"only"}}',
    'with an unknown way': JSON.stringify({
      v: 1,
      tier: 'any',
      localOnly: false,
      model: { how: 'last', target: { providerId: 'a', modelId: 'm' } },
    }),
    null: 'null',
    empty: '',
  };
  for (const [what, text] of Object.entries(broken)) {
    it(`${what}: binds to this computer`, () => {
      assert.deepEqual(textToChoice(text), UNREADABLE);
      assert.deepEqual(UNREADABLE, { tier: 'local', localOnly: true });
    });
  }
});
