import assert from 'node:assert/strict';
import type { ForeignModel } from '../../../src/host/firstRun/foreignModel.ts';
import { foreignFindings } from '../../../src/host/firstRun/foreignOffers.ts';
import type { PresentEntry } from '../../../src/host/firstRun/offer.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { ProviderSetting } from '../../../src/host/settings/schema.ts';

const model = (provider: string, more: Partial<ForeignModel> = {}): ForeignModel => ({
  tool: 'Continue',
  title: provider,
  provider,
  ...more,
});
const found = (models: readonly ForeignModel[], present: readonly PresentEntry[] = []) =>
  foreignFindings('Continue', models, present, plainEnglish);
const one = () => 'sk-one-0123456789';
const two = () => 'sk-two-0123456789';

describe('offers from other programs', () => {
  it('puts models of one service with one key together, and keeps keys apart', () => {
    const { offers, refusals } = found([
      model('openai', { title: 'Big', model: 'gpt-5', key: one }),
      model('openai', { title: 'Small', model: 'gpt-5-mini', key: one }),
      model('openai', { title: 'Again', model: 'gpt-5', key: one }),
      model('openai', { title: 'Team', model: 'gpt-5', key: two }),
    ]);
    assert.deepEqual(refusals, []);
    assert.deepEqual(
      offers.map(({ kind, models, source, key }) => [kind, models, source, key?.()]),
      [
        ['openai', ['gpt-5', 'gpt-5-mini'], 'Big, Small, Again', one()],
        ['openai', ['gpt-5'], 'Team', two()],
      ],
    );
    assert.ok(!JSON.stringify(offers).includes('0123456789'));
  });

  it('sends a key only where the program sent it', () => {
    const at = (provider: string, address?: string): readonly unknown[] => {
      const [offer] = found([model(provider, address === undefined ? {} : { address })]).offers;
      return [offer?.kind, offer?.baseUrl];
    };
    assert.deepEqual(at('openai'), ['openai', 'https://api.openai.com/v1']);
    assert.deepEqual(at('openai', 'https://gateway.example/v1'), [
      'compatible',
      'https://gateway.example/v1',
    ]);
    assert.deepEqual(at('qwen'), ['alibaba', 'https://dashscope.aliyuncs.com/compatible-mode/v1']);
    assert.deepEqual(at('zai-coding-plan'), ['zai', 'https://api.z.ai/api/coding/paas/v4']);
    assert.deepEqual(at('nebius'), ['compatible', 'https://api.studio.nebius.ai/v1']);
    assert.deepEqual(at('xAI'), ['xai', 'https://api.x.ai/v1']);
    assert.deepEqual(at('lmstudio', 'http://localhost:1234'), [
      'lmstudio',
      'http://localhost:1234/v1',
    ]);
  });

  it('says of each that does not fit why', () => {
    const { offers, refusals } = found([
      model('openai', { refusal: 'hub' }),
      model('openai', { refusal: 'not-chat' }),
      model('openai', { refusal: 'account' }),
      model('bedrock'),
      model('vscode-lm'),
      model('azure'),
      model('never-heard-of'),
      model('toString'),
      model(''),
      model('openai', { address: 'http://10.0.0.1/v1' }),
    ]);
    assert.deepEqual(offers, []);
    assert.deepEqual(
      refusals.map(({ why }) => why.replace(/ .*(clear text).*/, ' $1')),
      [
        "It stands on Continue's hub, not on this computer.",
        'It is not for chat.',
        'It is signed in to with an account, not with a key.',
        'It is signed in to with an account, not with a key.',
        'Add it with "Add Provider", as a model of other extensions.',
        'It has no address.',
        'Steadfast does not know how "never-heard-of" is asked.',
        'Steadfast does not know how "toString" is asked.',
        'Steadfast does not know how "" is asked.',
        'http clear text',
      ],
    );
  });

  it('marks what is there, and fills in a key that is missing', () => {
    const entry = ProviderSetting.parse({ id: 'mine', kind: 'openai', models: ['m'] });
    const there = found([model('openai', { key: one })], [{ entry, isComplete: true }]);
    assert.deepEqual(
      [there.offers[0]?.standing.is, there.offers[0]?.isSuggested],
      ['there', false],
    );
    const fills = found([model('openai', { key: one })], [{ entry, isComplete: false }]);
    assert.deepEqual(fills.offers[0]?.standing, { is: 'fills', providerId: 'mine' });
  });

  it('says that headers are left behind', () => {
    const [offer] = found([model('openai', { hasHeaders: true })]).offers;
    assert.match(offer?.note ?? '', /Headers .* are not sent/);
  });
});
