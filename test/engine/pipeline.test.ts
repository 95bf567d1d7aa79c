// The order of the layers: complete, as in the notes, with places waiting for those to come.

import assert from 'node:assert/strict';
import type { Layer, RequestCall, TargetCall } from '../../src/core/index.ts';
import { assemble, assembleLower, REQUEST_ORDER, TARGET_ORDER } from '../../src/engine/pipeline.ts';
import { byHand, FINISH, read, requestCall, targetCall } from './byHand.ts';
import { drain } from './rig.ts';

const passing = <C>(name: string, passed: string[]): Layer<C> => {
  return (next) => (call) => {
    passed.push(name);
    return next(call);
  };
};
const layersOf = <C>(names: readonly string[], passed: string[]) =>
  Object.fromEntries(names.map((name) => [name, passing<C>(name, passed)]));

describe('pipeline', () => {
  it('is the list of the notes', () => {
    assert.deepEqual(
      [...REQUEST_ORDER, 'router', ...TARGET_ORDER],
      [
        'journal',
        'ladder',
        'stored',
        'admission',
        'deadline',
        'router',
        'retry',
        'wakeGate',
        'throttle',
        'bulkhead',
        'rateGate',
        'spend',
        'breaker',
        'attempt',
        'coherence',
        'timeouts',
        'chaos',
      ],
    );
  });

  it('passes a call through every layer, outermost first, the router between', async () => {
    const passed: string[] = [];
    const hand = byHand<TargetCall>();
    const run = assemble({
      request: layersOf<RequestCall>(REQUEST_ORDER, passed),
      router: (next) => (call) => {
        passed.push('router');
        return next(targetCall(call));
      },
      target: layersOf<TargetCall>(TARGET_ORDER, passed),
      provider: hand.handler,
    });
    read(run(requestCall()));
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.deepEqual(passed, [...REQUEST_ORDER, 'router', ...TARGET_ORDER]);
  });

  it('lets absent layers pass everything through', async () => {
    const hand = byHand<TargetCall>();
    const router = (next: typeof hand.handler) => (call: RequestCall) => next(targetCall(call));
    const run = assemble({ request: {}, router, target: {}, provider: hand.handler });
    const reading = read(run(requestCall()));
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.deepEqual(reading.types, ['finish']);
  });
});

describe('the lower half', () => {
  it('is where probes enter: from the bulkhead down, never repeated', async () => {
    const passed: string[] = [];
    const hand = byHand<TargetCall>();
    const ask = assembleLower({
      target: layersOf<TargetCall>(TARGET_ORDER, passed),
      provider: hand.handler,
    });
    read(ask(targetCall()));
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.deepEqual(passed, TARGET_ORDER.slice(TARGET_ORDER.indexOf('bulkhead')));
    assert.ok(!passed.includes('retry'));
  });
});
