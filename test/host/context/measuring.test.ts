import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Target, TurnRecord } from '../../../src/core/index.ts';
import { createTokenEstimator } from '../../../src/engine/index.ts';
import { UNKNOWN_FACTS } from '../../../src/core/index.ts';
import { createMeasuring, type MeasuringDeps } from '../../../src/host/context/measuring.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import type { ContextView } from '../../../src/protocol/index.ts';
import { a, names, turn } from '../fakes.ts';
import { fakeLook } from './fakeLook.ts';

function setUp(more: Partial<MeasuringDeps> = {}, turns: readonly TurnRecord[] = []) {
  const told: ContextView[] = [];
  const logged: string[] = [];
  const estimator = createTokenEstimator();
  const facts = { ...UNKNOWN_FACTS, contextTokensMax: 1000 };
  const files = { 'file:///w/a.ts': 'x'.repeat(400), 'file:///w/big.ts': 'line\n'.repeat(2000) };
  const measuring = createMeasuring({
    look: fakeLook({ files }),
    l10n: plainEnglish,
    window: () => ({
      promptMax: 750,
      tokens: (request) => estimator.inputTokens(request, a).tokens,
    }),
    session: () => ({ turns: () => turns, conversationId: () => 'c', busyTurnId: () => undefined }),
    knowledge: {
      catalog: { get: () => facts } as unknown as MeasuringDeps['knowledge']['catalog'],
      estimator,
      ready: () => Promise.resolve(),
    },
    names,
    firstTarget: (): Target | undefined => a,
    isFollowed: () => true,
    readInstructions: () => Promise.resolve({ pieces: [], notes: [] }),
    onChange: (view) => told.push(view),
    log: (message) => logged.push(message),
    ...more,
  });
  return { measuring, logged, view: () => told.at(-1), changes: () => told.length };
}
const chip = (name: string) => ({
  ref: { kind: 'file' as const, uri: `file:///w/${name}` },
  icon: 'file' as const,
  label: name,
});
const draft = (text: string, ...chips: ReturnType<typeof chip>[]) => ({ atMs: 1, text, chips });

describe('measuring', () => {
  it('says nothing of an empty composer, and the parts of a full one', async () => {
    const { measuring, view, changes } = setUp();
    measuring.drafted(draft(''));
    await setImmediate();
    assert.deepEqual(view(), { chips: [] });
    measuring.drafted(draft('why?', chip('a.ts')));
    await setImmediate();
    const { meter } = view() ?? {};
    assert.match(meter?.text ?? '', /^~\d+ \/ 1k$/);
    assert.deepEqual(
      meter?.parts.map(({ label }) => label),
      ['a.ts', 'Question'],
    );
    assert.equal(changes(), 2);
    measuring.again();
    await setImmediate();
    assert.equal(changes(), 2);
  });

  it('says before sending why a chip cannot be sent, and what will not fit', async () => {
    const { measuring, view } = setUp();
    measuring.drafted(draft('why?', chip('gone.ts'), chip('big.ts')));
    await setImmediate();
    const shown = view();
    assert.match(shown?.chips[0]?.trouble ?? '', /gone\.ts is not there/);
    assert.equal(shown?.chips[0]?.key, 'file file:///w/gone.ts');
    assert.equal(shown?.meter?.isOver, true);
    assert.match(shown?.meter?.leftOut[0] ?? '', /^big\.ts: only the first \d+ lines fit$/);
  });

  it('shows whose instructions are followed, and that they are not', async () => {
    const readInstructions = () =>
      Promise.resolve({ pieces: [{ name: 'AGENTS.md', text: 'be kind' }], notes: ['cut'] });
    const on = setUp({ readInstructions });
    on.measuring.drafted(draft('why?'));
    await setImmediate();
    const { instructions, meter } = on.view() ?? {};
    assert.deepEqual([instructions?.label, instructions?.isOn], ['AGENTS.md', true]);
    assert.match(instructions?.hint ?? '', /\ncut$/);
    assert.ok(meter?.parts.some(({ label }) => label === 'Instructions'));
    const off = setUp({ readInstructions, isFollowed: () => false });
    off.measuring.drafted(draft('why?'));
    await setImmediate();
    assert.equal(off.view()?.instructions?.label, 'AGENTS.md off');
    assert.ok(!off.view()?.meter?.parts.some(({ label }) => label === 'Instructions'));
  });

  it('counts what was said before, up to the question that is edited', async () => {
    const said = (turnId: string): TurnRecord => ({
      ...turn('long question '.repeat(20)),
      turnId,
      answers: [
        {
          answerId: turnId,
          target: a,
          start: { how: 'first' },
          state: 'whole',
          blocks: [{ type: 'text', text: 'yes' }],
        },
      ],
    });
    const { measuring, view } = setUp({}, [said('t1'), said('t2')]);
    const size = async (): Promise<number> => {
      await setImmediate();
      const parts = view()?.meter?.parts ?? [];
      const own = parts.find(({ label }) => label === 'Conversation')?.size ?? '0';
      return Number(own.replace('~', ''));
    };
    measuring.drafted(draft('and?'));
    const both = await size();
    measuring.drafted({ ...draft('and?'), edits: { turnId: 't2', before: '' } });
    const one = await size();
    assert.ok(both > one && one > 0, `${both} ${one}`);
  });

  it('has no meter where nobody can be asked, and goes on after a failure', async () => {
    let isBroken = true;
    const { measuring, logged, view } = setUp({
      firstTarget: () => undefined,
      readInstructions: () =>
        isBroken ? Promise.reject(new Error('no')) : Promise.resolve({ pieces: [], notes: [] }),
    });
    measuring.drafted(draft('why?'));
    await setImmediate();
    assert.equal(view(), undefined);
    assert.deepEqual(logged, ['context: no']);
    isBroken = false;
    measuring.again();
    await setImmediate();
    assert.deepEqual(view(), { chips: [] });
  });
});
