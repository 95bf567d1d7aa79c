/*
 * The small routes, who may ask, and the journal's feed.
 */
import assert from 'node:assert/strict';
import * as http from 'node:http';
import { BODY_MAX_BYTES } from './http.ts';
import { ask, closeAll, says, scripted } from './scripted.ts';
import type { Scripted } from './scripted.ts';

describe('serve/server', () => {
  let endpoint: Scripted;
  beforeEach(async () => {
    endpoint = await scripted(says());
  });
  afterEach(closeAll);
  const get = (path: string) => fetch(`${endpoint.origin}${path}`);
  const noted = (...seqs: number[]) => seqs.forEach((seq) => endpoint.note({ seq }));

  it('listens on loopback and says that it is well', async () => {
    assert.match(endpoint.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.deepEqual(await (await get('/healthz')).json(), { ok: true });
  });

  it('lists auto and every pin', async () => {
    const { data } = (await (await get('/v1/models')).json()) as { data: { id: string }[] };
    assert.deepEqual(
      data.map(({ id }) => id),
      ['auto', 'one/m', 'two/vendor/m'],
    );
  });

  it('says what there is, where there is nothing', async () => {
    const response = await get('/v1/embeddings');
    assert.equal(response.status, 404);
    assert.match(await response.text(), /There is no GET \/v1\/embeddings/);
  });

  for (const headers of [{ host: 'evil.example' }, { origin: 'https://evil.example' }]) {
    it(`refuses what a web page sends: ${JSON.stringify(headers)}`, async () => {
      const status = await new Promise((resolve, reject) => {
        const request = http.get(`${endpoint.origin}/v1/models`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        request.on('error', reject);
      });
      assert.equal(status, 403);
    });
  }

  it('refuses a body without end', async () => {
    const response = await ask(endpoint, ' '.repeat(BODY_MAX_BYTES + 1));
    assert.equal(response.status, 413);
  });

  it('events: what came after a number, and no further where asked', async () => {
    noted(1, 2, 3);
    const body = await (await get('/events?since=1&follow=0')).text();
    assert.equal(body, '{"seq":2}\n{"seq":3}\n');
    assert.equal((await get('/events?since=x')).status, 400);
  });

  it('events: live from now on, in order', async () => {
    noted(1);
    const response = await get('/events');
    noted(2, 3);
    const reader = (response.body ?? assert.fail()).getReader();
    let seen = '';
    while (!seen.includes('3')) seen += Buffer.from((await reader.read()).value ?? []).toString();
    assert.equal(seen, '{"seq":2}\n{"seq":3}\n');
    await reader.cancel();
  });

  it('events: names the gap where the beginning is no longer kept', async () => {
    noted(10, 11);
    const body = await (await get('/events?since=4&follow=0')).text();
    assert.match(body, /^\{"type":"gap","from":5,"to":9\}\n\{"seq":10\}\n/);
  });
});
