/*
 * The entry of the receipt's page: styles, the page, the editor's doors. It follows what the host
 * sends and remembers only which turn it is of, so that a reload of the window brings it back.
 * A message that does not fit is logged and dropped.
 */
import { ReceiptHostMessage, type ReceiptMessage } from '../../protocol/receipt.ts';
import '../styles/tokens.css';
import '../styles/controls.css';
import '../styles/receipt.css';
import { openVsCodeApi } from '../vscodeApi.ts';
import { ReceiptElement } from './receiptPage.ts';

const api = openVsCodeApi<ReceiptMessage>();
const page = new ReceiptElement();
const send = (message: ReceiptMessage): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
  api.postMessage(message);
};
page.send = send;
document.body.append(page);
addEventListener('message', (event: MessageEvent<unknown>) => {
  const parsed = ReceiptHostMessage.safeParse(event.data);
  if (!parsed.success) {
    return send({ type: 'log', message: 'Dropped a message that is no receipt.' });
  }
  api.setState(parsed.data.place);
  page.view = parsed.data.view;
});
send({ type: 'ready' });
