/*
 * Scopes from the table, the abort reason that wins, and a race that leaves nothing behind.
 */
import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/index.ts';
import { abortError, fault, orAborted, refusal } from '../../../src/host/transport/fault.ts';
import { forever } from './bench.ts';

describe('host/transport/fault', () => {
  it('takes the scope from the disposition table', () => {
    assert.equal(fault({ kind: 'auth', message: 'x' }).scope, 'account');
    assert.equal(fault({ kind: 'connect', message: 'x' }).scope, 'target');
    assert.equal(fault({ kind: 'connect', message: 'x', scope: 'family' }).scope, 'family');
    assert.equal(refusal('rejected', 'x').origin, 'local');
  });

  it('throws the ChatError that was given as the reason, else a plain aborted', () => {
    const reason = new ChatError({ kind: 'deadline', message: 'x' });
    assert.equal(abortError(AbortSignal.abort(reason)), reason);
    assert.equal(abortError(AbortSignal.abort('because')).kind, 'aborted');
  });

  it('settles as the work does, and at once when stopped', async () => {
    const controller = new AbortController();
    assert.equal(await orAborted(Promise.resolve(7), controller.signal), 7);
    await assert.rejects(orAborted(Promise.reject(new Error('no')), controller.signal), /no/);
    const stopped = orAborted(forever(), controller.signal);
    controller.abort();
    await assert.rejects(stopped, ChatError);
    await assert.rejects(orAborted(Promise.resolve(7), controller.signal), ChatError);
  });

  it('handles a loser that rejects later', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    await assert.rejects(orAborted(Promise.reject(new Error('late')), AbortSignal.abort()));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    process.off('unhandledRejection', note);
    assert.deepEqual(unhandled, []);
  });
});
