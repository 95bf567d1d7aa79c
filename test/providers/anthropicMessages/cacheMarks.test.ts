/*
 * Marks for the prompt cache: only on long prefixes, never on the newest turn or on thinking.
 */
import assert from 'node:assert/strict';
import { withCacheMarks } from '../../../src/providers/anthropicMessages/cacheMarks.ts';
import type { Turn } from '../../../src/providers/anthropicMessages/encodeTurns.ts';

const MARK = { cache_control: { type: 'ephemeral' } };
const LONG = 'x'.repeat(5000);
const text = (words: string) => ({ type: 'text', text: words });
const turn = (role: Turn['role'], ...content: Turn['content']): Turn => ({ role, content });
const marks = (value: unknown): number => JSON.stringify(value).split('"ephemeral"').length - 1;

describe('cache marks', () => {
  it('leave a short question as it is', () => {
    const plain = {
      system: 'short',
      tools: [{ name: 'f' }],
      messages: [turn('user', text('a')), turn('assistant', text('b')), turn('user', text('c'))],
    };
    assert.deepEqual(withCacheMarks(plain), plain);
  });

  it('leave one long question alone: nothing before it is stable', () => {
    const messages = [turn('user', text(LONG))];
    assert.equal(marks(withCacheMarks({ system: '', tools: [], messages })), 0);
  });

  it('stand at the end of a long system text, or of long tools', () => {
    const { system } = withCacheMarks({ system: LONG, tools: [], messages: [] });
    assert.deepEqual(system, [{ ...text(LONG), ...MARK }]);
    const tools = [{ name: 'a' }, { name: LONG }];
    const marked = withCacheMarks({ system: '', tools, messages: [] });
    assert.deepEqual(marked.tools, [{ name: 'a' }, { name: LONG, ...MARK }]);
    assert.equal(marks(withCacheMarks({ system: 's', tools, messages: [] })), 1);
  });

  it('stand before the newest turn of a long conversation, never on thinking', () => {
    const messages = [
      turn('user', text(LONG)),
      turn('assistant', text('b'), { type: 'thinking', thinking: 'hm', signature: 's' }),
      turn('user', text('c')),
    ];
    const marked = withCacheMarks({ system: LONG, tools: [], messages });
    assert.deepEqual(marked.messages[1]?.content[0], { ...text('b'), ...MARK });
    assert.deepEqual(marked.messages[2], messages[2]);
    assert.equal(marks(marked), 2);
    const odd = [
      messages[0] ?? assert.fail(),
      turn('assistant', { type: 'thinking' }),
      turn('user'),
    ];
    assert.equal(marks(withCacheMarks({ system: '', tools: [], messages: odd })), 0);
  });
});
