// Pulling from a stream that may never answer: `fail` frees whoever waits, `return()` is not
// awaited.

import assert from 'node:assert/strict';
import { pullFrom } from '../../src/engine/pull.ts';
import { byHand, failure, text } from './byHand.ts';
import { drain } from './rig.ts';

const NEVER = new Promise<never>(() => {});

describe('pull', () => {
  it('gives what the stream gives, then undefined', async () => {
    const hand = byHand<object>();
    const pull = pullFrom(() => hand.handler({}));
    hand.emit(text('x'));
    hand.end();
    assert.deepEqual(await pull.next(), text('x'));
    assert.equal(await pull.next(), undefined);
  });

  it('opens the stream with the first pull, and a failure to open is a failed pull', async () => {
    const pull = pullFrom(() => {
      throw failure('rejected');
    });
    await assert.rejects(pull.next(), { kind: 'rejected' });
    pull.stop();
  });

  it('rejects the pending pull and all later ones, though the stream never answers', async () => {
    let returns = 0;
    const source = {
      next: () => NEVER,
      return: () => {
        returns += 1;
        return NEVER;
      },
    };
    const pull = pullFrom(() => ({ [Symbol.asyncIterator]: () => source }));
    const pending = pull.next();
    pull.fail(failure('stall'));
    pull.fail(failure('aborted'));
    await assert.rejects(pending, { kind: 'stall' });
    await assert.rejects(pull.next(), { kind: 'stall' });
    assert.equal(returns, 1);
  });

  it('survives a stream whose return() throws or rejects', async () => {
    for (const back of [() => Promise.reject(new Error('late')), () => assert.fail('at once')]) {
      const source = { next: () => NEVER, return: back };
      const pull = pullFrom(() => ({ [Symbol.asyncIterator]: () => source }));
      const pending = pull.next();
      pull.stop();
      pull.fail(failure('cut'));
      await assert.rejects(pending, { kind: 'cut' });
    }
    await drain();
  });
});
