import assert from 'node:assert/strict';
import type { WaitingUntil } from '../../../src/core/index.ts';
import { waitView } from '../../../src/host/chat/waitView.ts';
import { a, context } from '../fakes.ts';

const waiting = (fields: Partial<WaitingUntil>): WaitingUntil => ({
  type: 'waiting-until',
  target: a,
  untilMs: 1,
  untilWallMs: context.wallMs + 18_000,
  reason: 'server-delay',
  canSwitch: true,
  ...fields,
});

describe('waitView', () => {
  it('says whom for, counts down, and gives three ways out', () => {
    const view = waitView('t', waiting({}), undefined, context);
    assert.equal(view?.sentence, 'A asks for a pause, {seconds} s');
    assert.deepEqual(
      view?.buttons.map((button) => button.label),
      ['Try now', 'Switch', 'Stop'],
    );
    assert.equal(view?.untilWallMs, context.wallMs + 18_000);
  });

  it('offers no switch where there is nobody to switch to', () => {
    const view = waitView('t', waiting({ canSwitch: false }), undefined, context);
    assert.deepEqual(
      view?.buttons.map((button) => button.action),
      ['try-now', 'stop'],
    );
  });

  it('names what went wrong before a repeat', () => {
    const view = waitView('t', waiting({ reason: 'backoff' }), 'A is overloaded.', context);
    assert.equal(view?.sentence, 'A is overloaded. Asking again in {seconds} s');
  });

  it('says what is waited for where nothing went wrong', () => {
    const slot = waitView('t', waiting({ reason: 'slot' }), undefined, context);
    assert.equal(
      slot?.sentence,
      'A is busy with other questions: this one waits for its turn, {seconds} s at most',
    );
    const rate = waitView('t', waiting({ reason: 'rate' }), undefined, context);
    assert.equal(rate?.sentence, 'A has had all the questions its limit allows, {seconds} s');
  });

  it('offers to hurry only what can be hurried', () => {
    const reasons = [
      'server-delay',
      'backoff',
      'rate',
      'offline',
      'slot',
      'trial-running',
    ] as const;
    const hurried = reasons.filter((reason) =>
      waitView('t', waiting({ reason }), undefined, context)?.buttons.some(
        ({ action }) => action === 'try-now',
      ),
    );
    assert.deepEqual(hurried, ['server-delay', 'backoff', 'rate', 'offline']);
  });

  it('asks what is to follow an answer that broke', () => {
    const view = (canContinue: boolean) =>
      waitView('t', waiting({ reason: 'mid-stream', canContinue }), 'A broke off.', context);
    assert.equal(view(true)?.sentence, 'A broke off.');
    const actions = (canContinue: boolean) =>
      view(canContinue)?.buttons.map(({ action }) => action);
    assert.deepEqual(actions(true), ['continue', 'restart', 'stop']);
    assert.deepEqual(actions(false), ['restart', 'stop']);
    const bare = waitView('t', waiting({ reason: 'mid-stream' }), undefined, context);
    assert.equal(bare?.sentence, 'A broke off in the middle.');
  });

  it('does not flicker for waits under a second', () => {
    const short = waiting({ untilWallMs: context.wallMs + 500 });
    assert.equal(waitView('t', short, undefined, context), undefined);
  });
});
