/*
 * The entry of the dashboard's page: styles, the page, the editor's doors. It follows what the host
 * sends and keeps nothing but the order of its table.
 * A message that does not fit is logged and dropped.
 */
import { DashboardHostMessage, type DashboardMessage } from '../../protocol/dashboard.ts';
import '../styles/tokens.css';
import '../styles/controls.css';
import '../styles/dashboard.css';
import { openVsCodeApi } from '../vscodeApi.ts';
import { DashboardElement } from './dashboardPage.ts';

const api = openVsCodeApi<DashboardMessage>();
const page = new DashboardElement();
const send = (message: DashboardMessage): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
  api.postMessage(message);
};
page.send = send;
document.body.append(page);
addEventListener('message', (event: MessageEvent<unknown>) => {
  const parsed = DashboardHostMessage.safeParse(event.data);
  if (!parsed.success) {
    return send({ type: 'log', message: 'Dropped a message that is no dashboard.' });
  }
  page.view = parsed.data.view;
});
send({ type: 'ready' });
