/*
 * A change that is shown before it is made: the file beside what it would become, in the editor's
 * own diff, also while it is still being written. States: nothing shown, being written, whole.
 * Promise: the file is changed only by `accept` and `choose`, only when the change is whole and the
 * file still is what the diff shows (else it is shown anew), and as one edit that one Undo takes
 * back; it is not saved. Closing the diff drops the change and whatever writes it.
 */
import * as vscode from 'vscode';
import type { Disposable } from '../../core/index.ts';
import { realClock } from '../realClock.ts';
import { fingerprint, mayChange } from './editGate.ts';
import { hunksOf } from './hunks.ts';
import { smallestChange } from './placeCode.ts';
import { moved, spliced, type Splice } from './splice.ts';

export const PROPOSED = 'steadfast-proposed';
/** The diff is drawn anew at most so often while words come. */
const REDRAW_MS = 120;

type Shown = {
  readonly document: vscode.TextDocument;
  readonly before: string;
  readonly seen: string;
  readonly change: Splice;
  readonly after: string;
  readonly uri: vscode.Uri;
  /** Ends with the diff; only while it is being written. */
  readonly writing?: AbortController;
};

/** A change that is being written. What is called after the diff was closed does nothing. */
export type Draft = {
  readonly signal: AbortSignal;
  readonly say: (change: Splice) => void;
  /** It is whole: from now on it can be accepted. */
  readonly done: (change: Splice) => Promise<void>;
  readonly drop: () => Promise<void>;
};

export type Proposal = {
  readonly dispose: () => void;
  readonly show: (document: vscode.TextDocument, change: Splice) => Promise<void>;
  readonly begin: (document: vscode.TextDocument) => Promise<Draft>;
  readonly accept: () => Promise<void>;
  /** Each part of the change by itself, in the editor's own preview. */
  readonly choose: () => Promise<void>;
  readonly discard: () => Promise<void>;
  /** The file's name while a whole change is shown. */
  readonly file: () => string | undefined;
};

type Stage = {
  readonly shown: () => Shown | undefined;
  readonly set: (next: Shown | undefined) => void;
  readonly redraw: (uri: vscode.Uri) => void;
  readonly newUri: (document: vscode.TextDocument) => vscode.Uri;
};

/** `onChange` is called whenever `file` changed. */
export function createProposal(onChange: () => void): Proposal {
  let shown: Shown | undefined;
  let count = 0;
  const redrawn = new vscode.EventEmitter<vscode.Uri>();
  const stage: Stage = {
    shown: () => shown,
    set(next) {
      const isOther = shown?.uri !== next?.uri || shown?.writing !== next?.writing;
      if (isOther) shown?.writing?.abort();
      shown = next;
      if (!isOther) return;
      const isWhole = next !== undefined && next.writing === undefined;
      void vscode.commands.executeCommand('setContext', 'steadfast.changeIsWhole', isWhole);
      onChange();
    },
    redraw: (uri) => redrawn.fire(uri),
    newUri(document) {
      count += 1;
      return document.uri.with({ scheme: PROPOSED, authority: '', query: String(count) });
    },
  };
  const provider = vscode.workspace.registerTextDocumentContentProvider(PROPOSED, {
    onDidChange: redrawn.event,
    provideTextDocumentContent: (uri) =>
      uri.toString() === shown?.uri.toString() ? shown.after : '',
  });
  const closing = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    const uri = shown?.uri.toString();
    if (closed.some((tab) => proposedUri(tab)?.toString() === uri)) stage.set(undefined);
  });
  return {
    dispose() {
      shown?.writing?.abort();
      provider.dispose();
      closing.dispose();
      redrawn.dispose();
    },
    file: () =>
      shown === undefined || shown.writing !== undefined ? undefined : nameOf(shown.document.uri),
    show: (document, change) => show(stage, document, change),
    begin: (document) => begin(stage, document),
    accept: () => settle(stage, applyAll),
    choose: () => settle(stage, applySome),
    async discard() {
      stage.set(undefined);
      await closeDiffs();
    },
  };
}

async function show(stage: Stage, document: vscode.TextDocument, change: Splice): Promise<void> {
  const before = document.getText();
  const after = spliced(before, change);
  if (before === after) {
    const same = vscode.l10n.t('{0} says so already.', nameOf(document.uri));
    void vscode.window.showInformationMessage(same);
    return;
  }
  const seen = fingerprint(before);
  await open(stage, { document, before, seen, change, after, uri: stage.newUri(document) });
}

async function open(stage: Stage, next: Shown): Promise<void> {
  stage.set(next);
  const title = vscode.l10n.t('{0}: now ↔ with the change', nameOf(next.document.uri));
  await vscode.commands.executeCommand('vscode.diff', next.document.uri, next.uri, title);
  await closeDiffs(next.uri);
}

