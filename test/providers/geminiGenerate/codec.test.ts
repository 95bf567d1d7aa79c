/*
 * Gemini in the table of wires: the model in the path, the key under its own name, the pages of the
 * model list.
 */
import assert from 'node:assert/strict';
import { geminiGenerate } from '../../../src/providers/geminiGenerate/codec.ts';
import { createProvider } from '../../../src/providers/provider.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';
import { bytesOf, callOf, drive, handClock, serve } from '../bench.ts';

const CONFIG = { id: 'acme', kind: 'gemini', models: [] } as const;
const BASE = 'https://generativelanguage.googleapis.com/v1beta';

describe('the codec of Gemini', () => {
  it('asks for events of the model in the path', async () => {
    const transport = serve({ status: 503 });
    const provider = createProvider(CONFIG, transport, handClock());
    assert.equal(
      (await drive(provider, callOf(undefined, 'gemini-2.5-flash'))).error?.kind,
      'overloaded',
    );
    const [request] = transport.requests;
    assert.equal(request?.url, `${BASE}/models/gemini-2.5-flash:streamGenerateContent?alt=sse`);
    assert.deepEqual(request.headers, { 'content-type': 'application/json' });
    assert.deepEqual(request.key, { in: 'header', name: 'x-goog-api-key' });
  });

  it('takes names with a folder, and lets no name leave the path', () => {
    const path = (modelId: string) =>
      geminiGenerate.encode({ messages: [] }, modelId, presetOf('gemini')).path;
    assert.equal(path('tunedModels/x'), '/tunedModels/x:streamGenerateContent');
    assert.equal(path('models/x'), '/models/x:streamGenerateContent');
    assert.equal(path('a?b#c'), '/models/a%3Fb%23c:streamGenerateContent');
  });

  it('lists models page after page', async () => {
    const transport = serve(({ url }) => {
      const isSecond = new URL(url).searchParams.get('pageToken') === 't';
      const models = [{ name: isSecond ? 'models/b' : 'models/a' }];
      const page = isSecond ? { models } : { models, nextPageToken: 't' };
      return { chunks: [bytesOf(JSON.stringify(page))] };
    });
    const provider = createProvider(CONFIG, transport, handClock());
    const models = await provider.listModels(new AbortController().signal);
    assert.deepEqual(models, [{ id: 'a' }, { id: 'b' }]);
    assert.equal(transport.requests[0]?.url, `${BASE}/models?pageSize=1000`);
  });
});
