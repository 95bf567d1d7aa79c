import assert from 'node:assert/strict';
import { createLmAnswer } from '../../../src/host/lm/lmAnswer.ts';
import { DataPart, fakeLm, TextPart, ThinkingPart, ToolCallPart } from './fakeLm.ts';

const make = (api = fakeLm()) => createLmAnswer(api, { attemptId: 'a', modelId: 'v/m' });
const ALIVE = { type: 'alive' };

describe('an answer of another extension’s model', () => {
  it('is its text and thoughts in order, and ends with a stop', () => {
    const answer = make();
    const parts = [new ThinkingPart(['h', 'm']), new ThinkingPart('?'), new TextPart('Hello')];
    assert.deepEqual(
      parts.map((part) => answer.read(part)),
      [
        { type: 'reasoning-delta', text: 'hm' },
        { type: 'reasoning-delta', text: '?' },
        { type: 'text-delta', text: 'Hello' },
      ],
    );
    assert.deepEqual(answer.end(), [{ type: 'finish', reason: 'stop' }]);
  });

  it('shows a call as it comes and hands it over whole at the end, with the id to answer to', () => {
    const answer = make();
    const delta = answer.read(new ToolCallPart('own', 'read', { path: 'a' }));
    const argumentsText = '{"path":"a"}';
    assert.deepEqual(delta, { type: 'tool-call-delta', id: 'a.0', name: 'read', argumentsText });
    const opaque = { wire: 'vscode.lm', modelId: 'v/m', data: { callId: 'own' } };
    assert.deepEqual(answer.end(), [
      { type: 'tool-call', id: 'a.0', name: 'read', argumentsJson: argumentsText, opaque },
      { type: 'finish', reason: 'tool-calls' },
    ]);
  });

  it('takes everything else for a sign of life, whatever it is', () => {
    const answer = make();
    const noText = Object.assign(new TextPart(''), { value: 5 });
    const strange = [
      null,
      undefined,
      7,
      'text',
      {},
      [],
      new DataPart(new Uint8Array(1), 'x'),
      noText,
    ];
    for (const part of [...strange, new TextPart('')]) assert.deepEqual(answer.read(part), ALIVE);
    assert.deepEqual(answer.end(), [{ type: 'finish', reason: 'stop' }]);
  });

  it('makes no call of what cannot be one', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const bad: [unknown, unknown][] = [
      ['read', circular],
      ['read', 'text'],
      ['read', [1]],
      ['', {}],
      [undefined, {}],
    ];
    for (const [name, input] of bad) {
      const answer = make();
      const part = new ToolCallPart('own', name as string, input as object);
      assert.deepEqual(answer.read(part), ALIVE);
      assert.equal(answer.end(), undefined);
    }
    const bare = make();
    bare.read(new ToolCallPart('', 'read', undefined as unknown as object));
    const call = { type: 'tool-call', id: 'a.0', name: 'read', argumentsJson: '{}' };
    assert.deepEqual(bare.end()?.[0], call);
  });

  it('does without thoughts where the editor knows none', () => {
    const { LanguageModelThinkingPart: _none, ...api } = fakeLm();
    assert.deepEqual(make(api as ReturnType<typeof fakeLm>).read(new ThinkingPart('hm')), ALIVE);
  });

  it('knows an answer that does not end', () => {
    const answer = make();
    const much = new TextPart('x'.repeat(16 * 1024 * 1024));
    answer.read(much);
    answer.read(much);
    assert.equal(answer.isEndless, false);
    answer.read(new TextPart('x'));
    assert.equal(answer.isEndless, true);
  });
});
