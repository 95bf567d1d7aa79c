/*
 * One answer driven by a decoder: order, alive, the bound on bytes.
 */
import assert from 'node:assert/strict';
import type { StreamEvent } from '../../src/core/index.ts';
import { streamAnswer } from '../../src/providers/answerStream.ts';
import { createSink, type Decoding } from '../../src/providers/body/decoding.ts';
import { bytesOf, handClock, serve } from './bench.ts';

const { signal } = new AbortController();
const ASKED = {
  providerId: 'p',
  modelId: 'm',
  method: 'POST',
  url: 'https://h.example/',
  key: { in: 'none' },
  firstByteMaxMs: 1,
  idleMaxMs: 1,
} as const;

/** Shows each chunk's length as text, and ends at a chunk of one byte. */
function counting(): Decoding {
  const sink = createSink();
  return {
    get phase() {
      return sink.phase;
    },
    failure: undefined,
    take: () => sink.take(),
    end: () => undefined,
    push(bytes) {
      if (bytes.length > 1000) return;
      sink.emit({ type: 'text-delta', text: String(bytes.length) });
      if (bytes.length === 1) sink.finish();
    },
  };
}

async function run(chunks: readonly Uint8Array[], decode = counting): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of streamAnswer(serve({ chunks }), handClock(), ASKED, decode, signal))
    events.push(event);
  return events;
}

describe('an answer', () => {
  it('is read until its decoder says that it is over', async () => {
    const events = await run([bytesOf('abc'), bytesOf('a'), bytesOf('never')]);
    assert.deepEqual(events.slice(1), [
      { type: 'text-delta', text: '3' },
      { type: 'text-delta', text: '1' },
    ]);
  });

  it('is waited for a short while after its end, anew where it went on after all', async () => {
    const clock = handClock();
    const sink = createSink();
    const decode = (): Decoding => ({
      get phase() {
        return sink.phase;
      },
      failure: undefined,
      take: () => sink.take(),
      end: () => sink.finish(),
      // One byte: an end. Two: it goes on. The clock moves between any two.
      push(bytes) {
        if (bytes.length === 1) sink.enterTail();
        else sink.leaveTail();
        sink.emit({ type: 'text-delta', text: String(bytes.length) });
        clock.advance(1500);
      },
    });
    const chunks = ['a', 'ab', 'a', 'ab', 'a'].map(bytesOf);
    const texts: string[] = [];
    const transport = serve({ chunks, thenHang: true });
    const reading = (async () => {
      for await (const event of streamAnswer(transport, clock, ASKED, decode, signal)) {
        if (event.type === 'text-delta') texts.push(event.text);
      }
    })();
    while (clock.timers() === 0 || texts.length < 5) await Promise.resolve();
    clock.advance(2000);
    await reading;
    assert.deepEqual(texts, ['1', '2', '1', '2', '1']);
  });

  it('that its decoder cannot end is a cut', async () => {
    await assert.rejects(run([bytesOf('abc')]), { kind: 'cut' });
  });

  it('may come in a hundred times as many bytes as it says (Perplexity repeats it all)', async () => {
    const big = new Uint8Array(16 * 1024 * 1024);
    const events = await run([...Array.from({ length: 20 }, () => big), bytesOf('a')]);
    assert.deepEqual(events.at(-1), { type: 'text-delta', text: '1' });
  });

  it('that says more than any model can is a cut', async () => {
    const chunk = bytesOf('abc');
    const says = (): Decoding => ({ ...counting(), take: () => [DELTA] });
    const DELTA = { type: 'reasoning-delta', text: 'x'.repeat(16 * 1024 * 1024) } as const;
    await assert.rejects(run([chunk, chunk, chunk, chunk], says), { kind: 'cut' });
  });

  it('that seals more than any model can is a cut: what is sealed is kept too', async () => {
    const chunk = bytesOf('abc');
    const data = 'x'.repeat(16 * 1024 * 1024);
    const opaque = { wire: 'openai.chat', modelId: 'm', data } as const;
    const seals = (): Decoding => ({ ...counting(), take: () => [{ type: 'opaque', opaque }] });
    await assert.rejects(run([chunk, chunk, chunk, chunk], seals), { kind: 'cut' });
  });

  it('that does not end at all is a cut, and silent bytes are signs of life', async () => {
    const big = new Uint8Array(16 * 1024 * 1024);
    const endless = Array.from({ length: 65 }, () => big);
    await assert.rejects(run([...endless, bytesOf('a')]), { kind: 'cut' });
    assert.deepEqual((await run([new Uint8Array(2000), bytesOf('a')]))[1], { type: 'alive' });
  });
});
