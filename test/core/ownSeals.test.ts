// What is sealed goes to nobody but the wire, model and account that sealed it.

import assert from 'node:assert/strict';
import { withOwnSeals } from '../../src/core/index.ts';
import type { ChatRequest, Opaque, Part } from '../../src/core/index.ts';

const OWNER = { wire: 'openai.responses', modelId: 'm', providerId: 'p' } as const;
const own: Opaque = { ...OWNER, data: 1 };
const text = (words: string, opaque?: Opaque): Part => ({
  type: 'text',
  text: words,
  ...(opaque === undefined ? {} : { opaque }),
});
const seal = (opaque: Opaque): Part => ({ type: 'reasoning', text: '', opaque });
const asked = (...parts: Part[]): ChatRequest => ({
  messages: [
    { role: 'user', parts: [text('a'), text('b')] },
    { role: 'assistant', parts },
  ],
  cacheKey: 'c',
});
const partsFor = (request: ChatRequest): readonly Part[] | undefined =>
  withOwnSeals(request, OWNER).request.messages[1]?.parts;

describe('own seals', () => {
  it('leaves a request alone that holds nothing foreign', () => {
    const request = asked(seal(own), seal({ wire: own.wire, modelId: 'm', data: 2 }), text('x'));
    assert.deepEqual(withOwnSeals(request, OWNER), { request, isReasoningLeftOut: false });
    assert.equal(withOwnSeals(request, OWNER).request, request);
  });

  for (const [what, foreign] of [
    ['wire', { ...own, wire: 'openai.chat' }],
    ['model', { ...own, modelId: 'other' }],
    ['account', { ...own, providerId: 'other' }],
  ] as const) {
    it(`takes out what comes from another ${what}, and says so`, () => {
      const request = asked(seal(foreign), seal(own), text('x'));
      const clean = withOwnSeals(request, OWNER);
      assert.equal(clean.isReasoningLeftOut, true);
      assert.deepEqual(clean.request.messages[1]?.parts, [seal(own), text('x')]);
      assert.equal(clean.request.messages[0], request.messages[0]);
      assert.equal(clean.request.cacheKey, 'c');
    });
  }

  it('joins words that only a foreign seal stood between, and no others', () => {
    const foreign = { ...own, modelId: 'other' };
    assert.deepEqual(partsFor(asked(text('Hel'), seal(foreign), text('lo'))), [text('Hello')]);
    assert.deepEqual(partsFor(asked(seal(foreign), text('A'), text('B'))), [text('A'), text('B')]);
    const signed = text('lo', own);
    assert.deepEqual(partsFor(asked(text('Hel'), seal(foreign), signed)), [text('Hel'), signed]);
  });

  it('keeps a call and takes only its seal away: that is no thought that is missing', () => {
    const call: Part = { type: 'tool-call', id: 'c', name: 't', argumentsJson: '{}' };
    const foreign = { ...own, providerId: 'other' };
    const clean = withOwnSeals(asked({ ...call, opaque: foreign }), OWNER);
    assert.deepEqual(clean.request.messages[1]?.parts, [call]);
    assert.equal(clean.isReasoningLeftOut, false);
  });
});
