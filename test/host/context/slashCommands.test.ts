import assert from 'node:assert/strict';
import {
  aboutOf,
  promptOf,
  SLASH_NAMES,
  slashLabel,
  slashNeeds,
  slashOf,
} from '../../../src/host/context/slashCommands.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

describe('slash commands', () => {
  it('are known at the beginning of a question and nowhere else', () => {
    assert.deepEqual(slashOf('/review only the tests'), { name: 'review', rest: 'only the tests' });
    assert.deepEqual(slashOf('  /fix\nthis\nand that '), { name: 'fix', rest: 'this\nand that' });
    assert.deepEqual(slashOf('/commit'), { name: 'commit', rest: '' });
    for (const plain of ['/', '/reviews', '/etc/passwd', 'do /review', '/REVIEW', '//fix']) {
      assert.equal(slashOf(plain), undefined, plain);
    }
  });

  it('spell out what they ask, the person’s words last', () => {
    const prompt = promptOf({ name: 'tests', rest: 'use mocha' }, true) ?? '';
    assert.match(prompt, /^Write tests/);
    assert.match(prompt, /The person says:\nuse mocha$/);
    assert.equal(promptOf({ name: 'explain', rest: '' }, false), undefined);
    assert.notEqual(promptOf({ name: 'explain', rest: 'closures' }, false), undefined);
  });

  it('have a line each, and a sentence for what is missing', () => {
    const labels = SLASH_NAMES.map((name) => slashLabel(name, plainEnglish));
    assert.equal(new Set(labels).size, SLASH_NAMES.length);
    for (const name of SLASH_NAMES) {
      assert.match(slashNeeds(name, plainEnglish), new RegExp(`^/${name} needs `));
    }
    assert.deepEqual([aboutOf('review'), aboutOf('commit')], ['changes', 'staged']);
  });
});
