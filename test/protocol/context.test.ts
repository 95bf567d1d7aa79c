import assert from 'node:assert/strict';
import type { ContextRef as CoreRef } from '../../src/core/index.ts';
import { Chips, CHIPS_MAX, ContextRef, refKey } from '../../src/protocol/context.ts';

const lines = { uri: 'file:///a', from: 1, to: 2, first: 'x' };
const all: readonly CoreRef[] = [
  { kind: 'file', uri: 'file:///a' },
  { kind: 'folder', uri: 'file:///a' },
  { kind: 'selection', ...lines },
  { kind: 'editors' },
  { kind: 'problems' },
  { kind: 'problems', uri: 'file:///a' },
  { kind: 'diff', isStaged: true },
  { kind: 'diff', isStaged: false },
  { kind: 'sent', turnId: 't', at: 0 },
];

describe('context protocol', () => {
  it('takes every reference of core, each under a key of its own', () => {
    for (const ref of all) assert.deepEqual(ContextRef.parse(ref), ref);
    assert.equal(new Set(all.map((ref) => refKey(ref))).size, all.length);
    const symbol = { kind: 'symbol', ...lines } as const;
    assert.equal(refKey(symbol), refKey({ kind: 'selection', ...lines }));
  });

  it('bounds what a panel may send', () => {
    const chip = { ref: { kind: 'editors' }, icon: 'editors', label: 'x' };
    const bad = [
      Array.from({ length: CHIPS_MAX + 1 }, () => chip),
      [{ ...chip, label: 'x'.repeat(400) }],
      [{ ...chip, icon: 'evil' }],
      [{ ...chip, ref: { kind: 'selection', ...lines, from: 0 } }],
      [{ ...chip, ref: { kind: 'file', uri: 'x'.repeat(5000) } }],
      [{ ...chip, ref: { kind: 'terminal' } }],
    ];
    for (const chips of bad) assert.equal(Chips.safeParse(chips).success, false);
  });
});
