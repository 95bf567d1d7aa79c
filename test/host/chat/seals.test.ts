/*
 * Sealed parts on their whole way, on each wire: from the answer's bytes into the turn, and in the
 * next question back to the same wire, model and account, untouched; to nobody else, with a note.
 */
import assert from 'node:assert/strict';
import type { Transport, TransportRequest } from '../../../src/core/index.ts';
import { targetKey } from '../../../src/core/index.ts';
import { composed, type Composed } from '../composed.ts';

type Event = { readonly [key: string]: unknown };
const sse = (...events: readonly Event[]): string =>
  events
    .map((event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('');
const SEAL = 'sealed-9f3';

const PLAIN =
  'data: {"choices":[{"index":0,"delta":{"content":"Plain."},"finish_reason":"stop"}]}\n\n' +
  'data: [DONE]\n\n';

const block = (index: number, start: Event, ...deltas: readonly Event[]): readonly Event[] => [
  { type: 'content_block_start', index, content_block: start },
  ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
  { type: 'content_block_stop', index },
];
const ANTHROPIC = sse(
  { type: 'message_start', message: { model: 'm', usage: { input_tokens: 1, output_tokens: 1 } } },
  ...block(
    0,
    { type: 'thinking', thinking: '', signature: '' },
    { type: 'thinking_delta', thinking: 'Hm' },
    { type: 'signature_delta', signature: SEAL },
  ),
  ...block(1, { type: 'text', text: '' }, { type: 'text_delta', text: 'Hello ' }),
  ...block(2, { type: 'redacted_thinking', data: `${SEAL}-2` }),
  ...block(3, { type: 'text', text: '' }, { type: 'text_delta', text: 'you.' }),
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
  { type: 'message_stop' },
);

const REASONING = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: SEAL };
const MESSAGE = {
  type: 'message',
  id: 'msg_1',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text: 'Hello you.', annotations: [], logprobs: [] }],
};
const RESPONSES = sse(
  { type: 'response.output_item.done', output_index: 0, item: REASONING },
  { type: 'response.output_text.delta', output_index: 1, delta: 'Hello you.' },
  { type: 'response.output_item.done', output_index: 1, item: MESSAGE },
  {
    type: 'response.completed',
    response: { status: 'completed', model: 'gpt-5', output: [REASONING, MESSAGE] },
  },
);

const gemini = (finish: object, ...parts: readonly Event[]): string =>
  `data: ${JSON.stringify({ candidates: [{ content: { parts }, ...finish }] })}\r\n\r\n`;
const GEMINI =
  gemini({}, { text: 'Hm', thought: true }) +
  gemini({}, { text: 'Hello you.' }) +
  gemini({ finishReason: 'STOP' }, { text: '', thoughtSignature: SEAL });

const chat = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const DETAIL = { type: 'reasoning.encrypted', data: SEAL, index: 0 };
const OPENROUTER =
  chat({ reasoning_details: [DETAIL] }) +
  chat({ content: 'Hello you.' }) +
  chat({}, 'stop') +
  'data: [DONE]\n\n';

type Wire = {
  readonly name: string;
  readonly kind: string;
  readonly model: string;
  readonly other: string;
  readonly answer: string;
  /** The turn of the model as it must go back. */
  readonly echoed: object;
  /** Where the body holds it. */
  readonly turns: 'messages' | 'input' | 'contents';
};
const WIRES: readonly Wire[] = [
  {
    name: 'Anthropic Messages',
    kind: 'anthropic',
    model: 'claude-a',
    other: 'claude-b',
    answer: ANTHROPIC,
    turns: 'messages',
    echoed: {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm', signature: SEAL },
        { type: 'text', text: 'Hello ' },
        { type: 'redacted_thinking', data: `${SEAL}-2` },
        { type: 'text', text: 'you.' },
      ],
    },
  },
  {
    name: 'OpenAI Responses',
    kind: 'openai',
    model: 'gpt-5',
    other: 'o3',
    answer: RESPONSES,
    turns: 'input',
    echoed: [REASONING, MESSAGE],
  },
  {
    name: 'Gemini',
    kind: 'gemini',
    model: 'gemini-3',
    other: 'gemini-4',
    answer: GEMINI,
    turns: 'contents',
    echoed: {
      role: 'model',
      parts: [{ text: 'Hello you.' }, { text: '', thoughtSignature: SEAL }],
    },
  },
  {
    name: 'Chat Completions (OpenRouter)',
    kind: 'openrouter',
    model: 'a/b',
    other: 'a/c',
    answer: OPENROUTER,
    turns: 'messages',
    echoed: { role: 'assistant', content: 'Hello you.', reasoning_details: [DETAIL] },
  },
];

const compatible = { kind: 'compatible', baseUrl: 'https://plain.example/v1', models: ['m'] };

