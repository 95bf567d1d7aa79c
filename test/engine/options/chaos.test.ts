// Planted faults as data: what may be asked for, and what is refused by name.

import assert from 'node:assert/strict';
import { NO_CHAOS, validateChaos, type ChaosRule } from '../../../src/engine/options/chaos.ts';

const rule = (fields: object): ChaosRule =>
  Object.assign({ providerId: 'a', fault: { what: 'outage' } }, fields) as ChaosRule;
const refused = (fields: object, message: RegExp): void =>
  assert.throws(
    () => validateChaos({ rules: [rule({}), rule(fields)] }),
    (error) => error instanceof RangeError && message.test(error.message),
  );

describe('chaos options', () => {
  it('take every fault within its bounds', () => {
    validateChaos(NO_CHAOS);
    const faults: readonly ChaosRule['fault'][] = [
      { what: 'outage' },
      { what: 'rate-limit' },
      { what: 'rate-limit', retryAfterMs: 86_400_000 },
      { what: 'failure' },
      { what: 'malformed' },
      { what: 'empty' },
      { what: 'latency', addedMs: 0 },
      { what: 'latency', addedMs: 5, spreadMs: 7 },
      { what: 'stall', afterWords: 0 },
      { what: 'cut', afterWords: 1_000_000 },
      { what: 'drip', everyMs: 86_400_000 },
    ];
    validateChaos({ rules: faults.map((fault) => rule({ fault, share: 1 })) });
    validateChaos({ rules: [rule({ share: 0.01, modelId: 'm' })] });
  });

  it('refuse a share that is none', () => {
    for (const share of [0, -0.1, 1.1, Number.NaN, '1'])
      refused({ share }, /chaos\.rules\[1\]\.share is .*above 0, at most 1/);
  });

  it('refuse a fault they do not know, and figures out of range', () => {
    refused({ fault: { what: 'meteor' } }, /\[1\]\.what is meteor: .*outage, rate-limit/);
    refused({ fault: { what: 'toString' } }, /\[1\]\.what is toString/);
    refused({ fault: { what: 'stall' } }, /\[1\]\.afterWords is undefined: .*0 to 1000000/);
    refused({ fault: { what: 'cut', afterWords: -1 } }, /\[1\]\.afterWords is -1/);
    refused({ fault: { what: 'drip', everyMs: Infinity } }, /\[1\]\.everyMs is Infinity/);
    refused({ fault: { what: 'latency', addedMs: 1, spreadMs: 'x' } }, /\[1\]\.spreadMs is x/);
    refused({ fault: { what: 'rate-limit', retryAfterMs: 1e9 } }, /\[1\]\.retryAfterMs is 10{9}/);
  });
});
