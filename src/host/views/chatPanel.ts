/*
 * A chat in an editor tab: a page like the one in the side bar, with the title of its conversation.
 * Closing the tab puts the chat away and stops nothing. After a reload of the window the editor
 * brings the tab back, and it shows its conversation again, what was being said marked as
 * unfinished; a private chat begins anew, for nothing of it was stored.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Talk, Talks } from '../chat/talks.ts';
import { oneLine } from '../words/oneLine.ts';
import { ChatPage, type ChatPageDeps } from './chatPage.ts';
import type { Pages } from './pages.ts';

export type ChatPanelDeps = ChatPageDeps & {
  readonly pages: Pages;
  /** Joins the page to all that acts on it. */
  readonly connect: (page: ChatPage) => void;
  /** False for what cannot be gone on with. */
  readonly isWanted: (talk: Talk) => boolean;
};

const TITLE_MAX = 40;

/** What the page shows now, once more in a tab; what is typed there comes along. */
export function openChatPanel(deps: ChatPanelDeps, from: ChatPage): void {
  const panel = vscode.window.createWebviewPanel('steadfast.chatEditor', 'Steadfast', {
    viewColumn: vscode.ViewColumn.Active,
    preserveFocus: false,
  });
  const id = randomUUID();
  const page = new ChatPage(deps, id, from.shown);
  // First, so that what is typed in a private chat is written down nowhere.
  page.remember();
  const { draft } = deps.memory.of(from.id) ?? {};
  if (draft !== undefined) deps.memory.keepDraft(id, draft);
  fill(deps, panel, page);
  page.focus('composer');
}

/** After a reload of the window. `state` is what the page itself had kept, of whatever age. */
export async function reopenChatPanel(
  deps: ChatPanelDeps,
  panel: vscode.WebviewPanel,
  state: unknown,
): Promise<void> {
  const kept = readState(state);
  const isFree = kept.page !== undefined && deps.pages.all().every(({ id }) => id !== kept.page);
  const id = isFree && kept.page !== undefined ? kept.page : randomUUID();
  const { talks, memory } = deps;
  const known = memory.of(id) ?? kept;
  const { conversationId, isPrivate = false } = known;
  const stored =
    isPrivate || conversationId === undefined ? undefined : await talks.open(conversationId);
  const talk =
    stored !== undefined && deps.isWanted(stored)
      ? stored
      : talks.begin({
          isPrivate,
          ...(stored === undefined && !isPrivate ? sameId(conversationId) : {}),
        });
  if (stored !== undefined && stored !== talk) talks.letGo(stored, 'closed');
  const page = new ChatPage(deps, id, talk);
  page.remember();
  fill(deps, panel, page);
}

/** Pages that showed the same chat, in which nothing was asked yet, still do. */
const sameId = (conversationId: string | undefined): { conversationId?: string } =>
  conversationId === undefined ? {} : { conversationId };

function fill(deps: ChatPanelDeps, panel: vscode.WebviewPanel, page: ChatPage): void {
  const { pages, talks, extensionUri } = deps;
  const icon = (look: string): vscode.Uri =>
    vscode.Uri.joinPath(extensionUri, 'media', `steadfast-${look}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  page.reveal = () => Promise.resolve(panel.reveal());
  page.isActive = () => panel.active;
  page.drawTitle = () => {
    const title = titleOf(page, talks);
    if (panel.title !== title) panel.title = title;
  };
  pages.add(page);
  deps.connect(page);
  const attached = page.attach(panel.webview);
  page.drawTitle();
  panel.onDidChangeViewState(() => {
    if (panel.active) pages.used(page);
    if (panel.visible) page.wake();
    else page.sleep();
  });
  panel.onDidDispose(() => {
    attached.dispose();
    pages.remove(page);
    page.close();
  });
  if (panel.active) pages.used(page);
}

function titleOf({ shown }: ChatPage, talks: Talks): string {
  const { l10n } = vscode;
  const title = oneLine(talks.titleOf(shown), TITLE_MAX);
  if (title !== '') return title;
  return shown.session.isPrivate() ? l10n.t('Private chat') : l10n.t('New chat');
}

type KeptState = {
  readonly page?: string;
  readonly conversationId?: string;
  readonly isPrivate?: boolean;
};

/** The page's state is ours but old: read as if a stranger had written it. */
function readState(state: unknown): KeptState {
  const { page, conversationId, isPrivate } = (state ?? {}) as Record<string, unknown>;
  const isId = (value: unknown): value is string =>
    typeof value === 'string' && value !== '' && value.length <= 64;
  return {
    ...(isId(page) ? { page } : {}),
    ...(isId(conversationId) ? { conversationId } : {}),
    isPrivate: isPrivate === true,
  };
}
