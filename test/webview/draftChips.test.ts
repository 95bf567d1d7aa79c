import assert from 'node:assert/strict';
import type { ChipView } from '../../src/protocol/index.ts';
import {
  commandIn,
  fittingChips,
  keptChips,
  refsOf,
  withChips,
  withoutKeys,
} from '../../src/webview/draftChips.ts';

const chip = (name: string, by?: string): ChipView => ({
  ref: { kind: 'file', uri: name },
  icon: 'file',
  label: name,
  ...(by === undefined ? {} : { by }),
});
const names = ({ chips = [] }: { chips?: ChipView[] }): string[] => chips.map(({ label }) => label);

describe('draft chips', () => {
  it('are added once each, in order, and taken away by key', () => {
    const both = withChips([chip('a')], [chip('b'), chip('a')]);
    assert.deepEqual(names(both), ['a', 'b']);
    assert.deepEqual(names(withoutKeys(both.chips, ['file a'])), ['b']);
    assert.deepEqual(withoutKeys([chip('a')], ['file a']), {});
    const many = Array.from({ length: 60 }, (_, n) => chip(`${n}`));
    assert.equal(names(withChips([], many)).length, 40);
  });

  it('travel by what they refer to', () => {
    assert.deepEqual(refsOf([chip('a')]), { refs: [{ kind: 'file', uri: 'a' }] });
    assert.deepEqual([refsOf([]), refsOf()], [{}, {}]);
  });

  it('are read as if a stranger had written them', () => {
    assert.deepEqual(keptChips('x'), {});
    assert.deepEqual(keptChips([{ ref: { kind: 'evil' } }]), {});
    assert.deepEqual(names(keptChips([chip('a')])), ['a']);
  });

  it('leave with the command that brought them', () => {
    const { chips } = withChips([chip('own')], [chip('diff')], 'review');
    assert.deepEqual(names(fittingChips(chips, '/review all')), ['own', 'diff']);
    assert.deepEqual(names(fittingChips(chips, '/reviews')), ['own']);
    assert.deepEqual(
      [commandIn('/fix '), commandIn('/fix'), commandIn('a /fix ')],
      ['fix', undefined, undefined],
    );
  });
});
