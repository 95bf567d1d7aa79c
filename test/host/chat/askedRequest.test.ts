import assert from 'node:assert/strict';
import type { AnswerRecord, TurnRecord } from '../../../src/core/index.ts';
import { askedRequest } from '../../../src/host/chat/askedRequest.ts';
import { turn } from '../fakes.ts';

const said = (state: AnswerRecord['state'], text: string): AnswerRecord => ({
  answerId: text,
  start: { how: 'first' },
  state,
  blocks: [
    { type: 'reasoning', text: 'secret thought' },
    { type: 'text', text },
  ],
});
const asked = (question: string, answers: readonly AnswerRecord[]): TurnRecord => ({
  ...turn(question),
  answers,
});
const words = (earlier: readonly TurnRecord[]): string[] =>
  askedRequest(earlier, 'now?').messages.map(
    (message) =>
      `${message.role}: ${message.parts.map((part) => (part.type === 'text' ? part.text : part.type)).join('')}`,
  );

describe('askedRequest', () => {
  it('sends the whole answer that stands, not the fragment above it, and no reasoning', () => {
    const earlier = asked('first?', [said('unfinished', 'frag'), said('whole', 'all of it')]);
    assert.deepEqual(words([earlier]).slice(1), [
      'user: first?',
      'assistant: all of it',
      'user: now?',
    ]);
  });

  it('sends what was said where nothing whole stands', () => {
    assert.deepEqual(words([asked('first?', [said('stopped', 'half')])])[2], 'assistant: half');
  });

  it('leaves out a turn that nobody answered', () => {
    const empty = asked('first?', [{ ...said('failed', ''), blocks: [] }]);
    assert.deepEqual(words([empty]).slice(1), ['user: now?']);
  });
});
