// Scripted providers: they keep their script's time, hear an abort within the tick, and count.

import assert from 'node:assert/strict';
import { ChatError } from '../../src/core/index.ts';
import type { StreamEvent } from '../../src/core/index.ts';
import { createScriptedProvider, type Script } from '../../src/sim/scriptedProvider.ts';
import { answering, breaking, hanging } from '../../src/sim/scripts.ts';
import { ports, read, targetCall } from '../engine/byHand.ts';

const setUp = (script: Script, isDeaf = false) => {
  const { clock } = ports();
  const provider = createScriptedProvider({ clock, id: 'a', script: () => script, isDeaf });
  const controller = new AbortController();
  const stream = (): AsyncIterable<StreamEvent> => provider.stream(targetCall(), controller.signal);
  return { clock, provider, controller, stream };
};

describe('scripted provider', () => {
  it('plays its script on time and is gone', async () => {
    const { clock, provider, stream } = setUp(answering(['one', 'two'], { wordMs: 100 }));
    const reading = read(stream());
    await clock.advance(100);
    assert.deepEqual(reading.types, ['response-start', 'text-delta']);
    assert.equal(provider.liveStreams, 1);
    await clock.advance(100);
    assert.deepEqual(reading.types.slice(2), ['text-delta', 'finish']);
    assert.ok(reading.isOver);
    assert.equal(provider.liveStreams, 0);
    assert.equal(provider.textChars, 6);
    assert.equal(provider.calls.length, 1);
  });

  it('throws where its script says so', async () => {
    const { clock, provider, stream } = setUp(breaking(['one'], 'cut'));
    const reading = read(stream());
    await clock.advance(0);
    assert.equal(reading.kind, 'cut');
    assert.equal(provider.liveStreams, 0);
  });

  it('rejects within the tick of an abort, with the reason where it is a ChatError', async () => {
    const { clock, provider, controller, stream } = setUp(hanging());
    const reading = read(stream());
    await clock.advance(10);
    controller.abort(new ChatError({ kind: 'silent', message: 'too long' }));
    assert.equal(provider.liveStreams, 0);
    await clock.advance(0);
    assert.equal(reading.kind, 'silent');
    assert.equal(clock.pending, 0);
  });

  it('hears nothing when it is deaf', async () => {
    const { clock, controller, stream } = setUp(hanging(), true);
    const reading = read(stream());
    await clock.advance(10);
    controller.abort();
    await clock.advance(10);
    assert.equal(reading.isOver, false);
  });

  it('lets go when it is left', async () => {
    const { clock, provider, stream } = setUp(answering(['one', 'two']));
    for await (const event of stream()) if (event.type === 'text-delta') break;
    assert.equal(provider.liveStreams, 0);
    assert.equal(clock.pending, 0);
  });
});
