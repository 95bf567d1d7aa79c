/*
 * The buttons of a code block: insert at the cursor, apply as a diff, new file. All three begin
 * with a press of the person; what the model called the file is only offered when such a file is
 * in the workspace and no link leads out of it. Nothing is run, saved or overwritten unasked, and
 * every file passes the same gate (`editGate.ts`).
 */
import * as vscode from 'vscode';
import type { PanelMessage } from '../../protocol/index.ts';
import { languageId } from './languageId.ts';
import { createLastEditor, type LastEditor } from './lastEditor.ts';
import { isTrusted, mayChange } from './editGate.ts';
import { indented, indentOf, placeCode, replaced, smallestChange } from './placeCode.ts';
import { createProposal, type Proposal } from './proposal.ts';
import type { Splice } from './splice.ts';

type Press = Extract<PanelMessage, { type: 'code' }>;
type CodeDeps = { readonly editors: LastEditor; readonly proposal: Proposal };

export type CodeActions = Omit<Proposal, 'show'> & {
  readonly press: (press: Press) => Promise<void>;
};

/** `onChange` is called whenever a change is shown, accepted or discarded. */
export function createCodeActions(onChange: () => void): CodeActions {
  const editors = createLastEditor();
  const proposal = createProposal(onChange);
  return {
    ...proposal,
    dispose() {
      editors.dispose();
      proposal.dispose();
    },
    press: (press) => onCode({ editors, proposal }, press),
  };
}

async function onCode(deps: CodeDeps, press: Press): Promise<void> {
  if (press.act === 'new-file') return await newFile(press);
  if (!(await isTrusted())) return;
  if (press.isOverSeam === true && !(await isWanted())) return;
  const editor = await deps.editors.get();
  if (press.act === 'apply') return await apply(deps, press, editor);
  if (editor === undefined) return await noEditor(press);
  await insert(editor, press.code);
}

/** Nobody has read both halves: they may not fit, or say something twice. */
async function isWanted(): Promise<boolean> {
  const { l10n } = vscode;
  const use = l10n.t('Use It');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('Two models wrote this code: one broke off, and the other went on below the seam.'),
    { modal: true, detail: l10n.t('Look at the place where they meet before you use it.') },
    use,
  );
  return chosen === use;
}

