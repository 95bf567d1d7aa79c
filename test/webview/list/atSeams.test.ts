/*
 * Code across a seam: what stands above belongs to what goes on below, over any number of seams.
 */
import assert from 'node:assert/strict';
import { begunAbove, goesOnBelow } from '../../../src/webview/list/atSeams.ts';
import { answer, text } from '../views.ts';

const seam = { kind: 'seam' as const, sentence: 'Continued', why: [] };
const cut = (said: string) => answer({ state: 'unfinished', blocks: [text(said)] });
const on = (said: string) => answer({ state: 'unfinished', seam, blocks: [text(said)] });

describe('seams of a turn', () => {
  it('knows the block that is open above, with its words to the letter', () => {
    const answers = [cut('Look:\n\n```ts pool.ts\nif (a'), on(' === 1) b();\n```\nDone.')];
    assert.deepEqual(begunAbove(answers, 1), { mark: '```', info: 'ts pool.ts', text: 'if (a' });
    assert.equal(begunAbove(answers, 0), undefined);
    assert.deepEqual([goesOnBelow(answers, 0), goesOnBelow(answers, 1)], [true, false]);
  });

  it('takes all halves together where it breaks off again, and none of a block that ended', () => {
    const answers = [cut('~~~py\na = 1\nb'), on(' = 2\nc'), on(' = 3\n~~~\n```js\nx'), on('()')];
    assert.equal(begunAbove(answers, 2)?.text, 'a = 1\nb = 2\nc');
    assert.deepEqual(begunAbove(answers, 3), { mark: '```', info: 'js', text: 'x' });
  });

  it('knows none where no code is open, nothing goes on, or a tool was called in between', () => {
    assert.equal(begunAbove([cut('```\na\n```\nand'), on('so')], 1), undefined);
    const whole = answer({ blocks: [text('so')] });
    assert.equal(begunAbove([cut('```\na'), whole], 1), undefined);
    assert.equal(goesOnBelow([cut('```\na'), whole], 0), false);
    const tool = { type: 'tool-call', name: 't', argumentsText: '', whole: true } as const;
    const called = answer({ state: 'unfinished', blocks: [text('```\na'), tool] });
    assert.equal(begunAbove([called, on('b')], 1), undefined);
  });

  it('looks through what stands above once', () => {
    const answers = [cut('```ts\na'), on('b')];
    assert.equal(begunAbove(answers, 1), begunAbove([...answers], 1));
  });
});
