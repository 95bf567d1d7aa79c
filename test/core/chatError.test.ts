// ChatError: what is left out has its default, the scope from the table.

import assert from 'node:assert/strict';
import { ChatError, errorRecord, withTarget } from '../../src/core/index.ts';

describe('chat error', () => {
  it('takes origin and scope from its defaults', () => {
    const error = new ChatError({ kind: 'rate-limit', message: 'slow down' });
    assert.deepEqual([error.origin, error.scope, error.causes], ['remote', 'account', []]);
    assert.equal(new ChatError({ kind: 'invalid', message: '' }).scope, 'request');
    assert.equal(new ChatError({ kind: 'invalid', message: '', scope: 'target' }).scope, 'target');
  });

  it('keeps the original cause', () => {
    const cause = new TypeError('bad');
    const error = new ChatError({ kind: 'cut', message: 'broke off', cause });
    assert.equal(error.cause, cause);
    assert.ok(error instanceof Error);
  });

  it('is given a target where it has none, and changes in nothing else', () => {
    const cause = new TypeError('bad');
    const bare = new ChatError({ kind: 'connect', message: 'refused', net: 'refused', cause });
    const target = { providerId: 'a', modelId: 'm' };
    const named = withTarget(bare, target);
    assert.deepEqual(errorRecord(named), { ...errorRecord(bare), target });
    assert.equal(named.cause, cause);
    assert.equal(withTarget(named, { providerId: 'b', modelId: 'm' }), named);
  });

  it('becomes plain data without its cause', () => {
    const error = new ChatError({
      kind: 'server',
      message: 'ill',
      status: 503,
      retryAfterMs: 5,
      cause: new Error('Bearer sk-secret'),
    });
    const record = errorRecord(error);
    assert.deepEqual(record, {
      kind: 'server',
      message: 'ill',
      origin: 'remote',
      status: 503,
      retryAfterMs: 5,
    });
  });

  it('carries the causes of an exhausted request in its record', () => {
    const causes = [new ChatError({ kind: 'connect', message: 'refused', net: 'refused' })];
    const record = errorRecord(new ChatError({ kind: 'exhausted', message: 'nobody', causes }));
    assert.deepEqual(
      record.causes?.map(({ kind, net }) => [kind, net]),
      [['connect', 'refused']],
    );
  });
});
