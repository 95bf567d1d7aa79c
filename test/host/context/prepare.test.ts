import assert from 'node:assert/strict';
import type { ContextRef } from '../../../src/core/index.ts';
import { prepare, type PrepareDeps, type Question } from '../../../src/host/context/prepare.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { fakeLook } from './fakeLook.ts';

const env: ContextRef = { kind: 'file', uri: 'file:///w/.env' };
const code: ContextRef = { kind: 'file', uri: 'file:///w/a.ts' };
const question: Question = { question: 'why?', conversationId: 'c', refs: [], earlier: [] };

function setUp(more: Partial<PrepareDeps> = {}) {
  const asked: string[][] = [];
  const refused: string[] = [];
  const files = { 'file:///w/.env': 'A=1', 'file:///w/a.ts': 'let a;' };
  const deps: PrepareDeps = {
    look: fakeLook({ files }),
    l10n: plainEnglish,
    defaults: () => Promise.resolve([code]),
    instructions: () => Promise.resolve([{ name: 'AGENTS.md', text: 'be kind' }]),
    askSecrets: (names) => {
      asked.push([...names]);
      return Promise.resolve('without');
    },
    window: () => ({ promptMax: Number.POSITIVE_INFINITY, tokens: () => 1 }),
    refuse: (sentence) => refused.push(sentence),
    ...more,
  };
  return { deps, asked, refused };
}

describe('prepare', () => {
  it('reads what is attached, with the instructions, and asks nothing without a reason', async () => {
    const { deps, asked } = setUp();
    const context = await prepare(deps, { ...question, refs: [code] });
    assert.deepEqual(asked, []);
    assert.equal(context?.attached?.[0]?.pieces[0]?.text, 'let a;');
    assert.equal(context?.instructions?.[0]?.text, 'be kind');
    assert.equal(context?.prompt, undefined);
  });

  it('asks about a secret by name; without it the rest is sent, with it all of it', async () => {
    const { deps, asked } = setUp();
    const refs = [code, env];
    const without = await prepare(deps, { ...question, refs });
    assert.deepEqual(asked, [['.env: by its name']]);
    assert.deepEqual(
      without?.attached?.map(({ label }) => label),
      ['a.ts'],
    );
    const both = setUp({ askSecrets: () => Promise.resolve('with') });
    assert.equal((await prepare(both.deps, { ...question, refs }))?.attached?.length, 2);
  });

  it('sends nothing when the person closes the question, or a chip cannot be read', async () => {
    const { deps } = setUp({ askSecrets: () => Promise.resolve(undefined) });
    assert.equal(await prepare(deps, { ...question, refs: [env] }), undefined);
    const other = setUp();
    const gone: ContextRef = { kind: 'file', uri: 'file:///w/gone.ts' };
    assert.equal(await prepare(other.deps, { ...question, refs: [code, gone] }), undefined);
    assert.match(other.refused.join(), /^gone\.ts is not there/);
  });

  it('spells a command out, and gives it what it is usually about', async () => {
    const { deps } = setUp();
    const context = await prepare(deps, { ...question, question: '/explain slowly' });
    assert.match(context?.prompt ?? '', /^Explain the code[^]*slowly$/);
    assert.equal(context?.attached?.[0]?.label, 'a.ts');
  });

  it('says what a command needs where nothing is there, unless there are words to work on', async () => {
    const { deps, refused } = setUp({ defaults: () => Promise.resolve([]) });
    assert.equal(await prepare(deps, { ...question, question: '/docs' }), undefined);
    assert.match(refused.join(), /^\/docs needs a file/);
    const lost: ContextRef = { kind: 'diff', isStaged: true };
    const other = setUp({ defaults: () => Promise.resolve([lost]) });
    assert.equal(await prepare(other.deps, { ...question, question: '/commit' }), undefined);
    assert.deepEqual(other.refused, ['No Git here.']);
    const words = await prepare(other.deps, { ...question, question: '/commit I renamed a' });
    assert.notEqual(words, undefined);
  });
});
