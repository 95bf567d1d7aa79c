// The short scripts say what their names say.

import assert from 'node:assert/strict';
import { ChatError } from '../../src/core/index.ts';
import { answering, begun, breaking, hanging, refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';

const told = (script: Script): string[] =>
  script.map((step) => {
    if ('event' in step) return step.event.type;
    if ('error' in step) return step.error instanceof ChatError ? step.error.kind : 'error';
    return 'hang' in step ? 'hang' : 'end';
  });

describe('scripts', () => {
  it('tell an answer, its beginning, its breaking off, its silence and a refusal', () => {
    assert.deepEqual(told(begun(['x'])), ['response-start', 'text-delta']);
    assert.deepEqual(told(answering(['x'])), ['response-start', 'text-delta', 'finish']);
    assert.deepEqual(told(breaking(['x'], 'stall')), ['response-start', 'text-delta', 'stall']);
    assert.deepEqual(told(hanging()), ['response-start', 'hang']);
    assert.deepEqual(told(refusing('auth')), ['auth']);
  });

  it('keep the pace they are given', () => {
    const script = answering(['x', 'y'], { headersMs: 7, wordMs: 3 });
    const delays = script.map((step) => ('afterMs' in step ? step.afterMs : undefined));
    assert.deepEqual(delays, [7, 3, 3, undefined]);
  });
});
