/*
 * What every turn store must do, whatever it keeps turns in. Run over the memory store on every Node
 * version, and over the file on those that have node:sqlite.
 */
import assert from 'node:assert/strict';
import type { AnswerRecord, TurnJournal, TurnRecord, TurnStore } from '../../src/core/index.ts';

export function turn(turnId: string, more: Partial<TurnRecord> = {}): TurnRecord {
  return {
    turnId,
    conversationId: 'talk',
    askedWallMs: 1_767_225_600_000,
    question: `Question of ${turnId}`,
    answers: [],
    ...more,
  };
}

const OF = { requestId: 'r', turnId: 'a' };

const ANSWER: AnswerRecord = {
  answerId: 'a1',
  target: { providerId: 'aster', modelId: 'simulated' },
  attemptId: 'r.1',
  start: {
    how: 'folded',
    from: { providerId: 'birch', modelId: 'simulated' },
    error: { kind: 'stall', message: 'silent', origin: 'local', waitedMs: 4_000 },
  },
  state: 'streaming',
  blocks: [
    { type: 'reasoning', text: 'hm' },
    { type: 'text', text: 'Because' },
    { type: 'tool-call', id: 't', name: 'run', argumentsText: '{"a":', whole: false },
  ],
  sealed: [
    {
      block: 0,
      char: 2,
      opaque: { wire: 'anthropic.messages', modelId: 'm', data: { block: { signature: 'x' } } },
    },
  ],
  reasoningLeftOut: true,
  usage: { inputTokens: 3, outputTokens: 4 },
  firstWordMs: 812.5,
};

/** What people and models really write, and what breaks careless storage. */
const HARD_TEXTS: Record<string, string> = {
  empty: '',
  quotes: `'; DROP TABLE turns; --  "x" \\ \${y}`,
  'many scripts': 'naïve 日本語 עברית 👩‍👩‍👧 e\u0301 \u202Ereversed\u202C',
  'NUL and control characters': 'a\u0000b\u0007\u001Bc\r\n\u2028',
  'half a surrogate pair': 'cut \uD83D here',
  'a megabyte': 'word '.repeat(200_000),
};

