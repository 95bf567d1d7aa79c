/*
 * *Delete All Steadfast Data*: every chat, waiting question, receipt, figure and learned thing in
 * the store with its copies, every key, and what the editor remembers for us. Asked once, by name;
 * then it says what it removed. Settings stay: they are the person's file. What is under way is
 * stopped first; private chats go too.
 */
import * as vscode from 'vscode';
import type { CommandDeps } from './commandDeps.ts';

export async function deleteAll(deps: CommandDeps): Promise<void> {
  const { l10n, window, commands } = vscode;
  const doIt = l10n.t('Delete');
  const detail = l10n.t(
    'All chats, questions that wait, receipts, what was spent and learned, and all keys on this computer, for every window. Settings stay. This cannot be undone.',
  );
  const asked = l10n.t('Delete all Steadfast data?');
  const how = { modal: true, detail };
  if ((await window.showWarningMessage(asked, how, doIt)) !== doIt) return;
  const { pages, talks, store, keys, forgetMemory, log } = deps;
  for (const { session } of talks.all()) session.stop();
  await Promise.all(talks.all().map(({ session }) => session.over()));
  for (const page of pages.all()) page.show(talks.begin());
  const removed = await store.forgetAll();
  const keyCount = await keys.removeAll();
  await forgetMemory();
  await deps.queue.look();
  await deps.refresh();
  const said = l10n.t(
    'Removed: {0} chats with {1} questions, {2} keys, and all that was spent and learned. What this window still knows goes when it is reloaded.',
    ...[removed.conversations, removed.turns, keyCount],
  );
  log(
    `all data was deleted: ${removed.conversations} chats, ${removed.turns} questions, ${keyCount} keys`,
  );
  const reload = l10n.t('Reload Window');
  if ((await window.showInformationMessage(said, reload)) === reload)
    await commands.executeCommand('workbench.action.reloadWindow');
}

/** Copies of answers for the time when nobody can answer; the chats keep theirs. */
export async function deleteAnswers({ store }: Pick<CommandDeps, 'store'>): Promise<void> {
  const count = await store.forgetAnswers();
  const { l10n, window } = vscode;
  void window.showInformationMessage(
    l10n.t('{0} stored answers deleted. Chats keep theirs.', count),
  );
}
