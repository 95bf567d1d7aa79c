// How a request ends when nobody is left: the lone cause itself, or all of them with their names.

import assert from 'node:assert/strict';
import { decide } from '../../src/engine/decision.ts';
import { finalError } from '../../src/engine/exhausted.ts';
import { nothingShown } from '../../src/engine/shown.ts';
import { books } from './books.ts';
import { failure } from './byHand.ts';
import { on } from './rig.ts';

const ending = (all: ReturnType<typeof books>, deadlineAtMs = 300_000) => {
  const call = { ...all.call, deadlineAtMs };
  const { eligible, skipped } = decide(all.deps, call, all.journey);
  return finalError(all.deps, call, { journey: all.journey, eligible, skipped, startedAtMs: 0 });
};
const failed = (all: ReturnType<typeof books>, name: string, error: ReturnType<typeof failure>) =>
  all.journey.failed({ target: on(name), error, shown: nothingShown(), text: '' });

describe('exhausted', () => {
  it('throws a lone candidate’s lone cause as it is', () => {
    const all = books('a');
    const error = failure('server');
    failed(all, 'a', error);
    assert.equal(ending(all), error);
  });

  it('throws the lone lock as it is: it says what the person can do', () => {
    const all = books('a');
    all.lock('a');
    assert.equal(ending(all).kind, 'auth');
  });

  it('carries all causes in order and names every target', () => {
    const all = books('abc');
    const causes = [failure('server'), failure('connect')];
    failed(all, 'a', causes[0] ?? failure('cut'));
    failed(all, 'b', causes[1] ?? failure('cut'));
    all.lock('c');
    const error = ending(all);
    assert.deepEqual(
      error.causes.map(({ kind }) => kind),
      ['server', 'connect', 'auth'],
    );
    assert.deepEqual(
      error.causes.map(({ target }) => target),
      [on('a'), on('b'), on('c')],
    );
    assert.match(error.message, /a\/m: server\. b\/m: connect\. c\/m: auth\./);
    assert.equal(error.kind, 'exhausted');
  });

  it('names who could not be asked at all', () => {
    const all = books('ab');
    Object.assign(all.rungs[0] ?? {}, { armed: false });
    Object.assign(all.rungs[1] ?? {}, { hasKey: false });
    const { kind, message } = ending(all);
    assert.equal(kind, 'exhausted');
    assert.match(message, /a\/m may only be asked when it is chosen\. b\/m needs a key\./);
  });

  it('says when asking again makes sense', () => {
    const all = books('ab');
    all.pause('a', 900_000);
    all.pause('b', 600_000);
    const { kind, retryAfterMs } = ending(all);
    assert.deepEqual([kind, retryAfterMs], ['exhausted', 600_000]);
  });

  it('says whose pause of ours ends first: not of one that is locked, or paused for longer', () => {
    const all = books('abcd');
    for (const name of ['a', 'b', 'c']) all.open(name);
    for (const name of ['a', 'b', 'c', 'd']) failed(all, name, failure('server'));
    const openMs = all.deps.breakers.of(on('b')).openUntilMs;
    all.lock('a');
    all.pause('b', openMs + 5_000);
    assert.deepEqual(ending(all).mayReturn, { target: on('c'), afterMs: openMs });
    all.lock('c');
    assert.deepEqual(ending(all).mayReturn, { target: on('b'), afterMs: openMs + 5_000 });
    all.lock('b');
    assert.equal(ending(all).mayReturn, undefined);
  });

  it('is `deadline` where time ran out before anybody could be asked', async () => {
    const all = books('a');
    await all.clock.advance(10);
    const error = ending(all, 10);
    assert.deepEqual([error.kind, error.waitedMs, error.origin], ['deadline', 10, 'local']);
  });

  it('says that the time ran out where somebody was asked', () => {
    const all = books('ab');
    failed(all, 'a', failure('server'));
    assert.match(ending(all, 0).message, /^The time ran out\. a\/m: server\./);
  });
});
