// What other extensions are offered: three ways to ask the same chain, none where nobody could answer,
// and *Fast* only among those who are armed.

import assert from 'node:assert/strict';
import type { ChainEntry, RequestLimits } from '../../../src/core/index.ts';
import {
  exposedModels,
  limitsFor,
  type ExposedDeps,
} from '../../../src/host/exposed/exposedModels.ts';

const rung = (modelId: string, more: Partial<ChainEntry> = {}): ChainEntry => ({
  target: { providerId: 'p', modelId },
  armed: true,
  enabled: true,
  hasKey: true,
  tier: 'any',
  isLocal: false,
  ...more,
});
const facts = {
  contextTokensMax: 100_000,
  outputTokensMax: 8_000,
  tools: 'yes',
  vision: 'no',
} as const;

function stage(rungs: readonly ChainEntry[], more: Partial<ExposedDeps> = {}): ExposedDeps {
  const inLimits = ({ localOnly }: RequestLimits): readonly ChainEntry[] =>
    rungs.filter(({ isLocal }) => !localOnly || isLocal);
  return {
    rungs: inLimits,
    factsOf: () => facts,
    classOf: ({ modelId }) => (modelId.startsWith('small') ? 'small' : 'large'),
    usualMs: () => undefined,
    tier: () => 'any',
    localOnly: () => false,
    ...more,
  };
}
const idsOf = (deps: ExposedDeps): readonly string[] => exposedModels(deps).map(({ id }) => id);

describe('what other extensions are offered', () => {
  it('is nothing without anybody who could answer', () => {
    assert.deepEqual(idsOf(stage([])), []);
    assert.deepEqual(idsOf(stage([rung('large', { hasKey: false })])), []);
  });

  it('is Local only where somebody is on this computer', () => {
    assert.deepEqual(idsOf(stage([rung('large')])), ['auto', 'fast']);
    assert.deepEqual(idsOf(stage([rung('large', { isLocal: true })])), ['auto', 'fast', 'local']);
    assert.equal(limitsFor(stage([rung('a', { isLocal: true })]), 'local')?.localOnly, true);
  });

  it('keeps to the settings: a person who stays local offers nothing else', () => {
    const deps = stage([rung('large'), rung('own', { isLocal: true })], { localOnly: () => true });
    for (const id of ['auto', 'fast', 'local'] as const) {
      assert.equal(limitsFor(deps, id)?.localOnly, true);
    }
  });

  it('asks the simplest first for Fast, then the quickest, and never who is not armed', () => {
    const rungs = [
      rung('large-1'),
      rung('small-1'),
      rung('small-2'),
      rung('small-0', { armed: false }),
    ];
    const plain = limitsFor(stage(rungs), 'fast');
    assert.equal(plain?.first?.modelId, 'small-1');
    const usualMs: ExposedDeps['usualMs'] = ({ modelId }) => (modelId === 'small-2' ? 200 : 900);
    assert.equal(limitsFor(stage(rungs, { usualMs }), 'fast')?.first?.modelId, 'small-2');
    assert.equal(limitsFor(stage(rungs), 'auto')?.first, undefined);
  });

  it('promises what whoever is asked first can take, and one stream of words', () => {
    const [auto] = exposedModels(stage([rung('large')]));
    assert.deepEqual(auto, {
      id: 'auto',
      maxInputTokens: 100_000 - 4_096,
      maxOutputTokens: 8_000,
      canTools: true,
      canImages: false,
    });
    assert.equal(limitsFor(stage([rung('large')]), 'auto')?.canFold, false);
    const unknown = { contextTokensMax: 'unknown', outputTokensMax: 'unknown' } as const;
    const [guessed] = exposedModels(
      stage([rung('x')], { factsOf: () => ({ ...unknown, tools: 'unknown', vision: 'unknown' }) }),
    );
    assert.deepEqual(
      [guessed?.maxInputTokens, guessed?.maxOutputTokens, guessed?.canTools, guessed?.canImages],
      [32_000, 4_096, true, true],
    );
  });
});
