import assert from 'node:assert/strict';
import { ERROR_KINDS } from '../../../src/core/index.ts';
import { isPassing } from '../../../src/host/words/passing.ts';
import { a, record } from '../fakes.ts';

describe('host/words/passing', () => {
  it('knows what passes by itself, and what wants a person', () => {
    const passing = ERROR_KINDS.filter((kind) => isPassing(record({ kind })));
    assert.deepEqual(passing, [
      ...['connect', 'server', 'overloaded', 'request-timeout', 'conflict', 'upstream', 'protocol'],
      ...['silent', 'stall', 'slow-drip', 'cut', 'truncated', 'empty', 'degenerate'],
      ...['rate-limit', 'loading', 'deadline', 'rejected', 'offline'],
    ]);
  });

  it('of many it takes one that passes, or a pause that ends', () => {
    const exhausted = (more: object) => isPassing(record({ kind: 'exhausted', ...more }));
    assert.equal(exhausted({}), false);
    assert.equal(
      exhausted({ causes: [record({ kind: 'auth' }), record({ kind: 'server' })] }),
      true,
    );
    assert.equal(exhausted({ causes: [record({ kind: 'auth' })] }), false);
    assert.equal(exhausted({ retryAfterMs: 5 }), true);
    assert.equal(exhausted({ mayReturn: { target: a, afterMs: 5 } }), true);
    assert.equal(exhausted({ passedOver: [{ target: a, reason: 'open' }] }), true);
    assert.equal(exhausted({ passedOver: [{ target: a, reason: 'tier' }] }), false);
  });

  it('a limit for whole answers holds as well later', () => {
    const limit = { what: 'total', ms: 5, source: 'setting' } as const;
    assert.equal(isPassing(record({ kind: 'deadline', limit } as never)), false);
  });
});
