// What a receipt says of a model that lost its sense, or is not the one it was.

import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { newsOfModel } from '../../../src/host/words/modelNews.ts';
import { a, names } from '../fakes.ts';

type News = Parameters<typeof newsOfModel>[0];
const stamp = {
  v: 1,
  seq: 1,
  windowId: 'w',
  monoMs: 0,
  wallMs: 0,
  requestId: 'r',
  turnId: 't',
  target: a,
} as const;
const doubted = (found: Extract<JournalEvent, { type: 'answer-doubted' }>['found']): News => ({
  ...stamp,
  type: 'answer-doubted',
  attemptId: 'r.1',
  found,
});
const changed = (what: 'model' | 'fingerprint'): News => ({
  ...stamp,
  type: 'model-changed',
  what,
  from: 'm-1',
  to: 'm-2',
});

const aliased = (from: string): News => ({
  ...changed('model'),
  ...{ type: 'model-changed', what: 'model', from, to: `${from}x` },
});

describe('news of a model', () => {
  it('offers the earlier model by its dated name, where it has one', () => {
    const offer = (from: string): boolean =>
      newsOfModel(aliased(from), plainEnglish, names).endsWith(
        `To go on with the earlier one, choose “${from}” as the model.`,
      );
    for (const dated of ['gpt-4o-2024-08-06', 'claude-3-5-sonnet-20241022', 'gemini-1.5-pro-002'])
      assert.ok(offer(dated), dated);
    for (const plain of ['gpt-4o', 'llama3.1:8b', 'o1', 'model-7', a.modelId])
      assert.ok(!offer(plain), plain);
  });

  for (const [event, words] of [
    [
      doubted({ is: 'loop', unitChars: 8, times: 50 }),
      'A was stopped: it had said the same 8 characters 50 times in a row.',
    ],
    [doubted({ is: 'soup' }), 'A was stopped: its answer fell apart into letters of many scripts.'],
    [
      doubted({ is: 'script', script: 'thai' }),
      'A answered in a script that the question does not use.',
    ],
    [changed('model'), 'A answers as “m-2” now; before, it was “m-1”.'],
    [changed('fingerprint'), 'The model behind A was changed: its fingerprint is another one.'],
  ] as const)
    it(words, () => assert.equal(newsOfModel(event, plainEnglish, names), words));
});
