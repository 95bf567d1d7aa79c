import assert from 'node:assert/strict';
import { demoOf, playDemo, suggestions, type Demo } from '../../src/host/demo.ts';
import { plainEnglish } from '../../src/host/l10n.ts';
import { ComposerView } from '../../src/protocol/index.ts';
import { composed, type Composed } from './composed.ts';

const demo = (name: string): Demo => {
  const found = demoOf(name, plainEnglish);
  assert.ok(found);
  return found;
};
const press = async (stage: Composed, name: string): Promise<boolean> => {
  const { composition, session, model } = stage;
  const deps = { composition, session, newId: () => name, refresh: model.refresh };
  const playing = playDemo(deps, demo(name));
  await stage.clock.runUntilIdle();
  return await playing;
};
const answersOf = (stage: Composed): (readonly [string | undefined, string])[] =>
  (stage.session.turns().at(-1)?.answers ?? []).map(
    (answer) => [answer.target?.providerId, answer.state] as const,
  );
const switchedOn = (stage: Composed): string[] =>
  ['aster', 'birch'].flatMap((id) => {
    const board = stage.composition.faults(id);
    return (board?.list ?? []).filter((fault) => board?.isOn(fault)).map((fault) => id + fault);
  });

describe('demo', () => {
  it('cut: a fragment, a seam, a whole answer, and the fault is off again', async () => {
    const stage = composed({ isTrial: true });
    assert.equal(await press(stage, 'cut'), true);
    assert.deepEqual(answersOf(stage), [
      ['aster', 'unfinished'],
      ['birch', 'whole'],
    ]);
    const seam = stage.shown().turns[0]?.answers[1]?.seam;
    assert.deepEqual(
      [seam?.kind, ...(seam?.why ?? []).map((line) => line.replace(/\d\.\d s/, 'N s'))],
      [
        'seam',
        'Aster was asked first.',
        'Aster broke off in the middle.',
        'What Aster had said was kept.',
        'Birch was next.',
        'Birch answered in N s.',
      ],
    );
    assert.deepEqual(switchedOn(stage), []);
    assert.ok(stage.clock.nowMs() < 15_000, `${stage.clock.nowMs()} ms`);
  });

  it('pause: a countdown for both, then the first is back, within half a minute of both', async () => {
    const stage = composed({ isTrial: true });
    await press(stage, 'cut');
    const { composition, session, model } = stage;
    const deps = { composition, session, newId: () => 'p', refresh: model.refresh };
    const playing = playDemo(deps, demo('pause'));
    await stage.clock.advance(2_000);
    assert.match(stage.shown().wait?.sentence ?? '', /Aster asks for a pause/);
    assert.deepEqual(switchedOn(stage), []);
    assert.ok(stage.shown().strip.targets.every(({ state }) => state === 'paused'));
    await stage.clock.runUntilIdle();
    await playing;
    assert.deepEqual(answersOf(stage), [['aster', 'whole']]);
    assert.ok(stage.clock.nowMs() < 30_000, `${stage.clock.nowMs()} ms`);
  });

  it('shows itself whatever was tried before', async () => {
    const stage = composed({ isTrial: true });
    stage.composition.faults('aster')?.set('outage', true);
    stage.composition.faults('birch')?.set('stall', true);
    const sending = stage.session.send('1', 'hello');
    await stage.clock.advance(3_000);
    stage.session.stop();
    await stage.clock.runUntilIdle();
    await sending;
    await press(stage, 'cut');
    assert.deepEqual(
      answersOf(stage).map(([, state]) => state),
      ['unfinished', 'whole'],
    );
  });

  it('lifts the fault when the turn is stopped before it struck', async () => {
    const stage = composed({ isTrial: true });
    const { composition, session, model } = stage;
    const deps = { composition, session, newId: () => 's', refresh: model.refresh };
    const playing = playDemo(deps, demo('cut'));
    await stage.clock.advance(200);
    assert.deepEqual(switchedOn(stage), ['astercut']);
    session.stop();
    await stage.clock.runUntilIdle();
    await playing;
    assert.deepEqual(switchedOn(stage), []);
  });

  it('asks nothing of real providers, and nothing while busy', async () => {
    const providers = [
      {
        id: 'real',
        kind: 'compatible',
        baseUrl: 'https://a.example/v1',
        models: ['m'],
        armed: true,
      },
    ];
    const real = composed({ settings: { providers } });
    assert.equal(await press(real, 'cut'), false);
    assert.equal(real.session.turns().length, 0);
    const stage = composed({ isTrial: true });
    const sending = stage.session.send('1', 'hello');
    assert.equal(await press(stage, 'pause'), false);
    await sending;
    assert.equal(stage.session.turns().length, 1);
  });

  it('knows its own names only, and suggests whole sentences', () => {
    for (const name of [undefined, '', 'constructor']) {
      assert.equal(demoOf(name, plainEnglish), undefined);
    }
    const shown = ComposerView.shape.suggestions.parse(suggestions(plainEnglish));
    for (const { question } of shown) assert.match(question, /^[A-Z].*[?.]$/);
    for (const { button } of shown.filter((one) => one.button !== undefined)) {
      assert.ok(demoOf(button?.args?.['demo'], plainEnglish));
    }
  });
});