async function newFile({ code, language }: Press): Promise<void> {
  const known = await vscode.languages.getLanguages();
  const document = await vscode.workspace.openTextDocument({
    language: languageId(language, known),
    content: code,
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

async function noEditor(press: Press): Promise<void> {
  const create = vscode.l10n.t('New File');
  const text = vscode.l10n.t('No file is open in an editor.');
  const chosen = await vscode.window.showInformationMessage(text, create);
  if (chosen === create) await newFile(press);
}

async function insert(editor: vscode.TextEditor, code: string): Promise<void> {
  const { l10n } = vscode;
  const { document, selection } = editor;
  if (!(await mayChange(document.uri))) return;
  const at = selection.isEmpty ? selection : await selectionOrEnd(document, selection);
  if (at === undefined) return;
  const line = document.lineAt(at.start.line).text.slice(0, at.start.character);
  const text = line.trim() === '' ? indented(code, indentOf(line), false) : code;
  // A first line that brings its own indentation takes the place of what stands there.
  const range =
    line.trim() === '' && indentOf(code) !== '' ? at.with(at.start.with(undefined, 0)) : at;
  const isDone = await editor.edit((edit) => edit.replace(range, text));
  if (!isDone) throw new Error(l10n.t('{0} cannot be changed.', document.fileName));
  const viewColumn = editor.viewColumn ?? vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(document, { viewColumn });
}

/** A selection is never overwritten without a word. */
async function selectionOrEnd(
  document: vscode.TextDocument,
  selection: vscode.Selection,
): Promise<vscode.Range | undefined> {
  const { l10n } = vscode;
  const replace = l10n.t('Replace Selection');
  const behind = l10n.t('Insert Behind It');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('Replace what is selected?'),
    { modal: true, detail: document.getText(selection).slice(0, 400) },
    replace,
    behind,
  );
  if (chosen === undefined) return undefined;
  return chosen === replace ? selection : new vscode.Range(selection.end, selection.end);
}

async function apply(
  { proposal }: CodeDeps,
  press: Press,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const document = await targetOf(press.name, editor?.document);
  if (document === 'none') return await noEditor(press);
  if (document === undefined) return;
  const own = editor?.document === document ? editor : undefined;
  const change = await proposed(document, press.code, own);
  if (change !== undefined) await proposal.show(document, change);
}

/** The file at hand, or the one that the block names: where both are there, the person says. */
async function targetOf(
  name: string,
  current: vscode.TextDocument | undefined,
): Promise<vscode.TextDocument | 'none' | undefined> {
  const { l10n } = vscode;
  const named = await namedFile(name);
  if (named === undefined || named.toString() === current?.uri.toString()) return current ?? 'none';
  if (current === undefined) return await vscode.workspace.openTextDocument(named);
  const label = (uri: vscode.Uri): string => vscode.workspace.asRelativePath(uri);
  const rows = [
    { label: label(named), description: l10n.t('named by the answer'), uri: named },
    { label: label(current.uri), description: l10n.t('open in the editor'), uri: current.uri },
  ];
  const title = l10n.t('Apply to Which File?');
  const chosen = await vscode.window.showQuickPick(rows, { title });
  if (chosen === undefined) return undefined;
  return chosen.uri === named ? await vscode.workspace.openTextDocument(named) : current;
}

/** A relative path of plain segments, each of them there and none of them a link. */
async function namedFile(name: string): Promise<vscode.Uri | undefined> {
  const segments = name.split(/[\\/]/);
  if (segments.some((part) => /^\.{0,2}$|[:*?"<>|\p{Cc}]/u.test(part))) return undefined;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = await plainFile(folder.uri, segments);
    if (uri !== undefined) return uri;
  }
  return undefined;
}

async function plainFile(
  folder: vscode.Uri,
  segments: readonly string[],
): Promise<vscode.Uri | undefined> {
  let uri = folder;
  for (const [index, part] of segments.entries()) {
    uri = vscode.Uri.joinPath(uri, part);
    const isLast = index === segments.length - 1;
    const wanted = isLast ? vscode.FileType.File : vscode.FileType.Directory;
    const type = await vscode.workspace.fs.stat(uri).then(
      (found) => found.type,
      () => undefined,
    );
    if (type !== wanted) return undefined;
  }
  return uri;
}

async function proposed(
  document: vscode.TextDocument,
  code: string,
  editor: vscode.TextEditor | undefined,
): Promise<Splice | undefined> {
  const text = document.getText();
  const whole: Splice = { from: 0, to: text.length, text: `${code}\n` };
  if (text.trim() === '') return whole;
  if (editor !== undefined && !editor.selection.isEmpty) {
    const { start, end } = editor.selection;
    return { from: document.offsetAt(start), to: document.offsetAt(end), text: code };
  }
  const place = placeCode(text, code);
  if (place !== undefined) return smallestChange(text, replaced(text, place, code));
  const { l10n } = vscode;
  const line = editor?.selection.active.line ?? document.lineCount - 1;
  const rows = [
    { label: l10n.t('Below line {0}', line + 1), isWhole: false },
    { label: l10n.t('Instead of the whole file'), isWhole: true },
  ];
  const title = l10n.t('Where Does It Belong?');
  const chosen = await vscode.window.showQuickPick(rows, { title });
  if (chosen === undefined) return undefined;
  if (chosen.isWhole) return whole;
  const at = document.offsetAt(document.lineAt(line).range.end);
  const added = indented(code, indentOf(document.lineAt(line).text), true);
  return { from: at, to: at, text: `\n${added}` };
}
