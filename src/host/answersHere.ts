/*
 * The stored answers of this workspace: of its file, or of its folders. Without either nothing is
 * kept and nothing found: there would be nothing to keep one workspace's words from another's. It
 * is asked anew each time: folders come and go.
 */
import * as vscode from 'vscode';
import type { AnswerCache, AnswerShelf } from '../core/index.ts';

export function answersHere({
  answersOf,
}: Pick<AnswerShelf, 'answersOf'>): () => AnswerCache | undefined {
  return () => {
    const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
    const places =
      workspaceFile === undefined ? workspaceFolders.map(({ uri }) => uri) : [workspaceFile];
    return places.length === 0 ? undefined : answersOf(places.map(String).toSorted().join('\n'));
  };
}
