import assert from 'node:assert/strict';
import type { ContextRef } from '../../../src/core/index.ts';
import { gather, recordOf } from '../../../src/host/context/gather.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { fakeLook } from './fakeLook.ts';

const KEY = 'API_TOKEN=FAKE0123456789abcdefFAKE0123456789ab';
const file = (name: string): ContextRef => ({ kind: 'file', uri: `file:///w/${name}` });
const of = (fake: Parameters<typeof fakeLook>[0], ref: ContextRef) =>
  gather({ look: fakeLook(fake), l10n: plainEnglish }, ref);
const files = {
  'file:///w/src/a.ts': 'one\ntwo\nthree',
  'file:///w/.env': 'A=1',
  'file:///w/src/b.ts': KEY,
  'file:///w/logo.png': { why: 'binary' as const },
  'file:///w/big.json': { why: 'large' as const },
};

describe('gather', () => {
  it('reads a file whole and lines as they stand', async () => {
    const whole = await of({ files }, file('src/a.ts'));
    assert.deepEqual(
      [whole.label, whole.pieces[0]?.piece.name, whole.pieces[0]?.piece.text],
      ['a.ts', 'src/a.ts', 'one\ntwo\nthree'],
    );
    const lines = {
      kind: 'selection',
      uri: 'file:///w/src/a.ts',
      from: 2,
      to: 3,
      first: 'two',
    } as const;
    const part = await of({ files }, lines);
    assert.deepEqual(
      [part.label, part.pieces[0]?.piece.name, part.pieces[0]?.piece.text],
      ['a.ts:2–3', 'src/a.ts (lines 2-3)', 'two\nthree'],
    );
  });

  it('marks what may be a secret, by name or text, with the place', async () => {
    assert.equal((await of({ files }, file('.env'))).pieces[0]?.suspect, '.env: by its name');
    const named = await of({ files }, file('src/b.ts'));
    assert.match(named.pieces[0]?.suspect ?? '', /^src\/b\.ts, line 1: /);
    const lines = { kind: 'symbol', uri: 'file:///w/src/b.ts', from: 1, to: 1, first: '' } as const;
    assert.match((await of({ files }, lines)).pieces[0]?.suspect ?? '', /line 1/);
    assert.equal(recordOf(named, false), undefined);
    assert.equal(recordOf(named, true)?.pieces.length, 1);
  });

  it('leaves secrets, binaries and large files of a folder out, by name', async () => {
    const folder: ContextRef = { kind: 'folder', uri: 'file:///w/src' };
    const all = Object.keys(files);
    const found = await of({ files, folder: all, isCut: true }, folder);
    assert.equal(found.label, 'src/');
    assert.deepEqual(
      found.pieces.map(({ piece }) => piece.name),
      ['src/a.ts'],
    );
    assert.deepEqual(found.notes, [
      'Only the first 200 files are sent',
      'Left out, may hold secrets: .env, src/b.ts',
      'Left out, no text: logo.png',
      'Left out, too large or not readable: big.json',
    ]);
    const none = await of({ files, folder: ['file:///w/.env'] }, folder);
    assert.match(none.trouble ?? '', /holds no text file/);
    assert.deepEqual(none.notes, ['Left out, may hold secrets: .env']);
    assert.match((await of({}, folder)).trouble ?? '', /leads out of this workspace/);
  });

  it('refuses with a sentence that names the remedy', async () => {
    assert.match((await of({ files }, file('gone.ts'))).trouble ?? '', /^gone\.ts is not there/);
    assert.match((await of({ files }, file('big.json'))).trouble ?? '', /larger than 1 MB.*Select/);
    assert.match((await of({ files }, file('logo.png'))).trouble ?? '', /no text/);
    const lines = {
      kind: 'selection',
      uri: 'file:///w/src/a.ts',
      from: 9,
      to: 9,
      first: '',
    } as const;
    assert.match((await of({ files }, lines)).trouble ?? '', /no line 9 any more/);
    assert.match((await of({}, { kind: 'problems' })).trouble ?? '', /no problems/);
    assert.equal((await of({}, { kind: 'diff', isStaged: true })).trouble, 'No Git here.');
    assert.match((await of({}, { kind: 'editors' })).trouble ?? '', /No text file/);
    assert.match((await of({}, { kind: 'sent', turnId: 't', at: 0 })).trouble ?? '', /is gone/);
  });

  it('takes a diff apart: the section of a secret file stands alone', async () => {
    const section = (name: string, line: string): string =>
      `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n+${line}\n`;
    const text = section('a.ts', 'x') + section('.env', 'B=2') + section('c.ts', KEY);
    const diff = { isRead: true, text, notes: ['new files'] } as const;
    const found = await of({ diff }, { kind: 'diff', isStaged: false });
    assert.deepEqual(
      found.pieces.map(({ suspect }) => suspect?.replace(/,.*/, '')),
      [undefined, '.env: by its name', 'c.ts'],
    );
    const without = recordOf(found, false);
    assert.match(without?.pieces[0]?.text ?? '', /a\.ts/);
    assert.doesNotMatch(JSON.stringify(without?.pieces), /\.env|FAKE/);
    assert.deepEqual(without?.notes, ['new files']);
  });

  it('says that characters are hidden, and sends them as they are', async () => {
    const bidi = { 'file:///w/x.ts': 'if (a) /*\u202E } */' };
    const found = await of({ files: bidi }, file('x.ts'));
    assert.deepEqual(found.notes, ['Hidden characters in x.ts']);
    assert.equal(found.pieces[0]?.piece.text, bidi['file:///w/x.ts']);
  });

  it('takes over what was sent before, word for word and without another question', async () => {
    const ref: ContextRef = { kind: 'file', uri: 'file:///w/.env' };
    const sent = {
      ref,
      icon: 'file',
      label: '.env',
      pieces: [{ name: '.env', text: 'A=1' }],
    } as const;
    const found = await of({ sent }, { kind: 'sent', turnId: 't', at: 0 });
    assert.deepEqual(recordOf(found, false), sent);
  });

  it('counts the problems it names', async () => {
    const problems = [
      { path: 'a.ts', line: 1, column: 1, severity: 'error', message: 'no' } as const,
    ];
    const found = await of({ problems }, { kind: 'problems' });
    assert.deepEqual(
      [found.label, found.pieces[0]?.piece.text],
      ['Problems (1)', 'a.ts:1:1 error: no'],
    );
  });
});
