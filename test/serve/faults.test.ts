/*
 * Every way in which an upstream can be ill, played over real HTTP to a caller who knows nothing of
 * the engine: what it got, how often each upstream was asked, and how long it took.
 * A caller here cannot fold, so after the first word the only honest end is an error, never a second
 * answer behind the first and never a `[DONE]`.
 */
import assert from 'node:assert/strict';
import { asksOf, closeAll, deadPort, serve, type Loopback } from '../host/transport/loopback.ts';
import { HALF, healthy, PLAYS, playing, WHOLE } from './sickUpstream.ts';
import type { PlayName } from './sickUpstream.ts';
import { closeServed, keyOf, question, startServed } from './servedBench.ts';
import type { Outcome } from './servedBench.ts';

/** `next`: the second answers. `own`: the first does. `refused`: nobody else is asked. */
type Expected =
  | { readonly end: 'next'; readonly hits: number; readonly fromMs?: number }
  | { readonly end: 'own' }
  | { readonly end: 'refused'; readonly status: number; readonly code: string }
  | { readonly end: 'cut'; readonly code: string };

const next = (hits = 1, fromMs?: number): Expected => ({
  end: 'next',
  hits,
  ...(fromMs === undefined ? {} : { fromMs }),
});
const own: Expected = { end: 'own' };
const cut = (code: string): Expected => ({ end: 'cut', code });

const EXPECTED: Record<PlayName, Expected> = {
  '503': next(3),
  '500': next(3),
  '529': next(3),
  '429, retry after 1': next(2, 1_000),
  '429, retry after 20': next(),
  '429, retry after 3600': next(),
  '429 without a delay': next(),
  '429 with a date': next(),
  '429 with a garbage delay': next(),
  '401': next(),
  '402': next(),
  '403': next(),
  '404 model': next(),
  '400': { end: 'refused', status: 400, code: 'invalid' },
  '413': { end: 'refused', status: 413, code: 'too_large' },
  'reset before headers': next(2),
  'reset mid-stream': cut('cut'),
  'silence before headers': next(1, 1_000),
  'silence after headers': next(1, 1_000),
  'comments only': next(1, 1_000),
  'comments during a stall': cut('stall'),
  'end without finish': cut('truncated'),
  'end without finish or word': next(),
  'done without finish': own,
  'a web page': next(),
  'an empty body': next(),
  'an error as 200': next(3),
  'an error event mid-stream': cut('server'),
  'garbage mid-stream': cut('cut'),
  'stop without a word': next(2),
  'a slow drip': own,
  'finish twice': own,
  'a line of 9 MB': next(),
  'a comment of 1 MB': own,
  gzip: own,
  'half a JSON answer': next(),
};

/** A stall is noticed when its limit is over. */
const CUT_FROM_MS: Partial<Record<PlayName, number>> = { 'comments during a stall': 1_000 };

type Scene = { readonly ill: Loopback; readonly well: Loopback; readonly unarmed: Loopback };

function check(outcome: Outcome, expected: Expected, { ill, well }: Scene): void {
  const [illHits, wellHits] = [asksOf(ill), asksOf(well)];
  if (expected.end === 'next') {
    assert.deepEqual([outcome.status, outcome.text, outcome.model], [200, WHOLE, 'b/m']);
    assert.ok(outcome.isWhole);
    assert.deepEqual([illHits, wellHits], [expected.hits, 1]);
    assert.ok(outcome.ms >= (expected.fromMs ?? 0), `${outcome.ms} ms`);
    return;
  }
  assert.deepEqual([illHits, wellHits], [1, 0]);
  if (expected.end === 'own') {
    assert.deepEqual([outcome.status, outcome.text, outcome.model], [200, WHOLE, 'a/m']);
    assert.ok(outcome.isWhole);
    return;
  }
  assert.equal(outcome.code, expected.code);
  assert.equal(outcome.isWhole, false);
  assert.equal(outcome.status, expected.end === 'cut' ? 200 : expected.status);
  assert.equal(outcome.text, expected.end === 'cut' ? HALF : '');
}

