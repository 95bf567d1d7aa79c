// Requests made smaller: what goes, what never does, and that everything gone is named.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  UNKNOWN_FACTS,
  type ChatRequest,
  type Message,
  type ModelFacts,
} from '../../src/core/index.ts';
import { createTokenEstimator } from '../../src/engine/index.ts';
import { misfitOf } from '../../src/engine/fitness.ts';
import { reducedFor } from '../../src/engine/reduction.ts';
import { A } from './byHand.ts';

const knowing = (facts: Partial<ModelFacts>) => ({
  catalog: { get: () => ({ ...UNKNOWN_FACTS, ...facts }) },
  estimator: createTokenEstimator(),
});
const say = (role: Message['role'], text: string): Message => ({
  role,
  parts: [{ type: 'text', text }],
});
const wordsOf = ({ messages }: ChatRequest): string[] =>
  messages.map(
    ({ role, parts }) =>
      `${role}: ${parts.map((part) => ('text' in part ? part.text : part.type)).join(' ')}`,
  );

describe('reduction', () => {
  it('leaves a request alone that fits', () => {
    const request = { messages: [say('user', 'hi')] };
    assert.deepEqual(reducedFor(knowing({}), request, A), { request, dropped: [] });
  });

  it('puts a word in the place of each image', () => {
    const image = { type: 'image', mediaType: 'image/png', dataBase64: 'AAAA' } as const;
    const request: ChatRequest = {
      messages: [
        {
          role: 'user',
          parts: [{ ...image, name: 'a.png' }, image, { type: 'text', text: 'what?' }],
        },
      ],
    };
    const reduced = reducedFor(knowing({ vision: 'no' }), request, A);
    assert.deepEqual(reduced?.dropped, [{ what: 'images', count: 2 }]);
    assert.deepEqual(wordsOf(reduced?.request ?? request), [
      'user: [An image (a.png) was attached here; you cannot see it.] [An image was attached here; you cannot see it.] what?',
    ]);
  });

  it('leaves tools out, and tells earlier calls in words', () => {
    const request: ChatRequest = {
      tools: [{ name: 'read', description: '', parametersSchema: {} }],
      toolChoice: 'auto',
      messages: [
        say('user', 'read it'),
        {
          role: 'assistant',
          parts: [{ type: 'tool-call', id: '1', name: 'read', argumentsJson: '{}' }],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool-result', id: '1', name: 'read', text: 'A', isError: false }],
        },
      ],
    };
    const reduced = reducedFor(knowing({ tools: 'no' }), request, A);
    assert.deepEqual(reduced?.dropped, [{ what: 'tools', count: 1 }]);
    assert.ok(
      !('tools' in (reduced?.request ?? {})) && !('toolChoice' in (reduced?.request ?? {})),
    );
    assert.deepEqual(wordsOf(reduced?.request ?? request).slice(1), [
      'assistant: [Called read: {}]',
      'user: [Result of read: A]',
    ]);
  });

  it('leaves out as few of the oldest questions as it takes, each with its answer', () => {
    const turn = (n: number): Message[] => [
      say('user', `q${n} ${'x'.repeat(4_000)}`),
      say('assistant', `a${n}`),
    ];
    const messages = [
      say('system', 'rules'),
      ...turn(1),
      ...turn(2),
      ...turn(3),
      say('user', 'now?'),
    ];
    const models = knowing({ contextTokensMax: 800 });
    const reduced = reducedFor(models, { messages }, A);
    assert.deepEqual(reduced?.dropped, [{ what: 'questions', count: 2 }]);
    const kept = wordsOf(reduced?.request ?? { messages }).map((one) => one.slice(0, 13));
    assert.deepEqual(kept, ['system: rules', 'user: q3 xxxx', 'assistant: a3', 'user: now?']);
  });

  it('never shortens the question itself: it says that nothing helps', () => {
    const messages = [say('user', 'old'), say('assistant', 'a'), say('user', 'x'.repeat(90_000))];
    assert.equal(reducedFor(knowing({ contextTokensMax: 800 }), { messages }, A), undefined);
    assert.equal(
      reducedFor(knowing({ contextTokensMax: 800 }), { messages: messages.slice(2) }, A),
      undefined,
    );
  });

  it('fits whatever it gives, keeps instructions and question, and takes no more than needed', () => {
    const length = fc.integer({ min: 1, max: 6_000 });
    fc.assert(
      fc.property(
        fc.array(length, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 50, max: 9_000 }),
        (sizes, contextTokensMax) => {
          const turns = sizes.flatMap((size, n) => [
            say('user', `${n} ${'x'.repeat(size)}`),
            say('assistant', 'yes'),
          ]);
          const messages = [say('system', 's'), ...turns.slice(0, -1)];
          const models = knowing({ contextTokensMax });
          const reduced = reducedFor(models, { messages }, A);
          if (reduced === undefined) return;
          assert.equal(misfitOf(models, reduced.request, A), undefined);
          assert.deepEqual(
            [reduced.request.messages[0], reduced.request.messages.at(-1)],
            [messages[0], messages.at(-1)],
          );
          const [dropped] = reduced.dropped;
          const count = dropped?.what === 'questions' ? dropped.count : 0;
          assert.equal(messages.length - reduced.request.messages.length, count * 2);
          if (count === 0) return;
          const one = [messages[0], ...messages.slice(1 + (count - 1) * 2)] as Message[];
          assert.equal(misfitOf(models, { messages: one }, A), 'context', 'one fewer would not do');
        },
      ),
    );
  });
});
