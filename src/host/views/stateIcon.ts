/*
 * A state as VS Code draws it in tree and lists: icon and colour; the word always stands beside.
 * The panel draws the same icons from its own font.
 * It knows states and nothing of providers.
 */
import * as vscode from 'vscode';
import type { TargetView } from '../../protocol/index.ts';

export function stateIcon(state: TargetView['state']): vscode.ThemeIcon {
  const [name, colour] = ICONS[state];
  return new vscode.ThemeIcon(
    name,
    colour === undefined ? undefined : new vscode.ThemeColor(colour),
  );
}

/** Per state; warning and error colours that every theme has, high contrast included. */
const ICONS: Record<TargetView['state'], readonly [string, string?]> = {
  working: ['circle-filled', 'charts.green'],
  answering: ['circle-filled', 'charts.green'],
  ready: ['circle-outline'],
  paused: ['debug-pause', 'problemsWarningIcon.foreground'],
  checking: ['loading~spin'],
  'needs-key': ['key', 'problemsWarningIcon.foreground'],
  failed: ['error', 'problemsErrorIcon.foreground'],
  off: ['circle-slash'],
};
