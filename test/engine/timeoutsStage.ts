// The timeouts layer over a handler driven by hand, with limits in milliseconds that a test names,
// and every lesson it teaches.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { TargetCall } from '../../src/core/index.ts';
import { createLatencyBook } from '../../src/engine/latency/latencyBook.ts';
import type { LatencyBook, Lesson } from '../../src/engine/latency/latencyBook.ts';
import type { SilenceLimits } from '../../src/engine/silenceLimits.ts';
import { timeoutsLayer } from '../../src/engine/timeouts.ts';
import { byHand, ports, read, targetCall } from './byHand.ts';

export type Given = { readonly [L in 'headers' | 'firstToken' | 'stall' | 'total']?: number } & {
  readonly charsPerMinute?: number;
  readonly isCold?: boolean;
};

const limitsOf = (given: Given = {}): SilenceLimits => {
  const ms = { headers: 30, firstToken: 60, stall: 20, total: Infinity, ...given };
  const limit = (of: number) => ({ ms: of, by: 'learned', samples: 7, p99Ms: 5 }) as const;
  return {
    headers: limit(ms.headers),
    firstToken: limit(ms.firstToken),
    stall: limit(ms.stall),
    total: { ms: ms.total, by: 'person' },
    drip: { ...limit(20_000), charsPerMinute: given.charsPerMinute ?? 0 },
    promptTokens: 10,
    isCold: given.isCold ?? false,
  };
};

export const setUp = (given: Given = {}, fields: Partial<TargetCall> = {}) => {
  const { clock } = ports();
  const controller = new AbortController();
  const hand = byHand<TargetCall>();
  const lessons: Lesson[] = [];
  const book = createLatencyBook({ wallMs: () => clock.wallMs(), kindOf: () => 'remote' });
  const latency: LatencyBook = {
    ...book,
    learn: (target, tokens, lesson) => {
      lessons.push(lesson);
      book.learn(target, tokens, lesson);
    },
  };
  const limitsFor = () => limitsOf(given);
  const handler = timeoutsLayer({ clock, limitsFor, latency })(hand.handler);
  const call = targetCall({ signal: controller.signal, ...fields });
  const begin = () => read(handler(call));
  const expectClean = (): void => {
    assert.equal(clock.pending, 0);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  };
  return { clock, controller, hand, handler, call, begin, expectClean, lessons };
};
