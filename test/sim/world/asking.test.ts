// One question: shown event by event, stopped, hurried, and over exactly once.

import assert from 'node:assert/strict';
import type { EngineEvent } from '../../../src/core/index.ts';
import type { Question } from '../../../src/sim/world/person.ts';
import { startAsking } from '../../../src/sim/world/asking.ts';
import type { Observer } from '../../../src/sim/world/world.ts';
import { answering, hanging, refusing } from '../../../src/sim/scripts.ts';
import { createRig, drain, expectNothingLeft } from '../../engine/rig.ts';

const PATIENT: Question = {
  ...{ lane: 'chat', stopAfterMs: undefined, canFold: true, answerTo: () => undefined },
};

function watch() {
  const shown: EngineEvent[] = [];
  const ends: unknown[] = [];
  const stops: string[] = [];
  const observer: Observer = {
    ...{ noted() {}, seen() {}, asked() {}, slept() {}, consented() {} },
    shown: (_, event) => void shown.push(event),
    over: (_, error) => void ends.push(error),
    stopped: (id) => void stops.push(id),
  };
  return { observer, shown, ends, stops };
}

const of = (question: Partial<Question> = {}) => ({
  ...{ requestId: 'q', windowId: 'w', onEnd: () => undefined },
  question: { ...PATIENT, ...question },
});

describe('asking', () => {
  afterEach(expectNothingLeft);

  it('shows an answer and is over once', async () => {
    const rig = createRig({ providers: { a: answering(['Yes']) } });
    const { observer, shown, ends } = watch();
    startAsking(rig.clock, observer, { ...of(), engine: rig.engine });
    await rig.clock.advance(10);
    assert.equal(shown.at(-1)?.type, 'finish');
    assert.deepEqual(ends, [undefined]);
  });

  it('stops when the person does', async () => {
    const rig = createRig({ providers: { a: hanging() } });
    const { observer, ends, stops } = watch();
    startAsking(rig.clock, observer, { ...of({ stopAfterMs: 500 }), engine: rig.engine });
    await rig.clock.advance(500);
    await drain();
    assert.deepEqual(stops, ['q']);
    assert.equal(ends.length, 1);
  });

  it('says to a wait what the person says', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) =>
          nth === 0 ? refusing('server', { retryAfterMs: 60_000 }) : answering(['Yes']),
      },
    });
    const { observer, shown } = watch();
    const answerTo: Question['answerTo'] = (event) =>
      event.type === 'waiting-until' ? { afterMs: 1_000, control: 'try-now' } : undefined;
    startAsking(rig.clock, observer, { ...of({ answerTo }), engine: rig.engine });
    await rig.clock.advance(5_000);
    assert.equal(shown.at(-1)?.type, 'finish');
  });
});
