/*
 * Pulling from a body: abort, time limit, close, and nothing left behind.
 */
import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/index.ts';
import {
  abortError,
  createBodyReader,
  throwIfAborted,
  untilAborted,
} from '../../../src/providers/body/bodyReader.ts';
import { bytesOf, handClock } from '../bench.ts';

const never = (): Promise<never> => new Promise(() => {});
const hanging = { [Symbol.asyncIterator]: () => ({ next: never, return: never }) };

async function* some(): AsyncGenerator<Uint8Array> {
  yield bytesOf('a');
  yield bytesOf('b');
}

describe('a body', () => {
  it('is read to its end, and is over after it', async () => {
    let abandoned = 0;
    const reader = createBodyReader(
      handClock(),
      some(),
      new AbortController().signal,
      () => (abandoned += 1),
    );
    assert.deepEqual(
      [await reader.next(), await reader.next(), await reader.next()],
      [bytesOf('a'), bytesOf('b'), 'end'],
    );
    reader.close();
    reader.close();
    assert.equal(abandoned, 0);
    assert.equal(await reader.next(), 'end');
  });

  it('that is left early is abandoned, once', () => {
    let abandoned = 0;
    const reader = createBodyReader(
      handClock(),
      hanging,
      new AbortController().signal,
      () => (abandoned += 1),
    );
    reader.close();
    reader.close();
    assert.equal(abandoned, 1);
  });

  it('that hangs is late, and leaves no timer', async () => {
    const clock = handClock();
    const reader = createBodyReader(clock, hanging, new AbortController().signal);
    const read = reader.next(10);
    clock.advance(10);
    assert.equal(await read, 'late');
    assert.equal(clock.timers(), 0);
  });

  it('that hangs ends at an abort', async () => {
    const stop = new AbortController();
    const clock = handClock();
    const reader = createBodyReader(clock, hanging, stop.signal);
    const read = reader.next(10);
    stop.abort();
    await assert.rejects(read, { kind: 'aborted', origin: 'local' });
    await assert.rejects(reader.next(), { kind: 'aborted' });
    assert.equal(clock.timers(), 0);
  });
});

describe('an abort', () => {
  it('is thrown as the reason it was given', () => {
    const reason = new ChatError({ kind: 'silent', message: 'x' });
    const stop = new AbortController();
    throwIfAborted(stop.signal);
    stop.abort(reason);
    assert.equal(abortError(stop.signal), reason);
    assert.throws(
      () => throwIfAborted(stop.signal),
      (error) => error === reason,
    );
  });

  it('ends a wait and hands on what comes too late', async () => {
    const stop = new AbortController();
    let settle: (value: string) => void = () => undefined;
    const late: string[] = [];
    const waiting = untilAborted(
      new Promise<string>((resolve) => {
        settle = resolve;
      }),
      stop.signal,
      (value) => late.push(value),
    );
    stop.abort();
    await assert.rejects(waiting, { kind: 'aborted' });
    settle('x');
    await Promise.resolve();
    assert.deepEqual(late, ['x']);
  });

  it('does not touch what came in time', async () => {
    const { signal } = new AbortController();
    assert.equal(await untilAborted(Promise.resolve('x'), signal, () => assert.fail()), 'x');
    await assert.rejects(
      untilAborted(Promise.reject(new Error('y')), signal, () => assert.fail()),
      /y/,
    );
  });
});
