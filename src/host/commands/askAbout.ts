/*
 * Explain, test or review what is selected in the editor, else its file, the lines around a
 * problem, or the Git changes: the question goes through the panel like one that was typed, with
 * the same checks for secrets, the same limits and the same words. What ends as a change of a file
 * is `edit`'s part. Where nobody can be asked just now it waits in the composer, and that is told.
 * It changes no file.
 */
import * as vscode from 'vscode';
import type { ChipView } from '../../protocol/index.ts';
import { problems } from '../context/editorLook.ts';
import type { SlashName } from '../context/slashCommands.ts';
import { aroundChip, defaultChips, problemsChip } from '../context/suggestionSource.ts';
import { isProblemPlace, type ProblemPlace } from '../code/problemPlace.ts';
import type { CommandDeps } from './commandDeps.ts';
import { tellNobody } from './tellNobody.ts';

/** The Git changes of the working tree, from Source Control. */
export async function reviewChanges(deps: CommandDeps): Promise<void> {
  await ask(deps, await defaultChips('changes', { problems }), '/review');
}

export async function askAbout(deps: CommandDeps, name: SlashName, arg: unknown): Promise<void> {
  const { l10n } = vscode;
  const place = isProblemPlace(arg) ? arg : undefined;
  // Before the panel is opened: it may come to stand where the editor is.
  const chips = place === undefined ? await atHand() : await aroundProblem(place);
  if (chips.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No file is open in an editor.'));
    return;
  }
  const about = place === undefined ? '' : ` ${l10n.t('the problem in line {0}', place.line)}`;
  await ask(deps, chips, `/${name}${about}`);
}

async function ask(deps: CommandDeps, chips: readonly ChipView[], question: string): Promise<void> {
  await deps.chat.reveal();
  deps.chat.tell({ type: 'chips', chips: [...chips], ask: question });
  await tellIfWaiting(deps);
}

const atHand = (): Promise<readonly ChipView[]> => defaultChips('code', { problems });

async function aroundProblem({ uri, line, lastLine }: ProblemPlace): Promise<readonly ChipView[]> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const code = await aroundChip(document, line - 1, lastLine - 1);
  return [code, ...problemsChip(uri, { problems })];
}

/** Silence would look as if it had been asked. */
async function tellIfWaiting({ chat }: CommandDeps): Promise<void> {
  const { l10n } = vscode;
  const { canSend, busyTurnId } = chat.shown.model.view().composer;
  if (busyTurnId !== undefined) {
    const busy = l10n.t('An answer is under way. Your question waits below it; send it then.');
    void vscode.window.showInformationMessage(busy);
    return;
  }
  if (!canSend) await tellNobody(l10n.t('Your question waits in the chat.'));
}
