// Errors the engine makes itself: of aborts, of foreign exceptions, of its own bugs.

import assert from 'node:assert/strict';
import {
  abortError,
  failureOf,
  internalError,
  throwIfAborted,
} from '../../src/engine/abortError.ts';
import { A, failure } from './byHand.ts';

const aborted = (reason?: unknown): AbortSignal => {
  const controller = new AbortController();
  controller.abort(reason);
  return controller.signal;
};

describe('abort errors', () => {
  it('pass a ChatError reason on as it is, and name any other `aborted`', () => {
    const silent = failure('silent');
    assert.equal(abortError(aborted(silent)), silent);
    const error = abortError(aborted('because'));
    assert.deepEqual([error.kind, error.origin, error.cause], ['aborted', 'local', 'because']);
  });

  it('are thrown only when somebody aborted', () => {
    throwIfAborted(new AbortController().signal);
    assert.throws(() => throwIfAborted(aborted()), { kind: 'aborted' });
  });
});

describe('foreign exceptions', () => {
  it('become `cut`, cause kept, message not copied', () => {
    const cause = new TypeError('Bearer sk-secret');
    const error = failureOf(cause, A);
    assert.deepEqual([error.kind, error.origin, error.cause], ['cut', 'remote', cause]);
    assert.match(error.message, /a\/m.*TypeError/);
    assert.doesNotMatch(error.message, /secret/);
    assert.equal(failureOf('just a string', A).cause, 'just a string');
  });

  it('leave a ChatError alone, unless a provider claims to have cancelled', () => {
    const server = failure('server');
    assert.equal(failureOf(server, A), server);
    const own = failure('aborted');
    assert.deepEqual([failureOf(own, A).kind, failureOf(own, A).cause], ['cut', own]);
  });

  it('of our own are `rejected`, and local', () => {
    const bug = new Error('bug');
    const error = internalError(bug);
    assert.deepEqual([error.kind, error.origin, error.cause], ['rejected', 'local', bug]);
    const known = failure('server');
    assert.equal(internalError(known), known);
  });
});
