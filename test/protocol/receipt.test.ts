/*
 * Messages between the receipt's page and the host: what fits passes unchanged, all else is refused.
 */
import assert from 'node:assert/strict';
import { ReceiptHostMessage, ReceiptMessage, ReceiptView } from '../../src/protocol/receipt.ts';
import { receiptView } from '../../src/host/receipt/receiptView.ts';
import { context } from '../host/fakes.ts';
import { story, storyTurn } from '../host/receipt/journals.ts';

const view = receiptView(storyTurn, story(), { ...context, language: 'en' });
const message = { type: 'receipt', place: { conversationId: 'c', turnId: 't' }, view };

describe('receipt messages', () => {
  it('carry a view unchanged', () => {
    assert.deepEqual(ReceiptHostMessage.parse(message), message);
    assert.deepEqual(ReceiptMessage.parse({ type: 'copy' }), { type: 'copy' });
  });

  it('refuse what is no receipt, and what no page of ours says', () => {
    const [first] = view.tries;
    const wrong: unknown[] = [
      { ...view, tries: [{ ...first, state: 'won' }] },
      { ...view, steps: [{ at: 3, line: 'x' }] },
      { ...view, words: {} },
      null,
    ];
    for (const each of wrong) assert.equal(ReceiptView.safeParse(each).success, false);
    assert.equal(ReceiptHostMessage.safeParse({ ...message, type: 'chat' }).success, false);
    const said: unknown[] = [{ type: 'run' }, { type: 'log', message: 'x'.repeat(5_000) }, 'copy'];
    for (const each of said) assert.equal(ReceiptMessage.safeParse(each).success, false);
  });
});
