// The plain-data form of an error: every optional field appears only when it is known.

import assert from 'node:assert/strict';
import { ChatError, errorRecord } from '../../src/core/index.ts';

describe('error record', () => {
  it('holds every field that is known, and no other', () => {
    const target = { providerId: 'a', modelId: 'm' };
    const known = {
      status: 429,
      net: 'reset',
      retryAfterMs: 1,
      vendorCode: 'c',
      vendorMessage: 'm',
      vendorRequestId: 'r',
      waitedMs: 2,
      target,
    } as const;
    const error = new ChatError({ kind: 'rate-limit', message: 'x', origin: 'local', ...known });
    assert.deepEqual(errorRecord(error), {
      kind: 'rate-limit',
      message: 'x',
      origin: 'local',
      ...known,
    });
    const bare = errorRecord(new ChatError({ kind: 'cut', message: 'x' }));
    assert.deepEqual(Object.keys(bare), ['kind', 'message', 'origin']);
  });
});
