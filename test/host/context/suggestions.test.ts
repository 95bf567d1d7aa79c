import assert from 'node:assert/strict';
import type { ChipView } from '../../../src/protocol/index.ts';
import {
  asked,
  fitRows,
  slashRows,
  sortRows,
  type Facts,
} from '../../../src/host/context/suggestions.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

const selection: ChipView = {
  ref: { kind: 'selection', uri: 'file:///a', from: 4, to: 9, first: 'x' },
  icon: 'selection',
  label: 'a.ts:4–9',
};
const facts: Facts = { selection, editors: 2, problems: 0, changes: 3 };
const shown = (own: Facts, words: string): string[] =>
  sortRows(own, words, plainEnglish).map(
    ({ label, detail = '', isOff }) =>
      `${label}${detail === '' ? '' : `: ${detail}`}${isOff === true ? ' (off)' : ''}`,
  );

describe('suggestions', () => {
  it('list every sort with what is there of it, and why one cannot be chosen', () => {
    assert.deepEqual(shown(facts, ''), [
      'Selection: a.ts:4–9',
      'File…',
      'Folder…',
      'Symbol…',
      'Open editors: 2',
      'Problems: VS Code knows of none (off)',
      'Git changes: 3 files',
    ]);
    const none: Facts = { selection: undefined, editors: 0, problems: 2, changes: undefined };
    assert.deepEqual(
      shown(none, '').filter((row) => row.endsWith('(off)')),
      [
        'Selection: nothing is selected (off)',
        'Open editors: no text file is open (off)',
        'Git changes: no Git repository is open (off)',
      ],
    );
    assert.equal(sortRows({ ...facts, changes: 0 }, 'git', plainEnglish)[0]?.detail, 'no changes');
  });

  it('go by the beginnings of words', () => {
    assert.deepEqual(shown(facts, 'edi'), ['Open editors: 2']);
    assert.deepEqual(shown(facts, 'fol'), ['Folder…']);
    assert.deepEqual(shown(facts, 'xyz'), []);
  });

  it('narrow to one sort', () => {
    assert.deepEqual(asked('file:pool'), { narrow: 'file', rest: 'pool' });
    assert.deepEqual(asked('Symbol:'), { narrow: 'symbol', rest: '' });
    assert.deepEqual(asked('pool:test'), { rest: 'pool:test' });
  });

  it('show names of files as one line, whatever stands in them', () => {
    const [row] = fitRows([
      { label: 'a\nb', detail: 'x/a\nb', chip: { ...selection, label: 'a\nb' } },
    ]);
    assert.deepEqual([row?.label, row?.detail, row?.chip?.label], ['a␤b', 'x/a␤b', 'a␤b']);
  });

  it('offer commands, the one that begins so first', () => {
    const rows = slashRows('', plainEnglish).map(({ label }) => label);
    assert.deepEqual(rows, [
      '/explain',
      '/fix',
      '/refactor',
      '/tests',
      '/docs',
      '/review',
      '/commit',
    ]);
    assert.equal(slashRows('co', plainEnglish)[0]?.insert, '/commit ');
    assert.deepEqual(slashRows('zz', plainEnglish), []);
  });
});
