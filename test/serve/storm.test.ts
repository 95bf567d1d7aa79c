/*
 * Many questions, from outside: a dead primary, its recovery, callers who hang up, many streams at
 * once. What must hold over all of them: few hits on what is dead, nothing left behind, nothing to
 * the unarmed, and a journal that adds up.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEvent } from '../../src/core/index.ts';
import { asksOf, closeAll, serve } from '../host/transport/loopback.ts';
import { DONE, ended, head, healthy, PLAYS, playing, WHOLE, word } from './sickUpstream.ts';
import { closeServed, journalOf, question, startServed } from './servedBench.ts';

async function until(holds: () => boolean, limitMs = 20_000): Promise<void> {
  const stopAtMs = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > stopAtMs) assert.fail('it never came to hold');
    await sleep(2);
  }
}

/** A request's or an attempt's notes of one type, counted by id. */
function countBy(journal: readonly JournalEvent[], type: string, id: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const event of journal) {
    if (event.type !== type) continue;
    const key = String((event as unknown as Record<string, unknown>)[id]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Sequence without gap or repeat; what began ended exactly once. */
function assertAddsUp(journal: readonly JournalEvent[]): void {
  journal.forEach(({ seq }, index) => assert.equal(seq, index + 1));
  for (const [what, id] of [
    ['attempt', 'attemptId'],
    ['request', 'requestId'],
  ] as const) {
    const started = countBy(journal, `${what}-started`, id);
    assert.deepEqual(countBy(journal, `${what}-ended`, id), started);
    assert.ok([...started.values()].every((count) => count === 1));
  }
}

describe('serve: many questions, seen from outside', () => {
  afterEach(async () => {
    await closeServed();
    await closeAll();
  });

  it('a dead primary: 100 questions all answered, and it is left alone once that is known', async () => {
    const dead = await serve(playing(PLAYS['503']));
    const well = await serve(playing(healthy));
    const unarmed = await serve(playing(healthy));
    const chain = { una: unarmed.origin, a: dead.origin, b: well.origin };
    const endpoint = await startServed({ chain });
    for (let n = 0; n < 100; n += 1) {
      const outcome = await question(endpoint, { stream: n % 2 === 0 });
      assert.deepEqual([outcome.status, outcome.text], [200, WHOLE]);
    }
    assert.ok(asksOf(dead) <= 5, `${asksOf(dead)} hits`);
    assert.equal(asksOf(well), 100);
    assert.equal(unarmed.bytes(), 0);
    assertAddsUp(await journalOf(endpoint));
  });

  it('recovery: one trial an open time, and the first one that is answered ends it', async () => {
    let isWell = false;
    const primary = await serve((request, response) =>
      playing(isWell ? healthy : PLAYS['503'])(request, response),
    );
    const well = await serve(playing(healthy));
    const settings = { breaker: { rule: 'consecutive', open: 1 } };
    const endpoint = await startServed({
      chain: { a: primary.origin, b: well.origin },
      settings,
    });
    const stopAtMs = performance.now() + 2_500;
    let asked = 0;
    while (performance.now() < stopAtMs) {
      asked += 1;
      assert.equal((await question(endpoint)).text, WHOLE);
      await sleep(5);
    }
    assert.ok(asked > 15 && asksOf(primary) <= 5 + 2, `${asksOf(primary)} of ${asked}`);
    isWell = true;
    await sleep(1_000);
    const models = [];
    for (let n = 0; n < 3; n += 1) models.push((await question(endpoint)).model);
    assert.deepEqual(models, ['a/m', 'a/m', 'a/m']);
    assertAddsUp(await journalOf(endpoint));
  });

  it('everybody dead: few repeats in one question, and still one question at a time gets through', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const all = await Promise.all(names.map(() => serve(playing(PLAYS['500']))));
    const chain = Object.fromEntries(names.map((name, n) => [name, all[n]?.origin ?? '']));
    const endpoint = await startServed({ chain });
    const outcome = await question(endpoint);
    assert.deepEqual([outcome.status, outcome.code], [502, 'server']);
    const hits = all.reduce((sum, one) => sum + asksOf(one), 0);
    assert.ok(hits <= 4 + 4, `${hits} requests: first tries and at most 4 repeats`);
    for (let n = 0; n < 4; n += 1) assert.equal((await question(endpoint)).status, 502);
    const journal = await journalOf(endpoint);
    assertAddsUp(journal);
    const repeats = journal.filter(
      (event) => event.type === 'attempt-started' && event.origin === 'retry',
    );
    const most = Math.max(0, ...countBy(repeats, 'attempt-started', 'requestId').values());
    assert.ok(most <= 4, `${most} repeats`);
  });

  it('pins: only the one that was named, and its failure is told as it is', async () => {
    const ill = await serve(playing(PLAYS['503']));
    const well = await serve(playing(healthy));
    const endpoint = await startServed({ chain: { a: ill.origin, b: well.origin } });
    const failed = await question(endpoint, { model: 'a/m' });
    assert.deepEqual([failed.status, failed.code, well.bytes()], [503, 'overloaded', 0]);
    assert.equal((await question(endpoint, { model: 'b/m' })).model, 'b/m');
    for (const model of ['__proto__', 'a/__proto__', 'constructor', '__proto__/m', 'a/m ']) {
      assert.equal((await question(endpoint, { model })).status, 404, model);
    }
  });

  for (const [when, play] of [
    ['before headers', PLAYS['silence before headers']],
    ['mid-stream', PLAYS['comments during a stall']],
  ] as const) {
    it(`a caller hangs up ${when}: upstream closed, no breaker moves`, async () => {
      const ill = await serve(playing(play));
      const well = await serve(playing(healthy));
      const endpoint = await startServed({
        chain: { a: ill.origin, b: well.origin },
        settings: { breaker: { rule: 'consecutive', failures: 1 } },
      });
      const caller = new AbortController();
      const asked = question(endpoint, { signal: caller.signal }).catch((error: unknown) => error);
      await until(() => ill.seen.length === 1);
      await sleep(20);
      caller.abort();
      await ill.hungUp();
      assert.ok((await asked) instanceof Error);
      const journal = await journalOf(endpoint);
      assertAddsUp(journal);
      assert.ok(journal.every(({ type }) => type !== 'breaker-changed'));
      assert.deepEqual(
        journal.flatMap((event) => (event.type === 'request-ended' ? [event.outcome] : [])),
        ['cancelled'],
      );
      assert.equal(well.bytes(), 0);
    });
  }

  it('50 streams at once, every other caller hangs up: nothing is left behind', async () => {
    let openNow = 0;
    const primary = await serve((_request, response) => {
      openNow += 1;
      head(response);
      const timer = setInterval(() => response.write(word('word ')), 5);
      const last = setTimeout(() => response.end(ended + DONE), 400);
      response.on('close', () => {
        openNow -= 1;
        clearInterval(timer);
        clearTimeout(last);
      });
    });
    const endpoint = await startServed({ chain: { a: primary.origin } });
    const timersBefore = timers();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => {
        if (n % 2 === 0) return (await question(endpoint)).isWhole;
        const caller = new AbortController();
        const timer = setTimeout(() => caller.abort(), 20 + 7 * n);
        const isCut = await question(endpoint, { signal: caller.signal }).catch(() => 'left');
        clearTimeout(timer);
        return isCut;
      }),
    );
    assert.equal(outcomes.filter((outcome) => outcome === true).length, 25);
    assert.equal(outcomes.filter((outcome) => outcome === 'left').length, 25);
    await until(() => openNow === 0);
    await until(() => timers() <= timersBefore);
    const journal = await journalOf(endpoint);
    assertAddsUp(journal);
    assert.ok(journal.every(({ type }) => type !== 'breaker-changed'));
  });
});

const timers = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
