/*
 * The stored conversations in a native list: search as one types, open, rename, export, delete.
 * Typing searches titles, questions and answers in the store; nothing else filters the rows.
 * Deleting asks nothing and offers to undo it for as long as its message stands.
 */
import * as vscode from 'vscode';
import type { ConversationSummary } from '../../core/index.ts';
import { realClock } from '../realClock.ts';
import { plainRow } from '../words/plainText.ts';
import { count, dayOrTime } from '../words/times.ts';
import type { CommandDeps } from './commandDeps.ts';
import { exportChat } from './exportChat.ts';

type Row = vscode.QuickPickItem & { readonly talk: ConversationSummary };

/** A pause in typing after which the store is asked. */
const TYPING_MS = 120;
const TITLE_MAX = 80;

export function showHistory(deps: CommandDeps): void {
  const { l10n } = vscode;
  const pick = vscode.window.createQuickPick<Row>();
  const buttons = rowButtons();
  pick.title = l10n.t('Chats');
  pick.placeholder = l10n.t('Search questions and answers');
  let looks = 0;
  const look = async (): Promise<void> => {
    looks += 1;
    const mine = looks;
    pick.busy = true;
    const found = await deps.store.conversations({ words: pick.value });
    if (mine !== looks) return;
    const open = deps.session.conversationId();
    pick.items = found.map((talk) => rowOf(talk, buttons.all, talk.conversationId === open));
    pick.busy = false;
  };
  const searching = typed(() => void look());
  pick.onDidChangeValue(searching.touch);
  pick.onDidAccept(async () => {
    const [row] = pick.selectedItems;
    if (row === undefined) return;
    pick.hide();
    await openTalk(deps, row.talk.conversationId);
  });
  pick.onDidTriggerItemButton(async ({ button, item: { talk } }) => {
    if (button === buttons.delete) {
      await deleteTalk(deps, talk, () => void look());
      await look();
      return;
    }
    pick.hide();
    if (button === buttons.rename) await renameTalk(deps, talk);
    else await exportChat(deps, talk.conversationId, talk.title);
  });
  pick.onDidHide(() => {
    searching.dispose();
    looks += 1;
    pick.dispose();
  });
  pick.show();
  void look();
}

/** Of the chat on the screen; without a stored turn there is nothing to name. */
export async function renameOpenChat(deps: CommandDeps): Promise<void> {
  const id = deps.session.conversationId();
  const talk = (await deps.store.conversations()).find((one) => one.conversationId === id);
  if (talk !== undefined) return renameTalk(deps, talk);
  void vscode.window.showInformationMessage(vscode.l10n.t('This chat holds nothing stored yet.'));
}

async function openTalk(deps: CommandDeps, id: string): Promise<void> {
  const talk = await deps.talks.open(id);
  if (talk === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This chat was deleted meanwhile.'));
    return;
  }
  deps.chat.show(talk);
  await deps.refresh();
  await deps.chat.reveal();
  deps.chat.focus('composer');
}

async function renameTalk(deps: CommandDeps, talk: ConversationSummary): Promise<void> {
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Chat'),
    prompt: vscode.l10n.t('Leave it empty to show the first question.'),
    value: talk.titledBy === 'person' ? talk.title : oneLine(talk.title),
  });
  if (title === undefined) return;
  await deps.talks.rename(talk.conversationId, title);
  await deps.refresh();
}

async function deleteTalk(
  deps: CommandDeps,
  talk: ConversationSummary,
  onUndone: () => void,
): Promise<void> {
  const { store, talks, pages } = deps;
  const id = talk.conversationId;
  const open = talks.all().find(({ session }) => session.conversationId() === id);
  pages.leave(id, talks.begin);
  open?.session.stop();
  await open?.session.over();
  const [turns, choice] = await Promise.all([store.turnsOf(id), store.choiceOf(id)]);
  const journals = await store.journalsOf(turns.map(({ turnId }) => turnId));
  await store.remove(id);
  await deps.refresh();
  const undo = vscode.l10n.t('Undo');
  const message = vscode.l10n.t('Deleted: {0}', oneLine(talk.title));
  void vscode.window.showInformationMessage(message, undo).then(async (chosen) => {
    if (chosen !== undo) return;
    // What binds it comes back first: it is never there without.
    if (choice !== undefined) await store.keepChoice(id, choice);
    for (const turn of turns) await store.save(turn, journals.get(turn.turnId));
    if (talk.titledBy === 'person') await talks.rename(id, talk.title);
    onUndone();
  });
}

function rowOf(
  talk: ConversationSummary,
  buttons: readonly vscode.QuickInputButton[],
  isOpen: boolean,
): Row {
  const { l10n } = vscode;
  const when = dayOrTime(talk.lastAskedWallMs, realClock.wallMs(), vscode.env.language);
  const size =
    talk.turnCount === 1 ? l10n.t('1 question') : l10n.t('{0} questions', count(talk.turnCount));
  return {
    talk,
    label: `${isOpen ? '$(check) ' : ''}${plainRow(oneLine(talk.title))}`,
    description: `${when} · ${size}`,
    ...(talk.excerpt === undefined ? {} : { detail: plainRow(talk.excerpt) }),
    buttons,
    // The store has searched already, also where the row does not show it.
    alwaysShow: true,
  };
}

function rowButtons() {
  const { l10n, ThemeIcon } = vscode;
  const rename = { iconPath: new ThemeIcon('edit'), tooltip: l10n.t('Rename') };
  const save = { iconPath: new ThemeIcon('export'), tooltip: l10n.t('Export') };
  const remove = { iconPath: new ThemeIcon('trash'), tooltip: l10n.t('Delete') };
  return { rename, save, delete: remove, all: [rename, save, remove] };
}

function typed(act: () => void) {
  let timer: { dispose(): void } | undefined;
  return {
    touch: (): void => {
      timer?.dispose();
      timer = realClock.after(TYPING_MS, act);
    },
    dispose: (): void => timer?.dispose(),
  };
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > TITLE_MAX ? `${line.slice(0, TITLE_MAX - 1)}…` : line;
}
