/*
 * Tool calls put together from the pieces that servers send, and never let out half.
 */
import assert from 'node:assert/strict';
import { createToolCallFold } from '../../../src/providers/openaiChat/toolCalls.ts';

type Piece = { index?: number; id?: string | null; name?: string; args?: unknown };

function fold(pieces: readonly Piece[], isCutShort = false) {
  const calls = createToolCallFold('a', 'm');
  const deltas = pieces.flatMap(({ name, args, ...rest }) =>
    calls.add({ tool_calls: [{ ...rest, function: { name, arguments: args } }] }),
  );
  const closed = calls.close(isCutShort);
  const whole = closed.calls.map((event) =>
    event.type === 'tool-call' ? `${event.id} ${event.name} ${event.argumentsJson}` : event.type,
  );
  return { deltas, whole, isBroken: closed.isBroken };
}

describe('tool calls', () => {
  const whole: readonly (readonly [string, readonly Piece[], readonly string[]])[] = [
    [
      'by index',
      [
        { index: 0, id: 'x', name: 'f', args: '' },
        { index: 0, args: '{"a":' },
        { index: 0, args: '1}' },
      ],
      ['a.0 f {"a":1}'],
    ],
    [
      'two, in turns',
      [
        { index: 0, id: 'x', name: 'f', args: '{' },
        { index: 1, id: 'y', name: 'g', args: '{' },
        { index: 0, args: '}' },
        { index: 1, args: '}' },
      ],
      ['a.0 f {}', 'a.1 g {}'],
    ],
    [
      'an empty name later (Z.ai)',
      [
        { index: 0, id: 'x', name: 'f', args: '' },
        { index: 0, name: '', args: '{}' },
      ],
      ['a.0 f {}'],
    ],
    [
      'whole, without index (Mistral)',
      [
        { id: 'x', name: 'f', args: '{}' },
        { id: 'y', name: 'g', args: '{}' },
      ],
      ['a.0 f {}', 'a.1 g {}'],
    ],
    [
      'without index, by id',
      [
        { id: 'x', name: 'f', args: '{' },
        { id: 'x', args: '}' },
      ],
      ['a.0 f {}'],
    ],
    ['without index or id', [{ id: 'x', name: 'f', args: '{' }, { args: '}' }], ['a.0 f {}']],
    [
      'without anything but a repeated name',
      [
        { name: 'f', args: '{"a"' },
        { name: 'f', args: ':1}' },
      ],
      ['a.0 f {"a":1}'],
    ],
    [
      'twice the same, whole, without id',
      [
        { name: 'f', args: '{}' },
        { name: 'f', args: '{}' },
      ],
      ['a.0 f {}', 'a.1 f {}'],
    ],
    [
      'all under index 0 with other ids (Gemini)',
      [
        { index: 0, id: 'x', name: 'f', args: '{}' },
        { index: 0, id: 'y', name: 'f', args: '{}' },
      ],
      ['a.0 f {}', 'a.1 f {}'],
    ],
    [
      'a new id in every piece',
      [
        { index: 0, id: 'x', name: 'f', args: '{"a"' },
        { index: 0, id: 'y', args: ':1}' },
      ],
      ['a.0 f {"a":1}'],
    ],
    [
      'arguments as an object (Ollama)',
      [{ index: 0, id: 'x', name: 'f', args: { a: 1 } }],
      ['a.0 f {"a":1}'],
    ],
    ['no arguments', [{ index: 0, id: 'x', name: 'f', args: '' }], ['a.0 f {}']],
    ['arguments that are null', [{ index: 0, id: 'x', name: 'f', args: null }], ['a.0 f {}']],
  ];
  for (const [what, pieces, expected] of whole) {
    it(what, () => {
      const { whole: calls, isBroken } = fold(pieces);
      assert.deepEqual(calls, expected);
      assert(!isBroken);
    });
  }

  it('half ones stay here, whole ones before them do not', () => {
    const pieces = [
      { index: 0, id: 'x', name: 'f', args: '{}' },
      { index: 1, id: 'y', name: 'g', args: '{"a":' },
    ];
    assert.deepEqual(fold(pieces, true), {
      ...fold(pieces, true),
      whole: ['a.0 f {}'],
      isBroken: true,
    });
  });

  it('cut short, neither nothing nor the beginning of a number is an argument', () => {
    for (const args of ['', '1', 'tru', '"a"']) {
      assert.deepEqual(fold([{ index: 0, id: 'x', name: 'f', args }], true).whole, []);
    }
  });

  it('without a name are none', () => assert(fold([{ index: 0, args: '{}' }]).isBroken));

  it('show each piece as progress, under our id', () => {
    const { deltas } = fold([
      { index: 0, id: 'x', name: 'f', args: '{' },
      { index: 0, args: '}' },
    ]);
    assert.deepEqual(deltas, [
      { type: 'tool-call-delta', id: 'a.0', name: 'f', argumentsText: '{' },
      { type: 'tool-call-delta', id: 'a.0', name: 'f', argumentsText: '}' },
    ]);
  });

  it('keep the vendor’s id for the way back', () => {
    const calls = createToolCallFold('a', 'm');
    calls.add({ tool_calls: [{ id: 'x', function: { name: 'f', arguments: '{}' } }] });
    const [call] = calls.close(false).calls;
    assert.deepEqual(call?.type === 'tool-call' && call.opaque, {
      wire: 'openai.chat',
      modelId: 'm',
      data: { callId: 'x' },
    });
  });

  it('take the single call of the first years, and null for none', () => {
    const calls = createToolCallFold('a', 'm');
    assert.equal(calls.add({ tool_calls: null }).length, 0);
    // Snowflake fills in what is not there.
    calls.add({ tool_calls: null, function_call: { name: '', arguments: '' } });
    calls.add({ tool_calls: [{ id: '', type: '', function: { name: '', arguments: '' } }] });
    assert(calls.isEmpty);
    calls.add({ function_call: { name: 'f', arguments: '{"a"' } });
    calls.add({ function_call: { arguments: ':1}' } });
    assert.equal(calls.close(false).calls.length, 1);
  });

  for (const [how, of] of [
    ['the name each time and no index', () => ({ name: 'f' })],
    ['another id each time', (n: number) => ({ index: 0, id: `c${n}`, name: 'f' })],
  ] as const) {
    it(`long arguments cost what they are long, with ${how}`, () => {
      const pieces = Array.from({ length: 50_000 }, (_, n) => ({ ...of(n), args: 'words ' }));
      const startMs = performance.now();
      const { whole: calls } = fold([
        { ...of(0), args: '{"a":"' },
        ...pieces,
        { ...of(0), args: '"}' },
      ]);
      assert.equal(calls.length, 1);
      // Looking at all of it again for each piece took half a minute.
      assert.ok(performance.now() - startMs < 3_000);
    });
  }

  it('more calls than any model makes are an answer that failed, not a slow editor', () => {
    const pieces = Array.from({ length: 1_001 }, (_, index) => ({ index, name: 'f', args: '{}' }));
    assert.equal(fold(pieces.slice(1)).isBroken, false);
    const { whole: calls, isBroken } = fold(pieces);
    assert.deepEqual([calls.length, isBroken], [1_000, true]);
  });
});
