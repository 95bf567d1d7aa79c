/*
 * *Choose Tools…*: the tools that VS Code has now, MCP servers' included, to be switched on or off
 * for questions of the chat. What is ticked stands in the person's own settings; one that is not
 * there now keeps its tick. Leaving the list changes nothing, and ticking runs nothing.
 */
import * as vscode from 'vscode';
import type { CommandDeps } from '../commands/commandDeps.ts';
import { oneLine } from '../words/oneLine.ts';
import { plainRow } from '../words/plainText.ts';

export async function chooseTools({ settings }: CommandDeps): Promise<void> {
  const { l10n, lm, window, workspace, ConfigurationTarget } = vscode;
  const { isTrusted } = workspace;
  if (lm.tools.length === 0) {
    void window.showInformationMessage(
      l10n.t('VS Code has no tools here. Extensions and MCP servers bring them.'),
    );
    return;
  }
  const on = settings.current()['chat.tools'];
  const rows = lm.tools.map(({ name, description }) => ({
    label: plainRow(name),
    name,
    detail: plainRow(oneLine(description, 160)),
    picked: on.includes(name),
  }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Tools for the Chat'),
    placeHolder: isTrusted
      ? l10n.t('Models may call what is ticked; each call is shown and asked for first')
      : l10n.t('In Restricted Mode no tool is called'),
    canPickMany: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const names = chosen.map(({ name }) => name);
  const elsewhere = on.filter((name) => !lm.tools.some((tool) => tool.name === name));
  await workspace
    .getConfiguration('steadfast')
    .update('chat.tools', [...names, ...elsewhere], ConfigurationTarget.Global);
}
