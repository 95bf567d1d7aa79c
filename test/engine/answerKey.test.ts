import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatRequest, RequestLimits } from '../../src/core/index.ts';
import { answerKey } from '../../src/engine/answerKey.ts';

const limits: RequestLimits = { tier: 'any', localOnly: false, canFold: true };
const asking = (text: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', parts: [{ type: 'text', text }] }],
  ...more,
});
const key = (request: ChatRequest, of: Partial<RequestLimits> = {}): string =>
  answerKey({ request, limits: { ...limits, ...of } }, 'standard');

describe('answer key', () => {
  it('is the same for the same question, whatever the chat is called and a vendor sealed', () => {
    const plain = asking('why?', { tools: [{ name: 't', description: '', parametersSchema: {} }] });
    const opaque = { wire: 'openai.responses', modelId: 'm', data: 'sealed' } as const;
    const sealed: ChatRequest = {
      cacheKey: 'c1',
      tools: [{ parametersSchema: {}, description: '', name: 't' }],
      messages: [{ role: 'user', parts: [{ text: 'why?', type: 'text', opaque }] }],
    };
    assert.equal(key(plain), key(sealed));
    assert.equal(key(plain), key(plain, { canFold: false, midStream: 'ask' }));
  });

  it('differs with anything that makes it another question', () => {
    const why = asking('why?');
    const file = { type: 'file', name: 'a.ts', text: 'x' } as const;
    const others = [
      key(why),
      key(asking('why? ')),
      key(asking('why?', { temperature: 0 })),
      key(asking('why?', { outputTokensMax: 9 })),
      key(asking('why?', { reasoning: 'high' })),
      key(asking('why?', { stop: ['x'] })),
      key(asking('why?', { toolChoice: 'none' })),
      key({ messages: [{ role: 'system', parts: [] }, ...why.messages] }),
      key({ messages: [{ role: 'user', parts: [...why.messages[0]!.parts, file] }] }),
      key(why, { tier: 'local' }),
      key(why, { tier: 'trusted' }),
      key(why, { localOnly: true }),
      answerKey({ request: why, limits }, 'large'),
    ];
    assert.equal(new Set(others).size, others.length);
  });

  it('is equal only for equal words, wherever they are cut into messages and parts', () => {
    const said = fc.array(fc.array(fc.string(), { maxLength: 3 }), { maxLength: 3 });
    const request = (messages: readonly (readonly string[])[]): ChatRequest => ({
      messages: messages.map((parts) => ({
        role: 'user',
        parts: parts.map((text) => ({ type: 'text', text })),
      })),
    });
    fc.assert(
      fc.property(said, said, (a, b) => {
        const isSame = JSON.stringify(a) === JSON.stringify(b);
        assert.equal(key(request(a)) === key(request(b)), isSame);
      }),
    );
  });
});
