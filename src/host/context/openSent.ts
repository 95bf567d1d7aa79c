/*
 * Opens what was sent with a question where it came from: the file at its lines, the folder in the
 * explorer, or, where there is no such place (a diff, problems), the words that were sent.
 * A file that is gone, or lies outside of what may be read, is shown as it was sent too.
 */
import * as vscode from 'vscode';
import type { AttachedRecord } from '../../core/index.ts';
import { asUri } from './editorLook.ts';
import { whereIs } from './placeReader.ts';

export async function openSent(record: AttachedRecord | undefined): Promise<void> {
  if (record === undefined) return;
  const { ref, pieces } = record;
  const uri = 'uri' in ref && ref.kind !== 'problems' ? asUri(ref.uri ?? '') : undefined;
  if (uri !== undefined && ref.kind === 'folder' && (await whereIs(uri)).isIn) {
    return void (await vscode.commands.executeCommand('revealInExplorer', uri));
  }
  if (uri !== undefined && ref.kind !== 'folder' && (await isThere(uri))) {
    const lines = 'first' in ref ? { selection: new vscode.Range(ref.from - 1, 0, ref.to, 0) } : {};
    await vscode.window.showTextDocument(uri, lines);
    return;
  }
  const content = pieces.map(({ name, text }) => `${name}\n\n${text}`).join('\n\n');
  const language = ref.kind === 'diff' ? 'diff' : 'plaintext';
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { preview: true });
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  const isOpen = vscode.workspace.textDocuments.some(
    (document) => document.uri.toString() === uri.toString(),
  );
  return isOpen || (await whereIs(uri)).isIn;
}
