/*
 * What the status line says for each change, and that the growing text itself says nothing.
 */
import assert from 'node:assert/strict';
import type { AnswerView, ChatView } from '../../src/protocol/index.ts';
import { announcement } from '../../src/webview/announcements.ts';
import { english } from '../../src/webview/words.ts';
import { answer, text, turn, view } from './views.ts';

const showing = (...answers: AnswerView[]): ChatView => view({ turns: [turn('Why?', ...answers)] });
const gpt = { name: 'GPT', simulated: false };
const streaming = answer({ state: 'streaming', blocks: [text('The')] });

const said = (before: ChatView, now: ChatView): string | undefined =>
  announcement(before, now, english);

describe('announcement', () => {
  it('starts, grows in silence, finishes', () => {
    const asking = showing(answer({ state: 'asking' }));
    const longer = showing({ ...streaming, blocks: [text('The pool')] });
    assert.equal(said(view(), asking), undefined);
    assert.equal(said(asking, showing(streaming)), 'Answer started');
    assert.equal(said(showing(streaming), longer), undefined);
    assert.equal(said(longer, showing(answer())), 'Answer finished');
  });

  it('says what becomes of a question that waits, when that changes', () => {
    const queued = { state: 'waiting' as const, sentence: 'Queued.', buttons: [] };
    const waiting = view({ turns: [{ ...turn('Why?'), queued }] });
    assert.equal(said(showing(answer({ state: 'failed' })), waiting), 'Queued.');
    assert.equal(said(waiting, waiting), undefined);
    const asks = view({
      turns: [{ ...turn('Why?'), queued: { ...queued, sentence: 'Send now?' } }],
    });
    assert.equal(said(waiting, asks), 'Send now?');
  });

  it('names who takes over, in the same answer or in a new one', () => {
    const asking = answer({ state: 'asking' });
    assert.equal(said(showing(asking), showing({ ...asking, who: gpt })), 'Switched to GPT');
    const next = { ...streaming, answerId: 'a2', who: gpt };
    assert.equal(said(showing(streaming), showing(streaming, next)), 'Switched to GPT');
  });

  it('says stopped, the cause of a failure, and a wait once', () => {
    const stopped = showing(answer({ state: 'stopped' }));
    const cause = { sentence: 'Nobody could answer.', buttons: [] };
    const failed = showing(answer({ state: 'failed', cause }));
    assert.equal(said(showing(streaming), stopped), 'Answer stopped');
    assert.equal(said(showing(streaming), failed), 'Nobody could answer.');
    assert.equal(said(showing(streaming), showing(answer({ state: 'failed' }))), 'No answer');
    const wait = {
      turnId: 't1',
      sentence: 'A pause',
      startedWallMs: 0,
      untilWallMs: 0,
      buttons: [],
    };
    const waiting = { ...showing(streaming), wait };
    assert.equal(said(showing(streaming), waiting), 'A pause');
    assert.equal(said(waiting, waiting), undefined);
  });
});
