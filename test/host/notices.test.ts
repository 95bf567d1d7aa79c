import assert from 'node:assert/strict';
import { plainEnglish } from '../../src/host/l10n.ts';
import {
  createNotices,
  keyringNotice,
  keysNotices,
  queueNotice,
  storeNotice,
} from '../../src/host/notices.ts';
import { names } from './fakes.ts';

describe('notices', () => {
  it('lists wrong settings with the button that leads there, then standing troubles once each', () => {
    let changes = 0;
    const notices = createNotices(plainEnglish);
    const full = storeNotice(plainEnglish, {
      what: 'The disk is full.',
      remedy: 'Free some space.',
      isMemoryOnly: true,
    });
    notices.onChange = () => (changes += 1);
    notices.add('store', full);
    notices.add('store', full);
    notices.add('keyring', keyringNotice(plainEnglish, 'locked'));
    const list = notices.list([{ setting: 's', field: 's', message: 'wrong' }]);
    assert.deepEqual(
      list.map((view) => view.sentence),
      [
        'wrong',
        'Conversations are kept in memory only. The disk is full.',
        'This computer has no working keyring: keys last until the window closes.',
      ],
    );
    assert.deepEqual(list[0]?.buttons[0]?.args, { setting: 's' });
    assert.equal(changes, 3);
  });

  it('says that questions of other chats wait for a word, with the way there', () => {
    assert.deepEqual(queueNotice(plainEnglish, 0), []);
    const [one] = queueNotice(plainEnglish, 1);
    assert.equal(one?.sentence, 'A question in another chat waits for your word.');
    assert.equal(one?.buttons[0]?.action, 'show-queued');
    assert.match(queueNotice(plainEnglish, 3)[0]?.sentence ?? '', /^3 questions in other chats/);
  });

  it('says in one notice whose keys are missing, as soon as one of them would be asked', () => {
    const say = (...lacking: { id: string; armed: boolean }[]): string[] =>
      keysNotices(plainEnglish, lacking, names).map(({ sentence }) => sentence);
    assert.deepEqual(say(), []);
    assert.deepEqual(say({ id: 'a', armed: false }), []);
    assert.deepEqual(say({ id: 'a', armed: true }), ['A needs a key on this computer.']);
    assert.deepEqual(say({ id: 'a', armed: false }, { id: 'b', armed: true }), [
      'A, B need their keys on this computer.',
    ]);
  });
});
