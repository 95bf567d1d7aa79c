import assert from 'node:assert/strict';
import type { AnswerRecord, SealedRecord } from '../../../src/core/index.ts';
import { answerParts, wordsOf } from '../../../src/host/chat/answerParts.ts';
import { a } from '../fakes.ts';

const sealed = (block: number, char: number, data: unknown): SealedRecord => ({
  block,
  char,
  opaque: { wire: 'gemini.generateContent', modelId: 'm', data },
});
const said = (more: Partial<AnswerRecord> = {}): AnswerRecord => ({
  answerId: 't.1',
  target: a,
  start: { how: 'first' },
  state: 'whole',
  blocks: [
    { type: 'reasoning', text: 'hm' },
    { type: 'text', text: 'Hello' },
    { type: 'text', text: ' you' },
  ],
  ...more,
});
/** Texts as they are, seals as their data. */
const shape = (answer: AnswerRecord, withSeals = true): readonly unknown[] =>
  answerParts(answer, withSeals).map((part) =>
    part.type === 'text' ? part.text : part.opaque?.data,
  );

describe('answer parts', () => {
  it('are the visible words as one text where nothing is sealed', () => {
    assert.deepEqual(shape(said()), ['Hello you']);
    assert.equal(wordsOf(said()), 'Hello you');
  });

  it('hold each seal in its place: before, inside, between and behind the words', () => {
    const seals = [sealed(0, 2, 1), sealed(1, 3, 2), sealed(1, 5, 3), sealed(3, 0, 4)];
    assert.deepEqual(shape(said({ sealed: seals })), [1, 'Hel', 2, 'lo', 3, ' you', 4]);
  });

  it('name the account that a seal came from', () => {
    const [part] = answerParts(said({ sealed: [sealed(0, 2, 1)] }), true);
    assert.equal(part?.opaque?.providerId, 'a');
  });

  it('hold no seal that was refused, of half an answer, or before a call that nobody answered', () => {
    const seals = { sealed: [sealed(0, 2, 1)] };
    assert.deepEqual(shape(said(seals), false), ['Hello you']);
    assert.deepEqual(shape(said({ ...seals, state: 'stopped' })), ['Hello you']);
    const call = {
      type: 'tool-call',
      id: 'c',
      name: 't',
      argumentsText: '{}',
      whole: true,
    } as const;
    const withCall = said({ ...seals, blocks: [{ type: 'text', text: 'I look.' }, call] });
    assert.deepEqual(shape(withCall), ['I look.']);
  });

  it('keep all words where a stored place lies beyond them', () => {
    assert.deepEqual(shape(said({ sealed: [sealed(1, 99, 1)] })), ['Hello', 1, ' you']);
  });
});
