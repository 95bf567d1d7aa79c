/*
 * The text editor that the person used last, while the chat has the focus. Output panels and our
 * own proposals do not count. An editor that is covered is brought back with its selection; one
 * whose document was closed is nobody's target.
 */
import * as vscode from 'vscode';
import { PROPOSED } from './proposal.ts';

export type LastEditor = {
  readonly dispose: () => void;
  readonly get: () => Promise<vscode.TextEditor | undefined>;
};

export function createLastEditor(): LastEditor {
  let last: vscode.TextEditor | undefined;
  const note = (editor: vscode.TextEditor | undefined): void => {
    // Output and input boxes stand in no column.
    if (editor?.viewColumn === undefined || editor.document.uri.scheme === PROPOSED) return;
    last = editor;
  };
  note(vscode.window.activeTextEditor);
  const listening = vscode.window.onDidChangeActiveTextEditor(note);
  return {
    dispose() {
      listening.dispose();
    },
    async get() {
      note(vscode.window.activeTextEditor);
      if (last === undefined || last.document.isClosed) return undefined;
      if (vscode.window.visibleTextEditors.includes(last)) return last;
      const { document, viewColumn, selection } = last;
      const where = viewColumn === undefined ? {} : { viewColumn };
      last = await vscode.window.showTextDocument(document, { ...where, selection });
      return last;
    },
  };
}
