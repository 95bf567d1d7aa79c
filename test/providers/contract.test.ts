/*
 * The contract of every adapter, one suite over all wires: it asks, hears, calls tools, sees, stops
 * in every phase, and tells each failure for what it is. Real servers, the real transport, no real
 * time.
 */
import assert from 'node:assert/strict';
import { ChatError, type ChatRequest, type Message } from '../../src/core/index.ts';
import { SSE_BUFFER_MAX } from '../../src/providers/sse/sseDecoder.ts';
import { brokenLaws } from '../replay/compare.ts';
import { WIRES } from '../replay/speaker.ts';
import { find, wordsOf, type Drive } from './bench.ts';
import { ANYWHERE, type WireSample } from './contract/sample.ts';
import { SAMPLES } from './contract/samples.ts';
import { KEY, startStand, until, type Stand } from './contract/stand.ts';

const WORDS = ['Hello', ' wörld', ' 🌍', '\n', 'and', ' all.'];
const SAID = WORDS.join('');
const HELLO: Message = { role: 'user', parts: [{ type: 'text', text: 'Hello?' }] };
const TOOL = {
  name: 'look',
  description: 'Looks',
  parametersSchema: { type: 'object', properties: { at: { type: 'string' } } },
};
const ARGS = { at: 'the "sky" 🌍' };
const PNG = 'iVBORw0KGgo=';
const HOUR_MS = 3_600_000;

const reasonOf = ({ events }: Drive): string | undefined => find(events, 'finish')[0]?.reason;
const sizeOf = (pieces: readonly string[]): number => Buffer.byteLength(pieces.join(''));
const endOf = (run: Drive): string | undefined => {
  assert.deepEqual(brokenLaws(run), []);
  return run.error?.kind ?? reasonOf(run);
};

describe('the contract', () => {
  it('is tried on every wire', () =>
    assert.deepEqual(
      SAMPLES.map(({ wire }) => wire),
      WIRES,
    ));
});

for (const sample of SAMPLES) {
  describe(`the contract of ${sample.wire}`, () => {
    let stand: Stand;
    before(async () => {
      stand = await startStand(sample.wire);
    });
    after(() => stand.close());

    answers(sample, () => stand);
    cancels(sample, () => stand);
    fails(sample, () => stand);
    endures(sample, () => stand);
  });
}

function answers({ text, call, callId, whole, smallest, ask }: WireSample, at: () => Stand): void {
  it('answers a question, with its usage, and sends the key in a header only', async () => {
    await at().plays(text(WORDS));
    const run = await at().ask({ messages: [HELLO] });
    assert.deepEqual([endOf(run), run.text, run.reasoning], ['stop', SAID, '']);
    assert.deepEqual(find(run.events, 'usage')[0]?.usage, { inputTokens: 3, outputTokens: 4 });
    const [request] = at().server.requests;
    assert.equal(request?.method, 'POST');
    assert(!`${request.path}${request.body}`.includes(KEY));
    assert.equal(Object.values(request.headers).filter((one) => one?.includes(KEY)).length, 1);
    assert.match(ask(at().sent()).words, /Hello\?/);
  });

  it('takes a whole answer in place of a stream', async () => {
    await at().plays([`\n ${JSON.stringify(whole(SAID))}\n`]);
    const run = await at().ask();
    assert.deepEqual([endOf(run), run.text], ['stop', SAID]);
  });

  it('sends nothing that was not asked for', async () => {
    await at().plays(text(['a']));
    await at().ask({ messages: [HELLO] });
    assert.deepEqual(Object.keys(at().sent()).toSorted(), smallest);
    assert.doesNotMatch(
      JSON.stringify(at().sent()),
      /temperature|top_?[pk]|penalty|seed|"n"|sampling|logprobs|user_?id|metadata/i,
    );
  });

  it('calls a tool, and takes its result back', async () => {
    const tools = [TOOL];
    await at().plays(call(TOOL.name, ARGS));
    const run = await at().ask({ messages: [HELLO], tools });
    assert.equal(endOf(run), 'tool-calls');
    const [called, ...others] = find(run.events, 'tool-call');
    assert(called !== undefined && others.length === 0);
    assert.deepEqual([called.name, JSON.parse(called.argumentsJson)], [TOOL.name, ARGS]);
    assert(find(run.events, 'tool-call-delta').length > 0);
    assert.deepEqual(ask(at().sent()).tools, [TOOL.name]);

    await at().plays(text(WORDS));
    const { type: _type, ...part } = called;
    const { id, name } = called;
    const messages: readonly Message[] = [
      HELLO,
      { role: 'assistant', parts: [{ type: 'tool-call', ...part }] },
      { role: 'tool', parts: [{ type: 'tool-result', id, name, text: 'clear', isError: false }] },
    ];
    const again = await at().ask({ messages, tools });
    assert.deepEqual([endOf(again), again.text], ['stop', SAID]);
    const { calls, results } = ask(at().sent());
    const known = callId === undefined ? {} : { id: callId };
    assert.deepEqual(calls, [{ ...known, name, args: ARGS }]);
    assert.equal(results.length, 1);
    assert.equal(results[0]?.text, 'clear');
    // Matched by the vendor's own id, or by name where the wire has none.
    if (callId === undefined) assert.equal(results[0]?.name, name);
    else assert.equal(results[0]?.id, callId);
  });

  it('shows an image', async () => {
    await at().plays(text(WORDS));
    const image = { type: 'image', mediaType: 'image/png', dataBase64: PNG } as const;
    const request: ChatRequest = {
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'What is this?' }, image] }],
    };
    assert.equal(endOf(await at().ask(request)), 'stop');
    const asked = ask(at().sent());
    assert.deepEqual(asked.images, [PNG]);
    assert.match(asked.words, /What is this\?/);
  });
}

