import assert from 'node:assert/strict';
import type { AttachedRecord } from '../../../src/core/index.ts';
import {
  commitPieces,
  cutCount,
  messageOf,
  styleOf,
} from '../../../src/host/commit/commitAsked.ts';

const section = (path: string, ...lines: string[]): string =>
  [
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    '@@ -1 +1 @@',
    ...lines,
    '',
  ].join('\n');
const recordOf = (text: string): AttachedRecord => ({
  ref: { kind: 'diff', isStaged: true },
  icon: 'diff',
  label: 'Staged changes',
  pieces: [{ name: 'git diff of what is staged', languageId: 'diff', text }],
});

describe('what is asked for a commit message', () => {
  const diff = recordOf(section('src/a.ts', '-old', '+new', '+more') + section('b.md', '+x'));

  it('names every file with its size, and gives the changes file by file', () => {
    const [record] = commitPieces([diff], []);
    assert.deepEqual(
      record?.pieces.map(({ name }) => name),
      [
        'the changed files, with lines added and removed',
        'git diff of what is staged: src/a.ts',
        'git diff of what is staged: b.md',
      ],
    );
    assert.equal(record?.pieces[0]?.text, 'src/a.ts +2 -1\nb.md +1 -0');
    assert.match(record?.pieces[1]?.text ?? '', /^diff --git a\/src\/a\.ts[^]*\+more\n$/);
  });

  it('lists no more files than can be read', () => {
    const many = Array.from({ length: 305 }, (_, n) => section(`f${n}`, '+x')).join('');
    const [record] = commitPieces([recordOf(many)], []);
    assert.match(record?.pieces[0]?.text ?? '', /f299 \+1 -0\nand 5 more files$/);
  });

  it('shows how the last messages were written, without merges, repeats and secrets', () => {
    const secret = `key: ${['sk-', 'proj-', 'FAKE0123456789abcdefFAKE0123456789ab'].join('')}`;
    const messages = [
      'Merge branch x',
      'feat: one\n',
      'feat: one',
      `wip ${secret}`,
      '',
      'fix: two',
    ];
    assert.equal(styleOf(messages), 'feat: one\n---\nfix: two');
    assert.equal(commitPieces([diff], messages)[0]?.pieces[0]?.text, 'feat: one\n---\nfix: two');
    const long = Array.from({ length: 30 }, (_, n) => `${n} ${'x'.repeat(1000)}`);
    assert.ok(styleOf(long).length < 4100);
  });

  it('counts what was not shown whole', () => {
    const before = commitPieces([diff], []);
    assert.deepEqual(cutCount(before, before), { cut: 0, of: 2 });
    const [record] = before;
    assert.ok(record !== undefined);
    // The list, and the first file in part; the second is gone.
    const pieces = record.pieces
      .slice(0, 2)
      .map((piece, at) => (at === 1 ? { ...piece, text: 'd' } : piece));
    assert.deepEqual(cutCount(before, [{ ...record, pieces }]), { cut: 2, of: 2 });
  });
});

describe('the message of an answer', () => {
  it('is what stands in the fence, else the whole answer', () => {
    assert.equal(
      messageOf('Here:\n```text\nAdd a pool\n\nWhy.  \n```\nDone.'),
      'Add a pool\n\nWhy.',
    );
    assert.equal(messageOf('~~~\nAdd `x`\n~~~'), 'Add `x`');
    assert.equal(messageOf('  Add a pool\r\n\r\n\r\n\r\nWhy. '), 'Add a pool\n\nWhy.');
    assert.equal(messageOf('````\nAdd\n```\ncode\n```\n````'), 'Add\n```\ncode\n```');
  });

  it('holds nothing that is not seen, and has an end', () => {
    assert.equal(messageOf('Add\u0000 a\u202E pool\u001B[31m'), 'Add a pool[31m');
    assert.equal(messageOf('x'.repeat(100_000))?.length, 5000);
  });

  it('is none where nothing is there', () => {
    for (const answer of ['', ' \n ', '```\n```', '\u202E'])
      assert.equal(messageOf(answer), undefined);
  });
});
