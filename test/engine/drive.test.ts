// The one driver of all layers: the same stream as nested generators give, and none of their waits.

import assert from 'node:assert/strict';
import type { EngineEvent } from '../../src/core/index.ts';
import { drive, handOver, type HandOver, type Steps, type Watch } from '../../src/engine/drive.ts';
import { ALIVE, byHand, FINISH, read, text } from './byHand.ts';
import { drain } from './rig.ts';

type Open = () => AsyncIterable<EngineEvent>;

const layer = (steps: () => Steps): AsyncIterable<EngineEvent> => drive(steps)(undefined);

/** A layer that only watches; `held` gets its hand-over. */
const watching = (open: Open, watch: Watch, held?: (over: HandOver) => void): Open => {
  return () =>
    layer(async function* () {
      const over = handOver(open, watch);
      held?.(over);
      yield over;
    });
};

/** A source that counts what is asked of it, driven by hand. */
const source = () => {
  const hand = byHand<undefined>();
  const asked = { pulls: 0, returns: 0 };
  const open: Open = () => {
    const inner = hand.handler(undefined)[Symbol.asyncIterator]();
    return {
      [Symbol.asyncIterator]: () => ({
        next() {
          asked.pulls += 1;
          return inner.next();
        },
        return() {
          asked.returns += 1;
          return Promise.resolve({ done: true as const, value: undefined });
        },
      }),
    };
  };
  return { ...hand, open, asked };
};

