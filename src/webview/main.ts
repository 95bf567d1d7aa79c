/*
 * The webview's entry: styles, the panel that the page asks for by `data-steadfast`, the editor's
 * doors. The page itself comes from the host, with a policy that allows this script and nothing
 * else.
 */
import './styles/tokens.css';
import './styles/controls.css';
import './styles/strip.css';
import './styles/log.css';
import './styles/answer.css';
import './styles/empty.css';
import './styles/markdown.css';
import './styles/bottom.css';
import './styles/context.css';
import './styles/find.css';
import { ChatAppElement } from './chatApp.ts';
import { openVsCodeApi } from './vscodeApi.ts';

if (document.body.dataset['steadfast'] === 'chat') {
  const app = new ChatAppElement();
  document.body.append(app);
  app.start(openVsCodeApi());
}
