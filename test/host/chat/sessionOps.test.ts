import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineEvent, TurnRecord } from '../../../src/core/index.ts';
import { turnView } from '../../../src/host/chat/answerView.ts';
import { turnOps } from '../../../src/host/chat/sessionOps.ts';
import { beginAnswer, foldEvent } from '../../../src/host/chat/turnFold.ts';
import { applyOp, type ChatOp, type ChatView } from '../../../src/protocol/index.ts';
import { a, b, context, turn } from '../fakes.ts';
import { ChatError } from '../../../src/core/index.ts';

const words = fc.string({ minLength: 1, maxLength: 5 });
const event: fc.Arbitrary<EngineEvent> = fc.oneof(
  { weight: 8, arbitrary: words.map((text): EngineEvent => ({ type: 'text-delta', text })) },
  { weight: 3, arbitrary: words.map((text): EngineEvent => ({ type: 'reasoning-delta', text })) },
  fc.constant<EngineEvent>({ type: 'attempt-started', attemptId: 'r', target: a, origin: 'first' }),
  fc.constant<EngineEvent>({ type: 'alive' }),
  fc.constant<EngineEvent>({ type: 'reasoning-left-out' }),
  fc.constant<EngineEvent>({
    type: 'opaque',
    opaque: { wire: 'openai.chat', modelId: 'm', data: 1 },
  }),
  fc.constant<EngineEvent>({ type: 'retracted', target: a }),
  fc.constant<EngineEvent>({
    type: 'seam-started',
    mode: 'fold',
    from: a,
    to: b,
    keptChars: 1,
    error: new ChatError({ kind: 'cut', message: 'cut' }),
  }),
  fc.constant<EngineEvent>({
    type: 'tool-call-delta',
    id: 'c',
    name: 'n',
    argumentsText: '{',
  }),
  fc.constant<EngineEvent>({ type: 'finish', reason: 'stop' }),
);

describe('sessionOps', () => {
  it('rebuilds at the panel exactly what the host holds, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let record: TurnRecord = beginAnswer(turn());
        let view = { turns: [turnView(record, context)] } as unknown as ChatView;
        events.forEach((own, index) => {
          const next = foldEvent(record, own, index);
          const ops: readonly ChatOp[] = turnOps(next, own, record, context);
          view = ops.reduce(applyOp, view);
          record = next;
        });
        assert.deepEqual(view.turns, [turnView(record, context)]);
      }),
    );
  });

  it('sends only the new words while an answer grows', () => {
    const grow = (text: string): EngineEvent => ({ type: 'text-delta', text });
    const before = foldEvent(beginAnswer(turn()), grow('a'), 1);
    const after = foldEvent(before, grow('b'), 2);
    assert.deepEqual(turnOps(after, grow('b'), before, context), [
      { op: 'append', turnId: 't1', answerId: 't1.1', block: 0, at: 1, text: 'b' },
    ]);
  });

  it('sends nothing for a sign of life, nor for what is sealed', () => {
    const before = beginAnswer(turn());
    const opaque = { wire: 'openai.chat', modelId: 'm', data: 'secret' } as const;
    const after = foldEvent(before, { type: 'opaque', opaque }, 1);
    assert.notEqual(after, before);
    assert.deepEqual(turnOps(after, { type: 'opaque', opaque }, before, context), []);
    assert.doesNotMatch(JSON.stringify(turnView(after, context)), /secret/);
    assert.deepEqual(turnOps(before, { type: 'alive' }, before, context), []);
  });
});
