/*
 * One item in the status bar, right: the name of who answers when all is well, and who is paused
 * when not. A click opens the chat; the tooltip is a table of all providers.
 * Names from settings are escaped: the tooltip may open the chat, the dashboard or the box for a
 * missing key, and nothing else.
 */
import * as vscode from 'vscode';
import type { TargetView } from '../../protocol/index.ts';
import { stripView, targetViews, type StripInput } from '../chat/stripView.ts';
import { statusText } from '../words/statusText.ts';

export class StatusItem {
  private readonly item: vscode.StatusBarItem;
  private readonly input: () => StripInput;
  private readonly isShown: () => boolean;
  private readonly queued: () => number;

  /** `queued`: how many questions wait to be sent. */
  constructor(input: () => StripInput, isShown: () => boolean, queued: () => number) {
    this.input = input;
    this.isShown = isShown;
    this.queued = queued;
    this.item = vscode.window.createStatusBarItem(
      'steadfast.status',
      vscode.StatusBarAlignment.Right,
      90,
    );
    this.item.name = 'Steadfast';
    this.item.command = 'steadfast.chat.open';
    this.refresh();
  }

  refresh(): void {
    if (!this.isShown()) {
      this.item.hide();
      return;
    }
    const input = this.input();
    const { text, words } = statusText(stripView(input).targets, vscode.l10n, this.queued());
    this.item.text = text;
    this.item.tooltip = tooltip(targetViews(input));
    this.item.accessibilityInformation = { label: `Steadfast: ${words}`, role: 'button' };
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function tooltip(views: readonly TargetView[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [...LINKS] };
  text.appendMarkdown(`| ${vscode.l10n.t('Provider')} | ${vscode.l10n.t('State')} |\n|---|---|\n`);
  for (const view of views) text.appendMarkdown(`| ${cell(view.name)} | ${cell(view.word)} |\n`);
  text.appendMarkdown(`\n[${vscode.l10n.t('Open chat')}](command:steadfast.chat.open)`);
  const health = vscode.l10n.t('Show dashboard');
  text.appendMarkdown(` · [${health}](command:steadfast.dashboard.open)`);
  if (views.some(({ state }) => state === 'needs-key')) {
    const label = vscode.l10n.t('Enter keys');
    text.appendMarkdown(` · [${label}](command:steadfast.provider.enterKeys)`);
  }
  return text;
}

/** What the tooltip may run. */
const LINKS = [
  'steadfast.chat.open',
  'steadfast.dashboard.open',
  'steadfast.provider.enterKeys',
] as const;

/** Names come from settings and must not become markup. */
const cell = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>$~\n\r]/g, '\\$&');
