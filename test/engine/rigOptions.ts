// Options of a whole engine as scenarios mean them: see below for what is not said.

import { validateEngineOptions } from '../../src/engine/index.ts';
import type { EngineOptions, EngineOptionsInput } from '../../src/engine/index.ts';

/**
 * A scenario that counts failures in a row means the rule that does; and those that speak of
 * seconds have fixed limits, unless they are about learned ones.
 */
export function optionsOf(input: EngineOptionsInput = {}): EngineOptions {
  const { breaker = {} } = input;
  const rule = breaker.failures === undefined ? 'sequential' : 'consecutive';
  const timeouts = { mode: 'fixed', ...input.timeouts } as const;
  return validateEngineOptions({ ...input, timeouts, breaker: { rule, ...breaker } });
}
