// Several streams driven by hand against each other: who is seen, who wins, and who is stopped.

import assert from 'node:assert/strict';
import type { Handler, TargetCall } from '../../src/core/index.ts';
import { duel } from '../../src/engine/duel.ts';
import {
  A,
  B,
  byHand,
  failure,
  FINISH,
  ports,
  read,
  reasoning,
  targetCall,
  text,
} from './byHand.ts';
import { drain } from './rig.ts';

const setUp = () => {
  const { clock } = ports();
  const [a, b] = [byHand<TargetCall>(), byHand<TargetCall>()];
  const next: Handler<TargetCall> = (call) =>
    (call.target.providerId === 'a' ? a : b).handler(call);
  const controller = new AbortController();
  const { signal } = controller;
  const told: string[] = [];
  const reading = read(
    duel(
      {
        ...{ clock, next, afterMs: 1_000 },
        join: () => [targetCall({ target: B, signal })],
        failed({ target }, to) {
          told.push(`${target.providerId} failed${to === undefined ? '' : ' in sight'}`);
          return [];
        },
        overtaken(loser, winner) {
          told.push(`${winner.target.providerId} before ${loser.target.providerId}`);
          return [];
        },
      },
      targetCall({ target: A, signal }),
    ),
  );
  return { clock, a, b, told, reading, controller };
};

describe('duel', () => {
  it('shows the first as if it were alone, and the other only when it has won', async () => {
    const { clock, a, b, told, reading } = setUp();
    a.emit(reasoning('hm'));
    await clock.advance(1_000);
    b.emit(reasoning('so'));
    await drain();
    assert.deepEqual(reading.types, ['reasoning-delta']);
    b.emit(text('B'));
    await drain();
    assert.deepEqual(told, ['b before a']);
    assert.deepEqual(reading.events.slice(1), [reasoning('so'), text('B')]);
    assert.ok(a.calls[0]?.signal.aborted, 'who lost is stopped at once');
    b.emit(FINISH);
    b.end();
    await drain();
    assert.deepEqual([reading.isOver, clock.pending], [true, 0]);
  });

  it('asks nobody else when the first has begun in time', async () => {
    const { clock, a, b, reading } = setUp();
    a.emit(text('A'));
    await clock.advance(5_000);
    a.emit(FINISH);
    a.end();
    await drain();
    assert.deepEqual([reading.types, b.calls.length], [['text-delta', 'finish'], 0]);
  });

  it('goes on with the other where the first fails, and throws what the last one throws', async () => {
    const { clock, a, b, told, reading } = setUp();
    await clock.advance(1_000);
    a.fail(failure('server'));
    await drain();
    assert.deepEqual([told, reading.isOver], [['a failed in sight'], false]);
    b.fail(failure('quota'));
    await drain();
    assert.equal(reading.kind, 'quota');
  });

  it('says nothing of the other where that fails unseen', async () => {
    const { clock, a, b, told, reading } = setUp();
    await clock.advance(1_000);
    b.fail(failure('server'));
    await drain();
    a.emit(text('A'));
    a.emit(FINISH);
    a.end();
    await drain();
    assert.deepEqual(told, ['b failed']);
    assert.deepEqual(reading.types, ['text-delta', 'finish']);
  });

  it('fails with the winner, once that has begun', async () => {
    const { clock, a, b, reading } = setUp();
    await clock.advance(1_000);
    b.emit(text('B'));
    await drain();
    b.fail(failure('cut'));
    await drain();
    assert.equal(reading.kind, 'cut');
    assert.equal(a.calls.length, 1);
  });
});
