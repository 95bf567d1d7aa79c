/*
 * A change that is shown before it is made: the file beside what it would become, in the editor's
 * own diff. States: nothing shown, one change shown. Promise: the file is written to only by
 * `accept`, only if it still is what the diff shows, and as one edit that can be undone; it is not
 * saved. Closing the diff discards the change.
 */
import * as vscode from 'vscode';
import { smallestChange } from './placeCode.ts';

export const PROPOSED = 'steadfast-proposed';

type Shown = {
  readonly document: vscode.TextDocument;
  readonly before: string;
  readonly after: string;
  readonly uri: vscode.Uri;
};

export type Proposal = {
  readonly dispose: () => void;
  readonly show: (document: vscode.TextDocument, after: string) => Promise<void>;
  readonly accept: () => Promise<void>;
  readonly discard: () => Promise<void>;
  /** The file's name while a change is shown. */
  readonly file: () => string | undefined;
};

/** `onChange` is called whenever `file` changed. */
export function createProposal(onChange: () => void): Proposal {
  const { l10n } = vscode;
  let shown: Shown | undefined;
  let count = 0;

  const set = (next: Shown | undefined): void => {
    shown = next;
    onChange();
  };
  const provider = vscode.workspace.registerTextDocumentContentProvider(PROPOSED, {
    provideTextDocumentContent: (uri) =>
      uri.toString() === shown?.uri.toString() ? shown.after : '',
  });
  const closing = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    const uri = shown?.uri.toString();
    if (closed.some((tab) => proposedUri(tab)?.toString() === uri)) set(undefined);
  });

  return {
    dispose() {
      provider.dispose();
      closing.dispose();
    },
    file: () => (shown === undefined ? undefined : nameOf(shown.document.uri)),
    async show(document, after) {
      const before = document.getText();
      const name = nameOf(document.uri);
      if (before === after) {
        void vscode.window.showInformationMessage(l10n.t('{0} says so already.', name));
        return;
      }
      count += 1;
      const uri = document.uri.with({ scheme: PROPOSED, authority: '', query: String(count) });
      const old = diffTabs();
      set({ document, before, after, uri });
      await vscode.commands.executeCommand(
        'vscode.diff',
        document.uri,
        uri,
        l10n.t('{0}: now ↔ with the change', name),
      );
      await vscode.window.tabGroups.close(old);
    },
    async accept() {
      if (shown === undefined) return;
      const { document, before, after } = shown;
      if (document.isClosed || document.getText() !== before) {
        throw new Error(
          l10n.t('{0} changed meanwhile. Discard, and press Apply again.', nameOf(document.uri)),
        );
      }
      const change = smallestChange(before, after);
      const edit = new vscode.WorkspaceEdit();
      const [from, to] = [document.positionAt(change.from), document.positionAt(change.to)];
      const range = new vscode.Range(from, to);
      edit.replace(document.uri, range, change.text);
      if (!(await vscode.workspace.applyEdit(edit))) {
        throw new Error(l10n.t('{0} cannot be changed.', nameOf(document.uri)));
      }
      set(undefined);
      await vscode.window.tabGroups.close(diffTabs());
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(from, from) });
    },
    async discard() {
      set(undefined);
      await vscode.window.tabGroups.close(diffTabs());
    },
  };
}

const nameOf = (uri: vscode.Uri): string => uri.path.split('/').at(-1) ?? uri.path;

function diffTabs(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter((tab) => proposedUri(tab) !== undefined);
}

function proposedUri(tab: vscode.Tab): vscode.Uri | undefined {
  const { input } = tab;
  if (!(input instanceof vscode.TabInputTextDiff)) return undefined;
  return input.modified.scheme === PROPOSED ? input.modified : undefined;
}
