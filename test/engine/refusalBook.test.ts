// What a target refused is not sent to it again; whoever did not refuse it gets it as asked.

import assert from 'node:assert/strict';
import type { ChatRequest } from '../../src/core/index.ts';
import { createRefusalBook } from '../../src/engine/refusalBook.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { A, B } from './byHand.ts';
import { createRig, expectNothingLeft } from './rig.ts';

const REQUEST: ChatRequest = {
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'why?' }] }],
  temperature: 0.2,
  cacheKey: 'k',
};
const PLAIN: ChatRequest = { messages: REQUEST.messages, cacheKey: 'k' };

describe('refusal book', () => {
  it('leaves out what this target refused, and only where it is asked for', () => {
    const book = createRefusalBook();
    assert.equal(book.spare(A, REQUEST).request, REQUEST);
    book.refused(A, 'temperature');
    assert.deepEqual(book.spare(A, REQUEST), { request: PLAIN, settings: ['temperature'] });
    assert.equal(book.spare(B, REQUEST).request, REQUEST);
    assert.deepEqual(book.spare(A, PLAIN), { request: PLAIN, settings: [] });
    book.refused(A, 'cacheKey');
    assert.deepEqual(book.spare(A, REQUEST).request, { messages: REQUEST.messages });
  });

  it('knows of images and tools what refused them, and leaves those to the ladder', () => {
    const book = createRefusalBook();
    book.refused(A, 'images');
    assert.deepEqual(book.abilities(A), { vision: 'no' });
    assert.equal(book.abilities(B), undefined);
    assert.equal(book.spare(A, REQUEST).request, REQUEST);
    book.refused(A, 'tools');
    assert.deepEqual(book.abilities(A), { vision: 'no', tools: 'no' });
    book.refused(B, 'stop');
    assert.equal(book.abilities(B), undefined);
  });
});

describe('refused parameters', () => {
  afterEach(expectNothingLeft);
  const picky = () => ({
    script: (call: { readonly request: ChatRequest }) =>
      'temperature' in call.request
        ? refusing('unsupported', { status: 400, refused: 'temperature' })
        : answering(['A']),
  });

  it('asks the same target once without it, at once, and remembers it', async () => {
    const rig = createRig({ providers: { a: picky(), b: answering(['B']) } });
    const first = await rig.answer({ request: REQUEST });
    assert.equal(first.story, 'a? a?retry A finish');
    assert.equal(rig.clock.nowMs(), 0);
    assert.equal((await rig.answer({ request: REQUEST })).story, 'a? A finish');
    assert.deepEqual(
      rig.providers['a']?.calls.map(({ request }) => request),
      [REQUEST, PLAIN, PLAIN],
    );
    assert.deepEqual(
      rig.notes('settings-left-out').map(({ settings, isNew }) => [settings, isNew]),
      [
        [['temperature'], true],
        [['temperature'], false],
      ],
    );
  });

  it('goes to the next with all of it where the refused part is not named, or not ours', async () => {
    for (const refused of [undefined, 'stop'] as const) {
      const rig = createRig({
        providers: {
          a: refusing('unsupported', refused === undefined ? {} : { refused }),
          b: answering(['B']),
        },
      });
      assert.equal((await rig.answer({ request: REQUEST })).story, 'a? a>b b?failover B finish');
      assert.equal(rig.providers['b']?.calls[0]?.request, REQUEST);
    }
  });

  it('does not turn in circles with one that refuses one setting after the other', async () => {
    const parts = ['temperature', 'cacheKey'] as const;
    const rig = createRig({
      providers: { a: (_, nth) => refusing('unsupported', { refused: parts[nth % 2] ?? 'stop' }) },
    });
    const { error } = await rig.answer({ request: REQUEST });
    assert.equal(error?.kind, 'unsupported');
    assert.equal(rig.calls('a'), 2);
  });
});
