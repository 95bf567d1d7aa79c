import assert from 'node:assert/strict';
import type { ChainEntry, TargetStatus } from '../../../src/core/index.ts';
import { stripView, targetViews, type StripInput } from '../../../src/host/chat/stripView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { createFaultBoard } from '../../../src/sim/index.ts';
import { context, names } from '../fakes.ts';

const entry = (id: string, fields: Partial<ChainEntry> = {}): ChainEntry => ({
  target: { providerId: id, modelId: 'm' },
  armed: true,
  enabled: true,
  hasKey: true,
  tier: 'any',
  isLocal: false,
  ...fields,
});
const input = (
  chain: readonly ChainEntry[],
  paused: readonly string[] = [],
  fields: Partial<StripInput> = {},
): StripInput => ({
  chain,
  asked: chain.filter(({ armed, enabled }) => armed && enabled),
  engine: {
    status: (target): TargetStatus =>
      paused.includes(target.providerId)
        ? { target, state: 'paused', breaker: 'open', untilWallMs: context.wallMs + 8_000 }
        : { target, state: 'working', breaker: 'closed' },
  },
  names,
  l10n: plainEnglish,
  wallMs: context.wallMs,
  answering: undefined,
  isTrial: false,
  faults: () => undefined,
  notices: [],
  ...fields,
});
const words = (own: StripInput): string[] =>
  stripView(own).targets.map((view) => `${view.name} ${view.word}`);

describe('stripView', () => {
  it('is well while the first in line works or answers', () => {
    assert.equal(stripView(input([entry('a'), entry('b')])).isWell, true);
    const answering = { providerId: 'a', modelId: 'm' };
    assert.equal(stripView(input([entry('a'), entry('b')], [], { answering })).isWell, true);
  });

  it('is not well while the first is paused, or somebody else is answering for it', () => {
    assert.equal(stripView(input([entry('a'), entry('b')], ['a'])).isWell, false);
    const answering = { providerId: 'b', modelId: 'm' };
    assert.equal(stripView(input([entry('a'), entry('b')], [], { answering })).isWell, false);
  });

  it('shows those that will be tried, in that order, and nobody else', () => {
    const chain = [entry('a'), entry('b', { armed: false }), entry('c', { enabled: false })];
    assert.deepEqual(words(input([...chain, entry('d')], ['a'])), [
      'A paused until 14:05:08',
      'D ready',
    ]);
    assert.deepEqual(
      targetViews(input(chain)).map((view) => view.word),
      ['working', 'only when chosen', 'off'],
    );
  });

  it('shows who is asked for this conversation, and what was spent but in the trial', () => {
    const only = input([entry('a')], [], { asked: [entry('b')], spend: '$0.42 today' });
    assert.deepEqual(words(only), ['B working']);
    assert.equal(stripView(only).spend, '$0.42 today');
    assert.equal(stripView({ ...only, isTrial: true }).spend, undefined);
  });

  it('counts down in the trial and shows its switches', () => {
    const board = createFaultBoard();
    board.set('stall', true);
    const strip = stripView(input([entry('a')], ['a'], { isTrial: true, faults: () => board }));
    assert.equal(strip.targets[0]?.word, 'paused, checking in {seconds} s');
    assert.deepEqual(
      strip.targets[0]?.faults?.filter((fault) => fault.isOn).map((fault) => fault.label),
      ['Stall'],
    );
    assert.deepEqual(
      strip.targets[0]?.faults?.map((fault) => fault.fault),
      [...board.list],
    );
    assert.equal(strip.trial?.endLabel, 'End trial');
  });
});
