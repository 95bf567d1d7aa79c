import assert from 'node:assert/strict';
import { readInstructions } from '../../../src/host/context/instructions.ts';
import type { Why } from '../../../src/host/context/look.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { fakeLook } from './fakeLook.ts';

const roots = ['file:///w/one', 'file:///w/two'];
const read = (files: Record<string, string | { readonly why: Why }>, active?: string) =>
  readInstructions({ look: fakeLook({ files }), l10n: plainEnglish }, roots, active);
const names = async (...args: Parameters<typeof read>) =>
  (await read(...args)).pieces.map(({ name }) => name);

describe('instructions', () => {
  const files = {
    'file:///w/one/AGENTS.md': 'top',
    'file:///w/one/pkg/AGENTS.md': 'package',
    'file:///w/one/pkg/deep/er/AGENTS.md': 'deep',
    'file:///w/two/AGENTS.md': '  ',
  };

  it('are those of the top folders and the nearest one above the active file', async () => {
    assert.deepEqual(await names(files), ['one/AGENTS.md']);
    assert.deepEqual(await names(files, 'file:///w/one/pkg/deep/a.ts'), [
      'one/AGENTS.md',
      'one/pkg/AGENTS.md',
    ]);
    assert.deepEqual(await names(files, 'file:///w/one/a.ts'), ['one/AGENTS.md']);
    assert.deepEqual(await names(files, 'file:///elsewhere/pkg/a.ts'), ['one/AGENTS.md']);
  });

  it('leave out what may be a secret or leads out, and say so; none is no fault', async () => {
    const link = { 'file:///w/one/AGENTS.md': { why: 'link' as const } };
    assert.deepEqual(await read(link), { pieces: [], notes: ['one/AGENTS.md could not be read'] });
    const key = { 'file:///w/one/AGENTS.md': 'token: FAKE0123456789abcdefFAKE01' };
    assert.deepEqual((await read(key)).notes, ['Left out, may hold secrets: one/AGENTS.md']);
    assert.deepEqual(await read({}), { pieces: [], notes: [] });
  });

  it('are bounded', async () => {
    const long = { 'file:///w/one/AGENTS.md': 'line\n'.repeat(20_000) };
    const { pieces, notes } = await read(long);
    assert.ok((pieces[0]?.text.length ?? 0) <= 32_000);
    assert.match(notes[0] ?? '', /only the first \d+ of 20001 lines/);
  });
});
