/*
 * What was typed is never lost and never asked twice.
 */
import assert from 'node:assert/strict';
import {
  askedBeside,
  editedDraft,
  handedDraft,
  isBlank,
  joinedDraft,
  leftEdit,
  newerDraft,
  recalledDraft,
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

  describe('with chips', () => {
    const chip = (name: string) => ({
      ref: { kind: 'file' as const, uri: name },
      icon: 'file' as const,
      label: name,
    });
    const sentChip = { ...chip('a'), notes: [] };

    it('lets go of what was sent, and of nothing that was attached afterwards', () => {
      const sent = sentDraft({ text: 'Why?', chips: [chip('a')] }, [], () => 'id-1');
      assert.deepEqual(sent.pending.keys, ['file a']);
      assert.equal(sentDraft(sent, [], () => 'id-2').pending.clientId, 'id-1');
      const more = { ...sent, chips: [chip('a'), chip('b')] };
      assert.equal(sentDraft(more, [], () => 'id-2').pending.clientId, 'id-2');
      assert.deepEqual(settledDraft(more, [asked]), { text: '', chips: [chip('b')] });
    });

    it('brings back what was sent with an edited question, and what stood there before', () => {
      const turned = { ...asked, chips: [sentChip] };
      const draft = editedDraft({ text: 'half', chips: [chip('own')] }, turned);
      assert.deepEqual(draft.chips?.[0]?.ref, { kind: 'sent', turnId: 't1', at: 0 });
      const { edits } = draft;
      assert.ok(edits !== undefined);
      assert.deepEqual(leftEdit(edits), { text: 'half', chips: [chip('own')] });
      const sent = sentDraft(draft, [turned], () => 'id-1');
      assert.deepEqual(settledDraft(sent, [{ ...next('Why?'), turnId: 't9' }]), leftEdit(edits));
    });

    it('recalls the last question with its chips, to be read anew', () => {
      const turned = { ...asked, chips: [sentChip] };
      assert.deepEqual(recalledDraft(turned), { text: 'Why?', chips: [chip('a')] });
    });

    it('recalls words alone where something is attached already', () => {
      const turned = { ...asked, chips: [sentChip] };
      const own = { text: '', chips: [chip('own')] };
      assert.deepEqual(recalledDraft(turned, own), { text: 'Why?', chips: [chip('own')] });
    });

    it('hands a question over before what stands there, and never over it', () => {
      const fresh = handedDraft({ text: '' }, '/fix', [chip('a')]);
      assert.deepEqual(fresh, { text: '/fix', chips: [chip('a')] });
      const typed = { text: 'half', chips: [chip('own')] };
      assert.deepEqual(handedDraft(typed, '/fix', [chip('own'), chip('a')]), {
        text: '/fix\n\nhalf',
        chips: [chip('own'), chip('a')],
      });
      const edits = { turnId: 't1', before: 'b' };
      assert.deepEqual(handedDraft({ text: 'new', edits }, '/fix', []).edits, edits);
    });

    it('knows when nothing stands there', () => {
      assert.ok(isBlank({ text: '' }));
      const some = { text: '', edits: { turnId: 't', before: '' } };
      for (const draft of [{ text: 'x' }, { text: '', chips: [chip('a')] }, some]) {
        assert.ok(!isBlank(draft));
      }
    });

    it('asks beside the draft under an id of its own', () => {
      const one = askedBeside('/fix', [chip('a')]);
      const two = askedBeside('/fix', []);
      assert.ok(one.type === 'chat-send' && two.type === 'chat-send');
      assert.deepEqual([one.text, one.refs, two.refs], ['/fix', [chip('a').ref], undefined]);
      assert.notEqual(one.clientId, two.clientId);
    });

    it('keeps them over a reload, and drops what makes no sense', () => {
      const kept = {
        atMs: 1,
        text: 'x',
        chips: [chip('a')],
        pending: { clientId: 'i', text: 'x', keys: ['file a'] },
      };
      const read = newerDraft({ draft: kept }, undefined);
      assert.deepEqual(read.chips, [chip('a')]);
      assert.deepEqual(read.pending?.keys, ['file a']);
      assert.equal(newerDraft({ draft: { ...kept, chips: [{}] } }, undefined).chips, undefined);
    });
  });
});
