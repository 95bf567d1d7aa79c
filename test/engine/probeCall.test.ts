// What a probe asks: nothing of anybody's, as little as can be, and a sum that can be checked.

import assert from 'node:assert/strict';
import type { ProbeKind } from '../../src/core/index.ts';
import { createProbeCalls } from '../../src/engine/probeCall.ts';
import { A, ports } from './byHand.ts';

const make = (what: ProbeKind, isTrial = false) =>
  createProbeCalls({ ...ports(), windowId: 'w', limitMs: () => 1_000 })(A, what, isTrial);
const words = ({ call }: ReturnType<typeof make>): string => {
  const [part] = call.request.messages[0]?.parts ?? [];
  return part?.type === 'text' ? part.text : '';
};

describe('probe call', () => {
  it('is one token, one attempt, nobody’s turn, and stops when it is told to', () => {
    const probe = make('confirm');
    const { call, link, isRight } = probe;
    assert.deepEqual(
      [call.lane, call.origin, call.request.outputTokensMax, call.trial, call.deadlineAtMs],
      ['probe', 'probe', 1, undefined, 1_000],
    );
    assert.equal(call.ledger.takeRepeat(A, 9), false);
    assert.ok(isRight('') && words(probe) !== '');
    link.abort();
    assert.ok(call.signal.aborted);
    assert.equal(make('recovery', true).call.trial, 'probe');
  });

  it('knows the right answer of a canary', () => {
    const probe = make('canary');
    const [a = 0, b = 0] = (words(probe).match(/\d+/g) ?? []).map(Number);
    assert.ok(probe.isRight(`It is ${a + b}.`));
    assert.ok(!probe.isRight('I do not know.') && !probe.isRight(''));
  });
});
