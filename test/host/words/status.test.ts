import assert from 'node:assert/strict';
import type { ChainEntry, TargetStatus } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { stateWord } from '../../../src/host/words/status.ts';
import { a, context, record } from '../fakes.ts';

const entry: ChainEntry = {
  target: a,
  armed: true,
  enabled: true,
  hasKey: true,
  tier: 'any',
  isLocal: false,
};
const well: TargetStatus = { target: a, state: 'working', breaker: 'closed' };
const word = (
  own: Partial<ChainEntry>,
  status: Partial<TargetStatus> = {},
  now: { isAnswering?: boolean; isFirst?: boolean } = {},
): [string, string] => {
  const found = stateWord(
    { ...entry, ...own },
    { ...well, ...status },
    { wallMs: context.wallMs, isAnswering: false, isFirst: true, ...now },
    plainEnglish,
  );
  return [found.state, found.word];
};

describe('status', () => {
  it('says off and needs a key before anything else', () => {
    assert.deepEqual(word({ enabled: false, hasKey: false }), ['off', 'off']);
    assert.deepEqual(word({ hasKey: false }, { state: 'paused' }), [
      'needs-key',
      'needs a key on this computer',
    ]);
  });

  it('says until when a pause lasts, to the second while it is short', () => {
    const until = (ms: number): [string, string] =>
      word({}, { state: 'paused', untilWallMs: context.wallMs + ms });
    assert.deepEqual(until(20_000), ['paused', 'paused until 14:05:20']);
    assert.deepEqual(until(3_600_000), ['paused', 'paused until 15:05']);
    assert.deepEqual(until(-1), ['paused', 'paused until you ask']);
  });

  it('tells the first from those behind it, and who is only asked when chosen', () => {
    assert.deepEqual(word({}), ['working', 'working']);
    assert.deepEqual(word({}, {}, { isFirst: false }), ['ready', 'ready']);
    assert.deepEqual(word({ armed: false }), ['ready', 'only when chosen']);
    assert.deepEqual(word({}, {}, { isAnswering: true }), ['answering', 'answering']);
  });

  it('says what a locked one needs', () => {
    const locked = (kind: 'auth' | 'quota' | 'model-gone'): string =>
      word({}, { state: 'locked', error: record({ kind }) })[1];
    assert.deepEqual(
      [locked('auth'), locked('quota'), locked('model-gone')],
      ['key not accepted', 'no credit left', 'model does not exist'],
    );
    const refused = (vendorCode: string): string =>
      word({}, { state: 'locked', error: record({ kind: 'permission', vendorCode }) })[1];
    assert.equal(refused('NoPermissions'), 'not allowed in VS Code');
    assert.equal(refused('forbidden'), 'not allowed for this key');
  });
});
