/*
 * What was typed is never lost and never asked twice.
 */
import assert from 'node:assert/strict';
import {
  editedDraft,
  joinedDraft,
  newerDraft,
  sentDraft,
  settledDraft,
} from '../../src/webview/draft.ts';
import { turn } from './views.ts';

const asked = turn('Why?');
const next = (question: string): typeof asked => ({ ...turn(question), turnId: 't2' });

describe('draft', () => {
  it('stays until its turn appears', () => {
    const sent = sentDraft({ text: 'Why?' }, [asked], () => 'id-1');
    assert.deepEqual(sent.pending, { clientId: 'id-1', text: 'Why?', afterTurnId: 't1' });
    // The same question asked earlier is not this one.
    assert.equal(settledDraft(sent, [asked]), sent);
    assert.equal(settledDraft(sent, [asked, next('Other')]), sent);
    assert.deepEqual(settledDraft(sent, [asked, next('Why?')]), { text: '' });
  });

  it('sends the same text again under the same id', () => {
    const sent = sentDraft({ text: 'Why?' }, [], () => 'id-1');
    assert.equal(sentDraft(sent, [], () => 'id-2').pending.clientId, 'id-1');
    assert.equal(sentDraft({ ...sent, text: 'How?' }, [], () => 'id-2').pending.clientId, 'id-2');
  });

  it('keeps what was typed after sending', () => {
    const sent = sentDraft({ text: 'Why?' }, [], () => 'id-1');
    assert.deepEqual(settledDraft({ ...sent, text: 'Why? And how?' }, [asked]), {
      text: 'And how?',
    });
    assert.deepEqual(settledDraft({ ...sent, text: 'New' }, [asked]), { text: 'New' });
  });

  it('an edit ends when its new turn stands there, and what was typed before comes back', () => {
    const edit = editedDraft({ text: 'half' }, asked);
    assert.deepEqual(edit, { text: 'Why?', edits: { turnId: 't1', before: 'half' } });
    assert.equal(editedDraft(edit, next('Who?')).edits?.before, 'half');
    const sent = sentDraft({ ...edit, text: 'Why not?' }, [asked], () => 'id-1');
    assert.equal(settledDraft(sent, [asked]), sent);
    assert.deepEqual(settledDraft(sent, [next('Why not?')]), { text: 'half' });
    // Its turn was deleted: nothing typed is lost.
    assert.deepEqual(settledDraft({ ...edit, text: 'Why not?' }, []), {
      text: 'Why not?\n\nhalf',
    });
    assert.deepEqual(newerDraft({ draft: structuredClone(sent) }, undefined), sent);
  });

  it('joins what the host hands over', () => {
    assert.deepEqual(joinedDraft({ text: '' }, 'Edit me'), { text: 'Edit me' });
    assert.deepEqual(joinedDraft({ text: 'mine' }, 'Edit me'), { text: 'Edit me\n\nmine' });
    assert.deepEqual(joinedDraft({ text: 'Edit me' }, 'Edit me'), { text: 'Edit me' });
  });

  it('reads back what was kept, and nothing else', () => {
    const sent = sentDraft({ text: 'Why?' }, [asked], () => 'id-1');
    assert.deepEqual(newerDraft({ draft: structuredClone(sent) }, undefined), sent);
    for (const state of [undefined, null, 1, {}, { draft: { text: 1 } }]) {
      assert.deepEqual(newerDraft(state, state), { text: '' });
    }
    assert.deepEqual(newerDraft({ draft: { text: 'a', pending: { clientId: 1 } } }, undefined), {
      text: 'a',
    });
  });

  it('is the newer one of what the editor and what the host kept', () => {
    const draft = (text: string, atMs: number): object => ({ text, atMs });
    assert.equal(newerDraft({ draft: draft('own', 2) }, draft('kept', 1)).text, 'own');
    assert.equal(newerDraft({ draft: draft('own', 1) }, draft('kept', 2)).text, 'kept');
    assert.equal(newerDraft(undefined, draft('kept', 2)).text, 'kept');
  });
});
