/*
 * What the queue needs of the editor: word that a question which waited has its answer, where
 * nobody is looking at it, and when attached files were changed last. The notification leads to the
 * chat; it says nothing of the answer itself.
 */
import * as vscode from 'vscode';
import type { TurnRecord } from '../../core/index.ts';
import { oneLine } from '../words/oneLine.ts';
import { changedSince } from './changedSince.ts';

const TITLE_MAX = 60;

/** True: the person wants to see it. */
export async function tellAnswered({ question, answers }: TurnRecord): Promise<boolean> {
  const { l10n, window } = vscode;
  const asked = oneLine(question, TITLE_MAX);
  const isWhole = answers.at(-1)?.state === 'whole';
  const said = isWhole
    ? l10n.t('Answered now: “{0}”', asked)
    : l10n.t('Sent, and not answered whole: “{0}”', asked);
  const show = l10n.t('Show');
  return (await window.showInformationMessage(said, show)) === show;
}

export function changedFiles(turn: TurnRecord): Promise<readonly string[]> {
  return changedSince(turn, async (uri) => {
    try {
      return (await vscode.workspace.fs.stat(vscode.Uri.parse(uri))).mtime;
    } catch {
      return undefined;
    }
  });
}