/** Runs until `isNow`, stops, and demands that the connection is let go. */
async function stopWhen(stand: Stand, isNow: (type: string) => boolean, reason?: ChatError) {
  const stop = new AbortController();
  const types: string[] = [];
  let error: unknown;
  try {
    for await (const { type } of stand.events(stop.signal)) {
      types.push(type);
      if (isNow(type)) stop.abort(reason);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { types, error };
}

function cancels({ text }: WireSample, at: () => Stand): void {
  const isLetGo = (): boolean => at().server.requests[0]?.disconnectedMs !== undefined;
  const isAborted = (error: unknown): void => {
    assert(error instanceof ChatError);
    assert.deepEqual([error.kind, error.origin], ['aborted', 'local']);
  };

  it('stops before it connects: nobody is called', async () => {
    await at().plays(text(WORDS));
    const run = await at().ask(undefined, AbortSignal.abort());
    isAborted(run.error);
    assert.deepEqual([run.events, at().server.bytesReceived()], [[], 0]);
  });

  it('stops before the headers', async () => {
    await at().plays(text(WORDS), 'silent-before-headers');
    const stop = new AbortController();
    const asking = at().ask(undefined, stop.signal);
    await until(() => at().server.requests.length === 1, 'the request arrived');
    stop.abort();
    const run = await asking;
    isAborted(run.error);
    assert.deepEqual(run.events, []);
    await until(isLetGo, 'the connection was let go');
  });

  it('stops before the first token', async () => {
    await at().plays(text(WORDS), 'silent-after-headers');
    const { types, error } = await stopWhen(at(), (type) => type === 'response-start');
    isAborted(error);
    assert.deepEqual(types, ['response-start']);
    await until(isLetGo, 'the connection was let go');
  });

  it('stops in mid-stream, with the reason that was given', async () => {
    const frames = text(WORDS);
    await at().plays(frames, { kind: 'stall-after', bytes: sizeOf(frames.slice(0, -3)) });
    const reason = new ChatError({ kind: 'stall', message: 'too long' });
    const { types, error } = await stopWhen(at(), (type) => type === 'text-delta', reason);
    assert.equal(error, reason);
    assert.equal(types.filter((type) => type === 'text-delta').length, 1);
    await until(isLetGo, 'the connection was let go');
  });

  it('is finished when it is finished: a stop comes too late', async () => {
    await at().plays(text(WORDS));
    const { types, error } = await stopWhen(at(), (type) => type === 'finish');
    assert.deepEqual([types.at(-1), error], ['finish', undefined]);
  });
}

function fails({ refusals, text, call, event, brokenBy }: WireSample, at: () => Stand): void {
  for (const { kind, status, body, headers, waitMs } of [...refusals, ...ANYWHERE]) {
    const words = typeof body === 'string' ? body : JSON.stringify(body);
    it(`${status} ${words.slice(0, 70)} is ${kind}`, async () => {
      await at().plays([], {
        kind: 'status',
        status,
        body: words,
        ...(headers ? { headers } : {}),
      });
      const run = await at().ask();
      assert.equal(endOf(run), kind);
      assert.deepEqual([run.error?.status, run.error?.retryAfterMs], [status, waitMs]);
      assert.equal(run.error?.target?.providerId, 'acme');
    });
  }

  it('tells an error in mid-stream, and keeps the words before it', async () => {
    const frames = text(WORDS);
    const isSaid = frames.findIndex((frame) => frame.includes(' all.')) + 1;
    await at().plays([...frames.slice(0, isSaid), brokenBy]);
    const run = await at().ask();
    assert.deepEqual([endOf(run), run.text], ['overloaded', SAID]);
  });

  it('never takes an answer without its end for whole, wherever it ends', async () => {
    const frames = text(WORDS);
    const said = frames.findIndex((frame) => frame.includes(' all.')) + 1;
    for (let count = 1; count <= said; count += 1) {
      const bytes = sizeOf(frames.slice(0, count));
      await at().plays(frames, { kind: 'end-after', bytes });
      const run = await at().ask();
      assert.equal(endOf(run), 'truncated');
      assert(SAID.startsWith(run.text));
      await at().plays(frames, { kind: 'end-after', bytes: bytes - 4 });
      assert.match(String(endOf(await at().ask())), /truncated|protocol/);
    }
    await at().plays(frames, { kind: 'cut-after', bytes: sizeOf(frames.slice(0, said)) });
    const cut = await at().ask();
    assert.deepEqual([endOf(cut), cut.text], ['cut', SAID]);
  });

  it('never lets half a tool call out', async () => {
    const frames = call(TOOL.name, ARGS);
    const bytes = sizeOf(frames);
    for (let size = 1; size < bytes; size += 71) {
      await at().plays(frames, { kind: 'end-after', bytes: size });
      const run = await at().ask();
      const calls = find(run.events, 'tool-call');
      if (run.error !== undefined) assert.deepEqual([brokenLaws(run), calls], [[], []]);
      else assert.deepEqual(JSON.parse(calls[0]?.argumentsJson ?? 'null'), ARGS);
    }
  });

  it('gives a line up that never ends, long before memory does', async () => {
    const giant = event({ pad: 'x'.repeat(SSE_BUFFER_MAX + 2 ** 20) });
    await at().plays([...text(WORDS).slice(0, 3), giant, ...text(WORDS).slice(3)]);
    const run = await at().ask();
    assert.equal(endOf(run), 'cut');
    assert(SAID.startsWith(run.text));
  });
}

function endures({ text }: WireSample, at: () => Stand): void {
  it('reads a long line whole', async () => {
    const long = Array.from({ length: 60_000 }, (_, n) => `word${n} `).join('');
    await at().plays(text([long, 'end']));
    const run = await at().ask();
    assert.deepEqual([endOf(run), run.text === `${long}end`], ['stop', true]);
  });

  it('reads bytes that come one by one, hours apart: it has no patience to lose', async () => {
    const bytes = Buffer.from(text(['Hi ', '🌍']).join(''));
    await at().plays(Array.from(bytes, (_, index) => bytes.subarray(index, index + 1)));
    const seen = [];
    for await (const event of at().events(new AbortController().signal)) {
      seen.push(event);
      if (event.type === 'text-delta') await at().clock.advance(HOUR_MS);
    }
    assert.equal(wordsOf(seen).text, 'Hi 🌍');
    assert.deepEqual([seen.at(-1)?.type, at().clock.pending], ['finish', 0]);
  });

  it('does not wait for a server that never hangs up after its last word', async () => {
    const frames = text(WORDS);
    await at().plays(frames, { kind: 'stall-after', bytes: sizeOf(frames) });
    let run: Drive | undefined;
    const asking = at()
      .ask()
      .then((done) => (run = done));
    // At the mark of the end, or two seconds after the last word where the wire has none.
    await until(() => run !== undefined || at().clock.pending > 0, 'an end, or a wait for one');
    await at().clock.advance(2000);
    await asking;
    assert.deepEqual([run && endOf(run), run?.text, at().clock.pending], ['stop', SAID, 0]);
    await until(() => at().server.requests[0]?.disconnectedMs !== undefined, 'it was let go');
  });
}