export function turnStoreContract(open: () => Promise<TurnStore>): void {
  let store: TurnStore;
  beforeEach(async () => {
    store = await open();
  });

  it('keeps what was chosen for a conversation, until it is removed', async () => {
    const choice = {
      tier: 'trusted',
      localOnly: true,
      model: { how: 'first', target: { providerId: 'a', modelId: 'm' } },
    } as const;
    assert.equal(await store.choiceOf('talk'), undefined);
    // It may be chosen before anything is asked.
    await store.keepChoice('talk', choice);
    await store.keepChoice('other', { tier: 'any', localOnly: false });
    await store.save(turn('t'));
    assert.deepEqual(await store.choiceOf('talk'), choice);
    await store.remove('talk');
    assert.equal(await store.choiceOf('talk'), undefined);
    assert.deepEqual(await store.choiceOf('other'), { tier: 'any', localOnly: false });
  });
  afterEach(() => store.close());

  it('is empty at first', async () => {
    assert.deepEqual(await store.turnsOf('talk'), []);
    assert.equal(await store.latestConversation(), undefined);
  });

  it('gives a turn back equal, answers and all', async () => {
    const saved = turn('t1', { answers: [ANSWER] });
    await store.save(saved);
    assert.deepEqual(await store.turnsOf('talk'), [saved]);
  });

  it('gives turns in the order they were asked, of one conversation only', async () => {
    await store.save(turn('b', { askedWallMs: 20 }));
    await store.save(turn('a', { askedWallMs: 10 }));
    await store.save(turn('x', { askedWallMs: 15, conversationId: 'other' }));
    await store.save(turn('c', { askedWallMs: 20 }));
    const ids = async (id: string) => (await store.turnsOf(id)).map(({ turnId }) => turnId);
    assert.deepEqual(await ids('talk'), ['a', 'b', 'c']);
    assert.deepEqual(await ids('other'), ['x']);
    assert.deepEqual(await ids('nobody'), []);
  });

  it('replaces a turn whole and leaves it in its place', async () => {
    await store.save(turn('a', { askedWallMs: 10, answers: [ANSWER] }));
    await store.save(turn('b', { askedWallMs: 10 }));
    const whole = { ...ANSWER, state: 'whole' as const, blocks: [] };
    await store.save(turn('a', { askedWallMs: 10, question: 'Edited', answers: [whole] }));
    const [first, second] = await store.turnsOf('talk');
    assert.deepEqual(first, turn('a', { askedWallMs: 10, question: 'Edited', answers: [whole] }));
    assert.equal(second?.turnId, 'b');
  });

  it('removes turns for good, and does not mind ids that are not there', async () => {
    for (const id of ['a', 'b', 'c']) await store.save(turn(id));
    await store.removeTurns(['a', 'c', `x'); DROP TABLE turns; --`]);
    assert.deepEqual(await store.turnsOf('talk'), [turn('b')]);
    await store.save(turn('a', { aside: { for: 'b', branch: 'a' } }));
    const marks = (await store.turnsOf('talk')).flatMap(({ aside }) => aside?.for ?? []);
    assert.deepEqual(marks, ['b']);
    await store.removeTurns([]);
    assert.equal((await store.turnsOf('talk')).length, 2);
  });

  it('keeps a journal with its turn, as long as there is the turn', async () => {
    const journal: TurnJournal = {
      events: [
        {
          v: 1,
          seq: 4,
          windowId: 'w',
          monoMs: 1,
          wallMs: 2,
          type: 'wait-ended',
          by: 'time',
          ...OF,
        },
      ],
      leftOut: 2,
      costs: { 'r.1': { usdMicros: 12, isEstimated: false } },
    };
    await store.save(turn('a'), journal);
    await store.save(turn('b'), { ...journal, leftOut: 0 });
    await store.save(turn('c', { conversationId: 'other' }), journal);
    // Saved again without one, it stays.
    await store.save(turn('a', { question: 'Edited' }));
    const found = await store.journalsOf(['a', 'c', 'nobody', `x'); DROP TABLE turns; --`]);
    assert.deepEqual(Object.fromEntries(found), { a: journal, c: journal });
    await store.save(turn('a'), { ...journal, leftOut: 3 });
    assert.equal((await store.journalsOf(['a'])).get('a')?.leftOut, 3);
    await store.removeTurns(['a']);
    await store.remove('other');
    const left = await store.journalsOf(['a', 'b', 'c']);
    assert.deepEqual([...left.keys()], ['b']);
    await store.save(turn('a'));
    assert.equal((await store.journalsOf(['a'])).size, 0);
  });

  it('knows the title that a person gave, and no other', async () => {
    await store.save(turn('a'));
    assert.equal(await store.titleOf('talk'), undefined);
    await store.rename('talk', ' Mine ');
    assert.equal(await store.titleOf('talk'), 'Mine');
  });

  it('knows the conversation of the turn asked last', async () => {
    await store.save(turn('late', { askedWallMs: 30, conversationId: 'evening' }));
    await store.save(turn('early', { askedWallMs: 10, conversationId: 'morning' }));
    assert.equal(await store.latestConversation(), 'evening');
    await store.save(turn('tie', { askedWallMs: 30, conversationId: 'night' }));
    assert.equal(await store.latestConversation(), 'night');
  });

  it('of many saves of one turn at once the last stands', async () => {
    const saves = Array.from({ length: 50 }, (_, i) => store.save(turn('t', { question: `${i}` })));
    await Promise.all(saves);
    assert.deepEqual(
      (await store.turnsOf('talk')).map(({ question }) => question),
      ['49'],
    );
  });

  it('keeps what was saved, whatever becomes of the object', async () => {
    const answers: AnswerRecord[] = [];
    const saving = store.save(turn('t', { answers }));
    answers.push(ANSWER);
    await saving;
    assert.deepEqual((await store.turnsOf('talk'))[0]?.answers, []);
  });

  for (const [what, text] of Object.entries(HARD_TEXTS)) {
    it(`keeps every character: ${what}`, async () => {
      const answers = [{ ...ANSWER, blocks: [{ type: 'text' as const, text }] }];
      await store.save(turn('t', { question: text, answers }));
      assert.deepEqual(await store.turnsOf('talk'), [turn('t', { question: text, answers })]);
    });
  }

  describe('conversations', () => {
    const say = (turnId: string, conversationId: string, more: Partial<TurnRecord> = {}) =>
      store.save(turn(turnId, { conversationId, ...more }));
    const answered = (text: string): Partial<TurnRecord> => ({
      answers: [{ ...ANSWER, blocks: [{ type: 'text', text }] }],
    });
    const ids = async (words?: string): Promise<readonly string[]> =>
      (await store.conversations(words === undefined ? {} : { words })).map(
        ({ conversationId }) => conversationId,
      );

    it('are listed with their first question, the one asked in last first', async () => {
      await say('m1', 'morning', { askedWallMs: 10, question: 'First?' });
      await say('e1', 'evening', { askedWallMs: 20, question: 'Late?' });
      await say('m2', 'morning', { askedWallMs: 30, question: 'Second?' });
      assert.deepEqual(await store.conversations(), [
        {
          conversationId: 'morning',
          title: 'First?',
          titledBy: 'question',
          turnCount: 2,
          lastAskedWallMs: 30,
        },
        {
          conversationId: 'evening',
          title: 'Late?',
          titledBy: 'question',
          turnCount: 1,
          lastAskedWallMs: 20,
        },
      ]);
      assert.equal((await store.conversations({ limit: 1 })).length, 1);
    });

    it('take the title a person gives, and the question again where it is emptied', async () => {
      await say('t', 'talk', { question: 'What is a pool?' });
      await store.rename('talk', '  Pools  ');
      const [named] = await store.conversations();
      assert.deepEqual([named?.title, named?.titledBy], ['Pools', 'person']);
      await store.rename('talk', ' ');
      const [plain] = await store.conversations();
      assert.deepEqual([plain?.title, plain?.titledBy], ['What is a pool?', 'question']);
    });

    it('are found by title, question and answer, in capitals or not, with the place', async () => {
      await say('a', 'asked', { askedWallMs: 10, question: 'Why does the POOL leak?' });
      await say('b', 'answered', { askedWallMs: 20, ...answered('Close the\npool  at the end.') });
      await say('c', 'other', { askedWallMs: 30 });
      assert.deepEqual(await ids('pool'), ['answered', 'asked']);
      const [found] = await store.conversations({ words: 'Pool' });
      assert.equal(found?.excerpt, 'Close the pool at the end.');
      await store.rename('other', 'Whirlpool');
      assert.deepEqual(await ids('pool'), ['other', 'answered', 'asked']);
      assert.deepEqual(await ids('nothing of the kind'), []);
    });

    it('are found by the words as they are: no pattern, no quote, no reasoning', async () => {
      await say('a', 'talk', { question: `100% "sure" it's a_b` });
      for (const words of ['100%', '"sure"', `it's`, 'a_b']) {
        assert.deepEqual(await ids(words), ['talk'], words);
      }
      for (const words of ['1%0', 'a.b', '%%']) assert.deepEqual(await ids(words), [], words);
      await say('b', 'thought', { answers: [ANSWER] });
      assert.deepEqual(await ids('hm'), []);
    });

    it('follow a changed turn', async () => {
      await say('t', 'talk', answered('before'));
      await say('t', 'talk', answered('after'));
      assert.deepEqual([await ids('before'), await ids('after')], [[], ['talk']]);
    });

    it('are removed with all their turns and their title, and no other is', async () => {
      await say('a', 'gone');
      await say('b', 'stays');
      await store.rename('gone', 'Title');
      await store.remove('gone');
      assert.deepEqual(await store.turnsOf('gone'), []);
      assert.deepEqual(await ids(), ['stays']);
      await say('c', 'gone', { question: 'Again?' });
      const [again] = await store.conversations({ words: 'again' });
      assert.equal(again?.title, 'Again?');
    });
  });

  it('closes after what was begun, may be closed twice, and is then closed for good', async () => {
    const begun = store.save(turn('t'));
    await store.close();
    await begun;
    await store.close();
    await assert.rejects(store.save(turn('u')), /closed/);
    await assert.rejects(store.turnsOf('talk'), /closed/);
    await assert.rejects(store.latestConversation(), /closed/);
    await assert.rejects(store.conversations(), /closed/);
    await assert.rejects(store.rename('talk', 'x'), /closed/);
    await assert.rejects(store.remove('talk'), /closed/);
  });
}
