import assert from 'node:assert/strict';
import { setImmediate as tick } from 'node:timers/promises';
import {
  createFirstLook,
  NOTHING_FOUND,
  type FoundHere,
} from '../../../src/host/firstRun/firstLook.ts';
import { server } from '../local/servers.ts';

type Asked = { readonly signal: AbortSignal; answer(found: FoundHere): void };

const ollama: FoundHere = { ...NOTHING_FOUND, servers: [server('Ollama', 'm')] };

function stage() {
  const asked: Asked[] = [];
  const state = { isWanted: true, drawn: 0 };
  const look = createFirstLook({
    find: (signal) =>
      new Promise((resolve) => {
        asked.push({ signal, answer: resolve });
      }),
    isWanted: () => state.isWanted,
    onFound: () => {
      state.drawn += 1;
    },
  });
  return { asked, state, look };
}

describe('looking around for a newcomer', () => {
  it('begins when the panel shows itself without a provider, and at no other time', () => {
    const { asked, state, look } = stage();
    look.changed();
    assert.equal(asked.length, 0);
    state.isWanted = false;
    look.shown();
    look.changed();
    assert.equal(asked.length, 0);
    state.isWanted = true;
    look.changed();
    assert.equal(asked.length, 1);
  });

  it('happens once per showing, however much changes meanwhile', async () => {
    const { asked, state, look } = stage();
    look.shown();
    look.changed();
    asked[0]?.answer(ollama);
    await tick();
    look.changed();
    look.shown();
    assert.deepEqual([asked.length, state.drawn, look.found()], [1, 1, ollama]);
    look.hidden();
    look.shown();
    assert.deepEqual([asked.length, look.found()], [2, NOTHING_FOUND]);
  });

  it('draws what needs no server as well', async () => {
    for (const found of [
      { ...NOTHING_FOUND, hasKeys: true },
      { ...NOTHING_FOUND, tools: ['Continue'] },
    ]) {
      const { asked, state, look } = stage();
      look.shown();
      asked[0]?.answer(found);
      await tick();
      assert.deepEqual([state.drawn, look.found()], [1, found]);
    }
  });

  it('draws nothing where nothing was found', async () => {
    const { asked, state, look } = stage();
    look.shown();
    asked[0]?.answer(NOTHING_FOUND);
    await tick();
    assert.equal(state.drawn, 0);
  });

  for (const [how, end] of [
    ['the panel closes', ({ look }: ReturnType<typeof stage>) => look.hidden()],
    [
      'a provider is there',
      ({ look, state }: ReturnType<typeof stage>) => {
        state.isWanted = false;
        look.changed();
      },
    ],
  ] as const) {
    it(`ends at once when ${how}, and what comes late is not kept`, async () => {
      const own = stage();
      own.look.shown();
      end(own);
      assert.equal(own.asked[0]?.signal.aborted, true);
      own.asked[0]?.answer(ollama);
      await tick();
      assert.deepEqual([own.look.found(), own.state.drawn], [NOTHING_FOUND, 0]);
    });
  }

  it('forgets what was found once it is not wanted any more', async () => {
    const { asked, state, look } = stage();
    look.shown();
    asked[0]?.answer(ollama);
    await tick();
    state.isWanted = false;
    look.changed();
    assert.deepEqual(look.found(), NOTHING_FOUND);
  });
});