function stageFor(wire: Wire) {
  const sent: TransportRequest[] = [];
  const transport: Transport = {
    send(request) {
      sent.push(request);
      const isPlain = request.url.startsWith(compatible.baseUrl);
      const body = new TextEncoder().encode(isPlain ? PLAIN : wire.answer);
      async function* chunks(): AsyncGenerator<Uint8Array> {
        await Promise.resolve();
        yield body;
      }
      const headers = { 'content-type': 'text/event-stream' };
      return Promise.resolve({ status: 200, headers, body: chunks() });
    },
  };
  const entry = (id: string, more: object): Record<string, unknown> => ({
    id,
    armed: true,
    ...more,
  });
  const providers = [
    entry('one', { kind: wire.kind, models: [wire.model, wire.other] }),
    entry('two', { kind: wire.kind, models: [wire.model] }),
    entry('plain', compatible),
  ];
  const settings = (first: string) => ({ providers, 'routing.order': [first] });
  const stage = composed({ transport, settings: settings(`one/${wire.model}`) });
  return { stage, sent, first: (name: string) => stage.set(settings(name)) };
}

async function ask(stage: Composed, question: string): Promise<void> {
  const sending = stage.session.send(question, question);
  await stage.clock.runUntilIdle();
  await sending;
}
const body = (sent: readonly TransportRequest[]): Record<string, unknown[]> =>
  JSON.parse(sent.at(-1)?.body ?? '{}') as Record<string, unknown[]>;
const lastAnswer = (stage: Composed) => stage.session.turns().at(-1)?.answers.at(-1);

for (const wire of WIRES)
  describe(`what is sealed on ${wire.name}`, () => {
    it('goes back to its own wire, model and account, in its place and untouched', async () => {
      const { stage, sent } = stageFor(wire);
      await ask(stage, 'one?');
      assert.equal(lastAnswer(stage)?.state, 'whole');
      await ask(stage, 'two?');
      assert.equal(targetKey(lastAnswer(stage)?.target ?? assert.fail()), `one/${wire.model}`);
      const turns = body(sent)[wire.turns] ?? [];
      // The newest question is last; before it stands what the model said.
      const echoed = Array.isArray(wire.echoed) ? turns.slice(-3, -1) : turns.at(-2);
      assert.deepEqual(echoed, wire.echoed);
      assert.equal(lastAnswer(stage)?.reasoningLeftOut, undefined);
    });

    for (const [who, order] of [
      ['another wire', 'plain'],
      ['another model of the same wire', `one/${wire.other}`],
      ['another account with the same model', `two/${wire.model}`],
    ] as const) {
      it(`does not go to ${who}, and a note says so`, async () => {
        const { stage, sent, first } = stageFor(wire);
        await ask(stage, 'one?');
        first(order);
        await ask(stage, 'two?');
        assert.equal(
          targetKey(lastAnswer(stage)?.target ?? assert.fail()).split('/')[0],
          order.split('/')[0],
        );
        const text = sent.at(-1)?.body ?? '';
        assert.doesNotMatch(text, new RegExp(SEAL));
        assert.match(text, /"Hello you\."/);
        assert.equal(lastAnswer(stage)?.reasoningLeftOut, true);
        assert.ok(stage.journal.some(({ type }) => type === 'reasoning-left-out'));
        const [fact] = stage.shown().turns.at(-1)?.answers.at(-1)?.footer.slice(-1) ?? [];
        assert.equal(fact?.text, 'earlier thoughts left out');
        // Back with its own, it is there again.
        first(`one/${wire.model}`);
        await ask(stage, 'three?');
        assert.match(sent.at(-1)?.body ?? '', new RegExp(SEAL));
      });
    }

    it('is stored with the turn and never shown', async () => {
      const { stage } = stageFor(wire);
      await ask(stage, 'one?');
      assert.match(JSON.stringify(stage.store.saved.at(-1)), new RegExp(SEAL));
      assert.doesNotMatch(JSON.stringify(stage.model.view()), new RegExp(SEAL));
      assert.doesNotMatch(JSON.stringify(stage.journal), new RegExp(SEAL));
    });
  });

describe('the name of a conversation', () => {
  it('goes to OpenAI for its cache, the same in each question, random, and to nobody else', async () => {
    const wire = WIRES.find(({ kind }) => kind === 'openai') ?? assert.fail();
    const { stage, sent, first } = stageFor(wire);
    await ask(stage, 'one?');
    await ask(stage, 'two?');
    const keys = sent.map(
      (request) => (JSON.parse(request.body ?? '{}') as Event)['prompt_cache_key'],
    );
    assert.deepEqual(keys, [stage.session.conversationId(), stage.session.conversationId()]);
    first('plain');
    await ask(stage, 'three?');
    assert.equal('prompt_cache_key' in body(sent), false);
    first(`one/${wire.model}`);
    await ask({ ...stage, session: stage.begin('c2').session }, 'four?');
    assert.notEqual(body(sent)['prompt_cache_key'], keys[0]);
  });
});
