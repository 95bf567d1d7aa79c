/*
 * The plain way, to compare with: the same libraries and styles, every message in the page, and a
 * message that changed rendered again as a whole. It speaks the panel's messages.
 */
import DOMPurify from 'dompurify';
import hljs from 'highlight.js/lib/common';
import { Marked } from 'marked';
import { applyOp, type ChatView, type HostMessage } from '../../../src/protocol/index.ts';
import type { VsCodeApi } from '../../../src/webview/vscodeApi.ts';

const { acquireVsCodeApi } = window as unknown as { acquireVsCodeApi: () => VsCodeApi };
const api = acquireVsCodeApi();
const marked = new Marked({
  renderer: {
    code: ({ text, lang = '' }) => {
      const language = hljs.getLanguage(lang) === undefined ? 'plaintext' : lang;
      const colours = hljs.highlight(text, { language, ignoreIllegals: true }).value;
      return `<pre><code>${colours}</code></pre>`;
    },
  },
});
document.body.innerHTML =
  '<main class="sf-main"><div class="sf-log"><div class="sf-log-inner"></div></div></main><textarea></textarea>';
const log = document.querySelector('.sf-log') as HTMLElement;
const inner = document.querySelector('.sf-log-inner') as HTMLElement;
Object.assign(document.body.style, { display: 'flex', flexDirection: 'column' });
let view: ChatView | undefined;
let shown: readonly ChatView['turns'][number][] = [];

addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
  if (data.type === 'chat-snapshot') view = data.view;
  else if (data.type === 'chat-ops' && view !== undefined) view = data.ops.reduce(applyOp, view);
  else return;
  requestAnimationFrame(() => {
    draw();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
    if (data.type === 'chat-ops') api.postMessage({ type: 'chat-ack', seq: data.seq });
  });
});

function draw(): void {
  const turns = view?.turns ?? [];
  for (const [index, turn] of turns.entries()) {
    if (shown[index] === turn) continue;
    const node = inner.children[index] ?? inner.appendChild(document.createElement('article'));
    const texts = turn.answers.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])),
    );
    const html = marked.parse(`**${turn.question}**\n\n${texts.join('\n\n')}`, { async: false });
    node.className = 'sf-markdown';
    node.innerHTML = DOMPurify.sanitize(html);
  }
  shown = turns;
  log.scrollTop = log.scrollHeight;
}
