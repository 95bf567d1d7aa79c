// What was shown: reasoning is provisional, content commits, characters are UTF-16 units.

import assert from 'node:assert/strict';
import { nothingShown, see } from '../../src/engine/shown.ts';
import type { EngineEvent } from '../../src/core/index.ts';
import { A, ALIVE, FINISH, HEADERS, reasoning, text } from './byHand.ts';

const after = (...events: EngineEvent[]) => {
  const shown = nothingShown();
  for (const event of events) see(shown, event);
  return shown;
};

describe('shown', () => {
  it('is nothing for headers, pings and ends', () => {
    assert.deepEqual(after(HEADERS, ALIVE, FINISH), nothingShown());
  });

  it('counts text and commits', () => {
    const shown = after(text('ab'), text('😀'));
    assert.deepEqual(shown, {
      hasReasoning: false,
      isCommitted: true,
      hasCall: false,
      textChars: 4,
    });
  });

  it('commits on a piece of a tool call', () => {
    const shown = after({ type: 'tool-call-delta', id: '1', name: 'n', argumentsText: '{' });
    assert.deepEqual(shown, {
      hasReasoning: false,
      isCommitted: true,
      hasCall: true,
      textChars: 0,
    });
  });

  it('forgets reasoning that was retracted', () => {
    assert.equal(after(reasoning('hm')).hasReasoning, true);
    assert.equal(after(reasoning('hm'), { type: 'retracted', target: A }).hasReasoning, false);
  });
});
