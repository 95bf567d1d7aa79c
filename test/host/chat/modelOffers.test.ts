// What can be chosen, from the real composition: entries, lists that were read, states, privacy.

import assert from 'node:assert/strict';
import type { PrivacyBounds } from '../../../src/core/index.ts';
import { modelOffers } from '../../../src/host/chat/modelOffers.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { composed, type Composed } from '../composed.ts';

const ANYWHERE: PrivacyBounds = { tier: 'any', localOnly: false };
const gpt = { id: 'gpt', kind: 'openai', models: ['gpt-4.1'], armed: true };
const near = {
  id: 'near',
  kind: 'ollama',
  models: ['qwen3', 'big-cloud'],
  privacyTier: 'local',
  armed: true,
};
const models = { 'gpt/gpt-4.1': { contextTokens: 128_000, price: { input: 2, output: 8 } } };

const offers = (stage: Composed, bounds = ANYWHERE) =>
  modelOffers(stage.composition, bounds, { l10n: plainEnglish, wallMs: stage.clock.wallMs() });
const lines = (stage: Composed, bounds = ANYWHERE) =>
  offers(stage, bounds).map((group) => [
    group.name,
    ...group.offers.map(({ target, line, barred }) =>
      [target.modelId, line, barred].filter((word) => word !== undefined).join(' | '),
    ),
  ]);

describe('modelOffers', () => {
  it('are the models of the entries, each with state, size and price', () => {
    const stage = composed({
      settings: { providers: [gpt, near], models },
      hasKey: (id) => id !== 'gpt',
    });
    assert.deepEqual(lines(stage), [
      ['OpenAI', 'gpt-4.1 | needs a key on this computer · 128k context · $2 / $8 per 1M · OpenAI'],
      ['Ollama', 'qwen3 | working · free · Ollama', 'big-cloud | working · Ollama'],
    ]);
  });

  it('say what of the conversation’s privacy is in the way, each model judged by itself', () => {
    const stage = composed({ settings: { providers: [near] } });
    const [group] = offers(stage, { tier: 'any', localOnly: true });
    assert.deepEqual(
      group?.offers.map(({ isLocal, barred }) => [isLocal, barred]),
      [
        [true, undefined],
        [false, 'not-local'],
      ],
    );
    // The tier of the server was given to this computer, not to where it passes questions on.
    const [tiered] = offers(stage, { tier: 'local', localOnly: false });
    assert.deepEqual(
      tiered?.offers.map(({ barred }) => barred),
      [undefined, 'tier'],
    );
  });

  it('have those of a list that was read, once, and no stand-in beside real ones', async () => {
    const sim = { id: 'sim', kind: 'simulated', models: ['simulated'], armed: true };
    const stage = composed({ settings: { providers: [gpt, sim] } });
    const { lists } = stage.composition.knowledge;
    const place = stage.composition.entries()[0];
    assert.ok(place);
    const listModels = () => Promise.resolve([{ id: 'gpt-4.1' }, { id: 'gpt-5' }]);
    await lists.refresh(place, { listModels }, new AbortController().signal);
    assert.deepEqual(
      offers(stage).map(({ offers: all }) => all.map(({ target }) => target.modelId)),
      [['gpt-4.1', 'gpt-5']],
    );
  });

  it('mark stand-ins as simulated', () => {
    assert.deepEqual(lines(composed({ isTrial: true }))[0], [
      'Aster',
      'simulated | working · simulated · Aster',
    ]);
  });
});
