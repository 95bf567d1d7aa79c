/*
 * Where chats are shown: the side bar's page, which is always there, and editor tabs. Registers
 * both with the editor, brings back after a reload what was open, and answers which page a command
 * means. What tabs need is loaded with the first of them.
 * What happens in a page is decided by whoever is given its messages.
 */
import * as vscode from 'vscode';
import type { PanelMessage } from '../../protocol/index.ts';
import type { Talk } from '../chat/talks.ts';
import { SIDE, type ChatPage, type ChatPageDeps } from './chatPage.ts';
import { ChatView } from './chatView.ts';
import { createPages, type Pages } from './pages.ts';

export type PlacesDeps = ChatPageDeps & {
  /** False for a conversation that cannot be gone on with. */
  readonly isWanted: (talk: Talk) => boolean;
  readonly latestConversation: () => Promise<string | undefined>;
  readonly onMessage: (page: ChatPage, message: PanelMessage) => void;
  readonly onSideShown: (isShown: boolean) => void;
};

export type Places = vscode.Disposable & {
  readonly side: ChatPage;
  readonly pages: Pages;
  /** The page that a command means; `arg` is what the editor handed over with it. */
  readonly meant: (arg: unknown) => ChatPage;
  readonly openInEditor: (from: ChatPage) => Promise<void>;
  /** The side bar shows what it showed last. */
  readonly restore: () => Promise<void>;
  /** Whatever differs from what is shown. */
  readonly draw: () => void;
};

const ofTabs = () => import('./chatPanel.ts');

export function createPlaces(deps: PlacesDeps): Places {
  const view = new ChatView(deps);
  const side = view.page;
  const pages = createPages(side);
  const connect = (page: ChatPage): void => {
    page.onMessage = (message) => deps.onMessage(page, message);
    page.onUsed = () => pages.used(page);
  };
  connect(side);
  side.onShown = deps.onSideShown;
  const tabs = { ...deps, pages, connect };
  const registered = vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(ChatView.id, view),
    vscode.window.registerWebviewPanelSerializer('steadfast.chatEditor', {
      deserializeWebviewPanel: async (panel, state) =>
        (await ofTabs()).reopenChatPanel(tabs, panel, state),
    }),
  );
  return {
    side,
    pages,
    meant(arg) {
      // A button above a tab means that tab, wherever the person was before.
      const isOfTab = arg instanceof vscode.Uri && arg.scheme === 'webview-panel';
      const active = isOfTab ? pages.all().find((page) => page.isActive()) : undefined;
      return active ?? pages.current();
    },
    openInEditor: async (from) => (await ofTabs()).openChatPanel(tabs, from),
    restore: () => restoreSide(deps, side),
    draw() {
      for (const { model } of deps.talks.all()) model.refresh();
      for (const page of pages.all()) page.drawTitle();
    },
    dispose: () => void registered.dispose(),
  };
}

async function restoreSide(deps: PlacesDeps, side: ChatPage): Promise<void> {
  const { talks, memory } = deps;
  const before = side.shown;
  const { conversationId, isPrivate } = memory.of(SIDE) ?? {};
  const id = isPrivate ? undefined : (conversationId ?? (await deps.latestConversation()));
  const talk =
    id === undefined
      ? talks.begin({ isPrivate: isPrivate === true })
      : // Of an empty one not even the id is kept: another window of this folder may go on with it.
        ((await talks.open(id)) ?? talks.begin());
  const isUsed = side.shown !== before || before.session.turns().length > 0;
  if (!isUsed && deps.isWanted(talk)) side.show(talk);
  else talks.letGo(talk, 'closed');
}
