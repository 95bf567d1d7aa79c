/*
 * The place of a chat in the secondary side bar: one page that is always there, shown or not.
 * It starts with the chat it showed last in this workspace, else with the one asked in last.
 * What the page does stands in `chatPage.ts`.
 */
import * as vscode from 'vscode';
import { ChatPage, SIDE, type ChatPageDeps } from './chatPage.ts';

export class ChatView implements vscode.WebviewViewProvider {
  static readonly id = 'steadfast.chat';
  readonly page: ChatPage;

  constructor(deps: ChatPageDeps) {
    this.page = new ChatPage(deps, SIDE, deps.talks.begin());
    this.page.reveal = () => vscode.commands.executeCommand('steadfast.chat.focus');
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const attached = this.page.attach(view.webview);
    view.onDidChangeVisibility(() => {
      if (view.visible) this.page.wake();
      else this.page.sleep();
    });
    view.onDidDispose(() => attached.dispose());
  }
}