describe('serve: every fault, seen from outside', () => {
  afterEach(async () => {
    await closeServed();
    await closeAll();
  });

  const scene = async (name: PlayName): Promise<Scene> => ({
    ill: await serve(playing(PLAYS[name])),
    well: await serve(playing(healthy)),
    unarmed: await serve(playing(healthy)),
  });

  for (const [name, expected] of Object.entries(EXPECTED) as [PlayName, Expected][]) {
    it(`${name}: ${expected.end}, streamed and whole`, async () => {
      const play = async (stream: boolean): Promise<void> => {
        const all = await scene(name);
        const { ill, well, unarmed } = all;
        const chain = { una: unarmed.origin, a: ill.origin, b: well.origin };
        const outcome = await question(await startServed({ chain }), { stream });
        // Who waits for the whole has seen nothing of a fragment: the next one's answer is given.
        const isUnseen = !stream && expected.end === 'cut';
        check(outcome, isUnseen ? next(1, CUT_FROM_MS[name]) : expected, all);

        assert.equal(unarmed.bytes(), 0);
        assert.ok(!outcome.raw.includes('secret-key'), 'a key was told');
      };
      await Promise.all([play(true), play(false)]);
    });
  }

  it('refused: the next one answers, after one fast repeat', async () => {
    const well = await serve(playing(healthy));
    const dead = `http://127.0.0.1:${await deadPort()}`;
    const outcome = await question(await startServed({ chain: { a: dead, b: well.origin } }));
    assert.deepEqual([outcome.status, outcome.text, asksOf(well)], [200, WHOLE, 1]);
  });

  it('a redirect: the place it points to gets no byte, so no key and no question', async () => {
    const elsewhere = await serve(playing(healthy));
    const well = await serve(playing(healthy));
    const ill = await serve((_request, response) => {
      response.writeHead(307, { location: `${elsewhere.origin}/v1/chat/completions` }).end();
    });
    const outcome = await question(await startServed({ chain: { a: ill.origin, b: well.origin } }));
    assert.deepEqual([outcome.text, outcome.model, asksOf(ill)], [WHOLE, 'b/m', 1]);
    assert.equal(ill.seen[0]?.headers.authorization, `Bearer ${keyOf('a')}`);
    assert.equal(elsewhere.bytes(), 0);
  });

  it('a delay that only one target has: waited for, and no request before it', async () => {
    let hits = 0;
    const only = await serve((request, response) => {
      hits += 1;
      playing(hits === 1 ? PLAYS['429, retry after 1'] : healthy)(request, response);
    });
    const outcome = await question(await startServed({ chain: { a: only.origin } }));
    assert.deepEqual([outcome.status, outcome.text, hits], [200, WHOLE, 2]);
    assert.ok(outcome.ms >= 1_000, `${outcome.ms} ms`);
  });

  it('a delay beyond the deadline: told at once, with the delay, and obeyed', async () => {
    const only = await serve(playing(PLAYS['429, retry after 3600']));
    const endpoint = await startServed({ chain: { a: only.origin } });
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { code, retryAfter } = await question(endpoint);
      codes.push(code);
      assert.ok(Math.abs(Number(retryAfter) - 3_600) <= 2, `retry-after: ${retryAfter}`);
    }
    // The first was refused there; the others by the pause that it asked for.
    assert.deepEqual(codes, ['rate_limit_exceeded', 'exhausted', 'exhausted']);
    assert.equal(only.seen.length, 1);
  });

  for (const name of ['401', '402', '403', '404 model'] as const) {
    it(`${name}: the second question does not ask there again`, async () => {
      const { ill, well } = await scene(name);
      const endpoint = await startServed({ chain: { a: ill.origin, b: well.origin } });
      await question(endpoint);
      const outcome = await question(endpoint);
      assert.deepEqual([outcome.text, asksOf(ill), asksOf(well)], [WHOLE, 1, 2]);
    });
  }
});