async function begin(stage: Stage, document: vscode.TextDocument): Promise<Draft> {
  const before = document.getText();
  const writing = new AbortController();
  const uri = stage.newUri(document);
  const nothing = { from: 0, to: 0, text: '' };
  const base = { document, before, seen: fingerprint(before), uri };
  await open(stage, { ...base, change: nothing, after: before, writing });
  let timer: Disposable | undefined;
  const isMine = (): boolean => stage.shown()?.writing === writing;
  return {
    signal: writing.signal,
    say(change) {
      if (!isMine()) return;
      stage.set({ ...base, change, after: spliced(before, change), writing });
      timer ??= realClock.after(REDRAW_MS, () => {
        timer = undefined;
        if (isMine()) stage.redraw(uri);
      });
    },
    async done(change) {
      timer?.dispose();
      if (!isMine()) return;
      const after = spliced(before, change);
      if (after === before) {
        await drop();
        const same = vscode.l10n.t('{0} says so already.', nameOf(document.uri));
        void vscode.window.showInformationMessage(same);
        return;
      }
      stage.set({ ...base, change, after });
      stage.redraw(uri);
    },
    drop,
  };
  async function drop(): Promise<void> {
    timer?.dispose();
    if (!isMine()) return;
    stage.set(undefined);
    await closeDiffs();
  }
}

/** Resolves to false where nothing was changed and the diff stays. */
type Apply = (document: vscode.TextDocument, shown: Shown) => Promise<boolean>;

async function settle(stage: Stage, apply: Apply): Promise<void> {
  const mine = stage.shown();
  if (mine === undefined || mine.writing !== undefined) return;
  const { uri } = mine.document;
  if (!(await mayChange(uri)) || stage.shown() !== mine) return;
  const document = await vscode.workspace.openTextDocument(uri);
  if (fingerprint(document.getText()) !== mine.seen) return await again(stage, document, mine);
  const { from } = smallestChange(mine.before, mine.after);
  if (!(await apply(document, mine))) return;
  if (stage.shown() === mine) stage.set(undefined);
  await closeDiffs();
  const at = document.positionAt(from);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

/**
 * What was agreed to was another content: the same change in the new one is shown and asked for.
 */
async function again(stage: Stage, document: vscode.TextDocument, old: Shown): Promise<void> {
  const { l10n } = vscode;
  const name = nameOf(document.uri);
  const change = moved(old.before, document.getText(), old.change);
  if (change === undefined) {
    throw new Error(
      l10n.t('{0} changed meanwhile, and the place of the change is gone. Ask again.', name),
    );
  }
  await show(stage, document, change);
  const words = l10n.t('{0} changed meanwhile. Look at the change again before you accept.', name);
  void vscode.window.showWarningMessage(words);
}

const applyAll: Apply = async (document, { before, after }) => {
  const edit = new vscode.WorkspaceEdit();
  const change = smallestChange(before, after);
  edit.replace(document.uri, rangeOf(document, change), change.text);
  if (await vscode.workspace.applyEdit(edit)) return true;
  throw new Error(vscode.l10n.t('{0} cannot be changed.', nameOf(document.uri)));
};

const applySome: Apply = async (document, { before, after }) => {
  const { l10n } = vscode;
  const edit = new vscode.WorkspaceEdit();
  for (const hunk of hunksOf(before, after)) {
    const range = rangeOf(document, hunk);
    const label = l10n.t('Line {0}', range.start.line + 1);
    const description = hunk.text.trim().split('\n')[0]?.slice(0, 80) ?? '';
    edit.replace(document.uri, range, hunk.text, { needsConfirmation: true, label, description });
  }
  return await vscode.workspace.applyEdit(edit, { isRefactoring: true });
};

function rangeOf(document: vscode.TextDocument, { from, to }: Splice): vscode.Range {
  return new vscode.Range(document.positionAt(from), document.positionAt(to));
}

const nameOf = (uri: vscode.Uri): string => uri.path.split('/').at(-1) ?? uri.path;

/** All but the one that is shown now; one that is gone meanwhile is closed. */
async function closeDiffs(shown?: vscode.Uri): Promise<void> {
  const { tabGroups } = vscode.window;
  const old = tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => {
      const uri = proposedUri(tab);
      return uri !== undefined && uri.toString() !== shown?.toString();
    });
  await Promise.resolve(tabGroups.close(old)).catch(() => undefined);
}

function proposedUri(tab: vscode.Tab): vscode.Uri | undefined {
  const { input } = tab;
  if (!(input instanceof vscode.TabInputTextDiff)) return undefined;
  return input.modified.scheme === PROPOSED ? input.modified : undefined;
}
