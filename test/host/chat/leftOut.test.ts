import assert from 'node:assert/strict';
import type { TurnRecord } from '../../../src/core/index.ts';
import { leftOutOf, sentAlong, sentBefore, sentNow } from '../../../src/host/chat/leftOut.ts';
import { turn } from '../fakes.ts';
import { quick, setUp } from './sessionStage.ts';

const turns = (...ids: readonly string[]): TurnRecord[] =>
  ids.map((turnId) => ({ ...turn(), turnId }));
const ids = (list: readonly TurnRecord[]): string => list.map(({ turnId }) => turnId).join('');

describe('leftOut', () => {
  it('takes the older half away each time, and at last all of it', () => {
    const earlier = turns('a', 'b', 'c');
    assert.equal(leftOutOf(earlier, { turnId: 'x', trim: false }), undefined);
    const once = leftOutOf(earlier, { turnId: 'x', trim: true });
    assert.deepEqual(once, { turns: 2, before: 'c' });
    const marked = [...turns('a', 'b'), { ...turn(), turnId: 'c', leftOut: once } as TurnRecord];
    const twice = leftOutOf(marked, { turnId: 'y', trim: true });
    assert.deepEqual(twice, { turns: 3, before: 'y' });
    assert.equal(ids(sentAlong(earlier, { turnId: 'y', ...(twice && { leftOut: twice }) })), '');
    assert.equal(ids(sentAlong(earlier, { turnId: 'x', ...(once && { leftOut: once }) })), 'c');
  });

  it('counts from what fitted where the rest was not sent anyway', () => {
    const earlier = turns('a', 'b', 'c', 'd', 'e');
    const mark = leftOutOf(earlier, { turnId: 'x', trim: true, unfit: 1 });
    assert.deepEqual(mark, { turns: 3, before: 'd' });
    assert.equal(sentBefore([...earlier, { ...turn(), turnId: 'x', leftOutTurns: 2 }], 'x'), 3);
  });

  it('says what a question asked now would be sent with', () => {
    const earlier = turns('a', 'b', 'c');
    assert.equal(sentNow(earlier), earlier);
    const last = { ...turn(), turnId: 'd', leftOut: { turns: 2, before: 'c' } };
    assert.equal(ids(sentNow([...earlier, last])), 'cd');
  });

  it('sends all again where the mark stands nowhere any more', () => {
    const leftOut = { turns: 1, before: 'gone' };
    assert.equal(ids(sentAlong(turns('a', 'b'), { turnId: 'x', leftOut })), 'ab');
  });

  it('counts what could still be left out', () => {
    const list = turns('a', 'b', 'c');
    assert.equal(sentBefore(list, 'a'), 0);
    assert.equal(sentBefore(list, 'c'), 2);
    const marked = [...list, { ...turn(), turnId: 'd', leftOut: { turns: 3, before: 'd' } }];
    assert.equal(sentBefore(marked, 'd'), 0);
  });

  it('stays out of all that follows, and is said by every turn', async () => {
    const { session, calls } = setUp(quick);
    for (const n of [1, 2, 3]) await session.send(`${n}`, `q${n}`);
    const place = session.turns()[2]?.turnId ?? '';
    await session.resend({ clientId: '4', turnId: place, question: 'q3', trim: true });
    await session.send('5', 'q4');
    const sent = calls.map(({ request }) =>
      request.messages.flatMap(({ role, parts: [part] }) =>
        role === 'user' && part?.type === 'text' ? [part.text] : [],
      ),
    );
    assert.deepEqual(sent.slice(2), [
      ['q1', 'q2', 'q3'],
      ['q2', 'q3'],
      ['q2', 'q3', 'q4'],
    ]);
    assert.deepEqual(
      session.turns().map(({ leftOut }) => leftOut?.turns),
      [undefined, undefined, 1, 1],
    );
  });
});
