import assert from 'node:assert/strict';
import { ownPlace, placeAt } from '../../../src/host/firstRun/placeAt.ts';
import type { PresetKind } from '../../../src/providers/index.ts';

const at = (kind: PresetKind, address: string): readonly unknown[] => {
  const place = placeAt(kind, address);
  return place.ok ? [place.kind, place.baseUrl, place.label] : [place.problem];
};

describe('an address of another program', () => {
  it('is the vendor himself at his own host, in full or without the path', () => {
    const own = ['openai', 'https://api.openai.com/v1', 'OpenAI'];
    for (const address of [
      'https://api.openai.com/v1',
      'https://api.openai.com/v1/',
      'https://api.openai.com',
    ]) {
      assert.deepEqual(at('openai', address), own);
    }
    assert.deepEqual(at('anthropic', 'https://api.anthropic.com'), [
      'anthropic',
      'https://api.anthropic.com/v1',
      'Anthropic',
    ]);
  });

  it("keeps another path and another host of the vendor's as it is", () => {
    const coding = 'https://api.z.ai/api/coding/paas/v4';
    assert.deepEqual(at('zai', coding), ['zai', coding, 'Z.ai (api.z.ai)']);
    const eu = 'https://eu.api.openai.com/v1';
    assert.deepEqual(at('openai', eu), ['openai', eu, 'OpenAI (eu.api.openai.com)']);
  });

  it("is an endpoint of its own at somebody else's host", () => {
    const gateway = 'https://gateway.example/v1';
    assert.deepEqual(at('openai', gateway), ['compatible', gateway, 'gateway.example']);
    assert.deepEqual(at('moonshot', 'https://api.moonshot.cn/v1')[0], 'compatible');
    assert.deepEqual(at('anthropic', 'https://gateway.example/claude'), [
      'anthropic',
      'https://gateway.example/claude/v1',
      'Anthropic (gateway.example)',
    ]);
  });

  it('gets the path that the program would have added', () => {
    const azure = ['azure', 'https://mine.openai.azure.com/openai/v1', 'Azure OpenAI'];
    assert.deepEqual(at('azure', 'https://mine.openai.azure.com/'), azure);
    assert.deepEqual(at('openai', 'https://mine.openai.azure.com/openai/deployments/x'), azure);
    assert.deepEqual(at('lmstudio', 'http://localhost:1234')[1], 'http://localhost:1234/v1');
    assert.deepEqual(at('ollama', 'http://127.0.0.1:11500/v1'), [
      'ollama',
      'http://127.0.0.1:11500',
      'Ollama',
    ]);
  });

  it('is refused where a question must not go', () => {
    assert.match(String(at('openai', 'http://gateway.example/v1')[0]), /in clear text/);
    assert.match(
      String(at('openai', 'https://me:pw@gateway.example/v1')[0]),
      /hides the true host/,
    );
    assert.match(String(at('openai', 'https://169.254.169.254/v1')[0]), /metadata/);
    assert.match(String(at('openai', 'file:///etc/passwd')[0]), /no web address/);
  });

  it('is not known for kinds that ask for one', () => {
    assert.equal(ownPlace('azure'), undefined);
    assert.equal(ownPlace('openai')?.ok, true);
  });
});