describe('drive', () => {
  it('shows each event to the layers from the inside out, and pulls once for it', async () => {
    const { open, emit, end, asked } = source();
    const seen: string[] = [];
    let stream = open;
    for (const name of ['inner', 'middle', 'outer']) {
      stream = watching(stream, { see: (event) => void seen.push(`${name} ${event.type}`) });
    }
    emit(text('x'));
    end();
    const reading = read(stream());
    await drain();
    assert.deepEqual(reading.types, ['text-delta']);
    assert.deepEqual(seen, ['inner text-delta', 'middle text-delta', 'outer text-delta']);
    assert.deepEqual([reading.isOver, asked.pulls], [true, 2]);
  });

  it('passes on what a layer gives in the place of an event', async () => {
    const { open, emit, end } = source();
    const shout = watching(open, {
      see: (event) => (event.type === 'text-delta' ? text(event.text.toUpperCase()) : undefined),
    });
    emit(text('x'));
    emit(ALIVE);
    end();
    const reading = read(shout());
    await drain();
    assert.deepEqual(reading.events, [text('X'), ALIVE]);
  });

  it('tells who waits and who no longer does', async () => {
    const { open, emit } = source();
    const told: string[] = [];
    const stream = watching(open, {
      pulling: () => void told.push('pulling'),
      pulled: () => void told.push('pulled'),
    })()[Symbol.asyncIterator]();
    const first = stream.next();
    await drain();
    assert.deepEqual(told, ['pulling']);
    emit(ALIVE);
    await first;
    assert.deepEqual(told, ['pulling', 'pulled']);
  });

  it('throws what a source throws into its layer, which may go on with another', async () => {
    const one = source();
    const two = source();
    one.emit(text('1'));
    one.fail(new Error('broke'));
    two.emit(text('2'));
    two.end();
    const seen: EngineEvent[] = [];
    const reading = read(
      watching(
        () =>
          layer(async function* () {
            try {
              yield handOver(one.open);
            } catch {
              yield ALIVE;
              yield handOver(two.open);
            }
          }),
        { see: (event) => void seen.push(event) },
      )(),
    );
    await drain();
    assert.deepEqual(reading.events, [text('1'), ALIVE, text('2')]);
    assert.deepEqual(seen, reading.events, 'the outer layer sees what the inner one yields itself');
  });

  it('throws into the layer what its own `see` throws, and leaves the source', async () => {
    const { open, emit, asked } = source();
    let isLeft = false;
    const inner = watching(open, { left: () => (isLeft = true) });
    const refusing = watching(inner, {
      see() {
        throw new Error('not that');
      },
    });
    emit(text('x'));
    const reading = read(refusing());
    await drain();
    assert.deepEqual([String(reading.error), reading.events], ['Error: not that', []]);
    assert.deepEqual([isLeft, asked.returns], [true, 1]);
  });

  it('fails a pending pull at once, though the source never answers', async () => {
    const { open, asked } = source();
    let over: HandOver | undefined;
    const reading = read(watching(watching(open, {}), {}, (held) => (over = held))());
    await drain();
    over?.fail(new Error('enough'));
    over?.fail(new Error('too late'));
    await drain();
    assert.equal(String(reading.error), 'Error: enough');
    assert.equal(asked.returns, 1);
  });

  it('fails the next pull where nobody was waiting', async () => {
    const { open, emit } = source();
    let over: HandOver | undefined;
    const stream = watching(open, {}, (held) => (over = held))()[Symbol.asyncIterator]();
    emit(ALIVE);
    await stream.next();
    over?.fail(new Error('meanwhile'));
    await assert.rejects(stream.next(), /meanwhile/);
    assert.equal((await stream.next()).done, true);
  });

  it('opens nothing where a layer has failed before it began', async () => {
    let opened = 0;
    const open: Open = () => {
      opened += 1;
      return source().open();
    };
    const reading = read(watching(open, {}, (over) => over.fail(new Error('early')))());
    await drain();
    assert.deepEqual([String(reading.error), opened], ['Error: early', 0]);
  });

  it('takes a source that cannot be opened for one that failed', async () => {
    const reading = read(
      watching(() => {
        throw new Error('shut');
      }, {})(),
    );
    await drain();
    assert.equal(String(reading.error), 'Error: shut');
  });

  it('drops an event when whoever saw it has ended everything', async () => {
    const { open, emit } = source();
    let outer: HandOver | undefined;
    const inner = watching(open, { see: () => outer?.fail(new Error('stopped')) });
    const reading = read(watching(inner, {}, (held) => (outer = held))());
    emit(text('x'));
    await drain();
    assert.deepEqual([reading.events, String(reading.error)], [[], 'Error: stopped']);
  });

  it('stops after an event that is still handed out, and leaves before it is pulled again', async () => {
    const { open, emit, asked } = source();
    let went = false;
    const stream = layer(async function* () {
      const over: HandOver = handOver(open, {
        see(event) {
          if (event.type === 'finish') over.stop();
        },
      });
      yield over;
      went = true;
    })[Symbol.asyncIterator]();
    emit(FINISH);
    assert.deepEqual((await stream.next()).value, FINISH);
    assert.deepEqual([asked.returns, went], [1, false]);
    assert.equal((await stream.next()).done, true);
    assert.equal(went, true);
  });

  it('tells every layer that it was left before the source hears of it, outermost first', async () => {
    const told: string[] = [];
    const { open, emit } = source();
    const bare: Open = () => ({
      [Symbol.asyncIterator]: () => ({
        ...open()[Symbol.asyncIterator](),
        return() {
          told.push('return');
          return new Promise(() => {});
        },
      }),
    });
    let stream = bare;
    for (const name of ['inner', 'outer']) {
      stream = watching(stream, { left: () => void told.push(name) });
    }
    const reader = stream()[Symbol.asyncIterator]();
    emit(ALIVE);
    await reader.next();
    void reader.next();
    await drain();
    assert.equal((await reader.return?.(undefined))?.done, true, 'it waits for nobody');
    assert.deepEqual(told, ['outer', 'inner', 'return']);
    assert.equal((await reader.next()).done, true);
  });

  it('runs the finally of every layer that is left', async () => {
    const { open, emit } = source();
    const told: string[] = [];
    const tidy = (name: string, inner: Open): Open => {
      return () =>
        layer(async function* () {
          try {
            yield handOver(inner);
          } finally {
            told.push(name);
          }
        });
    };
    const reader = tidy('outer', tidy('inner', open))()[Symbol.asyncIterator]();
    emit(ALIVE);
    await reader.next();
    await reader.return?.(undefined);
    await drain();
    assert.deepEqual(told, ['inner', 'outer']);
  });

  it('answers pulls that do not wait for each other in order', async () => {
    const { open, emit, end } = source();
    const reader = watching(open, {})()[Symbol.asyncIterator]();
    const pulls = [reader.next(), reader.next(), reader.next()];
    emit(text('1'));
    emit(text('2'));
    end();
    const results = await Promise.all(pulls);
    assert.deepEqual(
      results.map(({ value }) => value as unknown),
      [text('1'), text('2'), undefined],
    );
  });

  it('is nobody’s to drive once it runs by itself', async () => {
    const { open, emit, end } = source();
    const running = watching(open, {})();
    const reader = running[Symbol.asyncIterator]();
    emit(text('1'));
    await reader.next();
    emit(text('2'));
    end();
    const reading = read(watching(() => running, {})());
    await drain();
    assert.deepEqual(reading.events, [text('2')]);
  });
});
