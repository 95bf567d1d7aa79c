/*
 * The view's closed lists: a state or an action that nobody knows is refused, so that icon, word and
 * colour can be chosen in one place.
 */
import assert from 'node:assert/strict';
import { AnswerView, ButtonView, TargetView } from '../../src/protocol/index.ts';
import { answer, target } from '../webview/views.ts';

describe('view', () => {
  it('knows its states and actions, and no others', () => {
    assert.ok(TargetView.safeParse(target('A', 'paused', 'paused')).success);
    assert.ok(!TargetView.safeParse({ ...target('A', 'paused', ''), state: 'open' }).success);
    assert.ok(AnswerView.safeParse(answer()).success);
    assert.ok(!AnswerView.safeParse({ ...answer(), state: 'done' }).success);
    assert.ok(AnswerView.safeParse(answer({ notice: { sentence: 'x', buttons: [] } })).success);
    assert.ok(!ButtonView.safeParse({ label: 'x', action: 'command' }).success);
    assert.ok(!ButtonView.safeParse({ label: 'x', action: 'retry', args: { n: 1 } }).success);
  });
});
