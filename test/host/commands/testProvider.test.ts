import assert from 'node:assert/strict';
import { testTarget, type Verdict } from '../../../src/host/commands/testProvider.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import type { RemedyAction } from '../../../src/host/words/remedies.ts';
import type { Fault } from '../../../src/sim/index.ts';
import { ChatError, type Transport } from '../../../src/core/index.ts';
import { serve } from '../../providers/bench.ts';
import { composed, type Composed } from '../composed.ts';

const aster = { providerId: 'aster', modelId: 'simulated' };
const verdictOf = async (stage: Composed, signal?: AbortSignal): Promise<Verdict> => {
  const own = signal ?? new AbortController().signal;
  const testing = testTarget(stage.composition, aster, stage.clock, own, plainEnglish);
  await stage.clock.runUntilIdle();
  return await testing;
};
const withFault = (fault: Fault): Composed => {
  const stage = composed({ isTrial: true });
  stage.composition.faults('aster')?.set(fault, true);
  return stage;
};

describe('testProvider', () => {
  it('says that it works and how long the first word took', async () => {
    const verdict = await verdictOf(composed({ isTrial: true }));
    assert.equal(verdict.passed, true);
    assert.match(verdict.sentence, /^Aster works: first word after 0\.\d s\.$/);
  });

  it('says in words what is wrong, and asks nobody else', async () => {
    const stage = withFault('outage');
    const verdict = await verdictOf(stage);
    assert.equal(verdict.passed, false);
    assert.match(verdict.sentence, /^Aster /);
    const asked = stage.journal.filter((event) => event.type === 'attempt-started');
    assert.ok(asked.every((event) => event.target.providerId === 'aster'));
  });

  it('ends a pause when it passes', async () => {
    const stage = withFault('outage');
    const state = (): string => stage.composition.engine.status(aster).state;
    await verdictOf(stage);
    await verdictOf(stage);
    assert.equal(state(), 'paused');
    await verdictOf(stage);
    assert.equal(state(), 'paused', 'a failing test leaves it paused');
    stage.composition.faults('aster')?.set('outage', false);
    assert.equal((await verdictOf(stage)).passed, true);
    assert.equal(state(), 'working');
  });

  it('can be stopped', async () => {
    const abort = new AbortController();
    const stage = withFault('slow');
    stage.clock.after(500, () => abort.abort());
    assert.equal((await verdictOf(stage, abort.signal)).kind, 'aborted');
    assert.equal(stage.clock.pending, 0);
  });

  /** Of one that was entered at `https://models.example.com/v1`. */
  const verdictOver = async (transport: Transport): Promise<Verdict> => {
    const entry = { id: 'own', name: 'Own', kind: 'compatible', models: ['gpt-x'], armed: true };
    const providers = [{ ...entry, baseUrl: 'https://models.example.com/v1' }];
    const stage = composed({ transport, settings: { providers } });
    const target = { providerId: 'own', modelId: 'gpt-x' };
    const { signal } = new AbortController();
    const testing = testTarget(stage.composition, target, stage.clock, signal, plainEnglish);
    await stage.clock.runUntilIdle();
    return await testing;
  };
  const answering = (status: number, body: string): Transport =>
    serve({ status, chunks: [new TextEncoder().encode(body)] });
  const failing = (fields: Partial<ConstructorParameters<typeof ChatError>[0]>): Transport => ({
    send() {
      throw new ChatError({ kind: 'connect', message: 'it failed', ...fields });
    },
  });

  const verdicts: readonly (readonly [string, Transport, RegExp, RemedyAction])[] = [
    [
      'a wrong key',
      answering(401, '{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}'),
      /^Own does not accept this key\. Enter it again, or make a new one\.$/,
      'replace-key',
    ],
    [
      'no credit',
      answering(
        429,
        '{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","code":"insufficient_quota"}}',
      ),
      /^Own says this account has no credit left\. Add credit there, or use another provider\.$/,
      'test-again',
    ],
    [
      'no such model',
      answering(
        404,
        '{"error":{"message":"The model `gpt-x` does not exist","code":"model_not_found"}}',
      ),
      /^The model gpt-x does not exist at Own\. Choose another one\.$/,
      'choose-model',
    ],
    [
      'a wrong address that answers with a page',
      answering(404, '<!doctype html><title>Not Found</title>'),
      /^Own answered, but not as a model does\. It was asked at https:\/\/models\.example\.com\/v1\./,
      'change-address',
    ],
    [
      'a wrong address whose page says that all is well',
      answering(200, '<!doctype html><title>Welcome</title>'),
      /^Own answered, but not as a model does\./,
      'change-address',
    ],
    [
      'a server that is not there',
      failing({ net: 'refused' }),
      /^Own refuses connections\. Check the network, and its address, models\.example\.com\.$/,
      'change-address',
    ],
    [
      'an unknown host',
      failing({ net: 'dns' }),
      /^The address of Own cannot be found\. Check the spelling of models\.example\.com, /,
      'change-address',
    ],
    [
      'a certificate that nobody vouches for',
      failing({ kind: 'tls' }),
      /^Own presented a certificate that is not trusted\. If it has a certificate of its own, let /,
      'open-proxy-settings',
    ],
    [
      'a proxy in the way',
      failing({ kind: 'proxy', status: 407 }),
      /^The proxy wants a sign-in before Own can be reached\. Check the proxy in the settings/,
      'open-proxy-settings',
    ],
    [
      'a key of another address',
      failing({ kind: 'auth', origin: 'local' }),
      /^Own needs a key that was entered here for its present address\.$/,
      'replace-key',
    ],
  ];
  for (const [what, transport, sentence, first] of verdicts) {
    it(`names who, what and the remedy: ${what}`, async () => {
      const verdict = await verdictOver(transport);
      assert.equal(verdict.passed, false);
      assert.match(verdict.sentence, sentence);
      assert.equal(verdict.actions[0], first);
    });
  }
});
