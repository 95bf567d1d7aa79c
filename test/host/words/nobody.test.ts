import assert from 'node:assert/strict';
import type { SkipReason } from '../../../src/core/index.ts';
import { nobodyButtons, nobodySentence } from '../../../src/host/words/nobody.ts';
import { a, b, context, record } from '../fakes.ts';

const of = (...reasons: readonly SkipReason[]) => {
  const passedOver = reasons.map((reason, at) => ({ target: at === 0 ? a : b, reason }));
  const error = record({ kind: 'exhausted', passedOver });
  return [
    nobodySentence(error, context),
    nobodyButtons(error, context)?.map(({ action }) => action),
  ];
};

describe('nobody', () => {
  it('says that the chat stays here, and how to choose otherwise', () => {
    assert.deepEqual(of('not-local', 'not-armed'), [
      'This chat is local only, and nobody on this computer may be asked.',
      ['choose-model', 'add-provider'],
    ]);
    assert.deepEqual(of('not-local', 'not-picked'), [
      'This chat is local only, and A is not on this computer.',
      ['choose-model', 'add-provider'],
    ]);
  });

  it('says that the chat may not go so far', () => {
    assert.deepEqual(of('tier'), [
      'This chat may not go as far as anybody who could be asked.',
      ['choose-model'],
    ]);
    assert.equal(of('tier', 'not-picked')[0], 'This chat may not go as far as A.');
  });

  it('says what is the matter with one that was picked', () => {
    assert.deepEqual(of('needs-key', 'not-picked'), [
      'A needs a key on this computer.',
      ['set-key', 'choose-model'],
    ]);
    assert.deepEqual(of('off', 'not-picked'), ['A is off, or no longer there.', ['choose-model']]);
    assert.equal(of('not-armed')[0], 'Nobody may be asked without being chosen.');
  });

  it('says nothing where it knows nothing', () => {
    assert.deepEqual(of(), [undefined, undefined]);
    assert.deepEqual(of('open', 'paused'), [undefined, undefined]);
  });
});
