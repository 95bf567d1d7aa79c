/*
 * The few things asked of VS Code's own Git extension: a diff, and what is ignored. Where it is not
 * there (turned off, a remote window, no repository) a sentence says so; nothing else fails.
 * It starts no process of its own, and never writes to a repository.
 */
import * as vscode from 'vscode';
import { isExcluded } from './contextSettings.ts';
import { diffSections } from './diffText.ts';
import type { SeenDiff } from './look.ts';

type Change = { readonly uri: vscode.Uri; readonly status?: number };
export type Repository = {
  readonly rootUri: vscode.Uri;
  /** What stands in the box for the commit message. */
  readonly inputBox: { value: string };
  readonly state: {
    readonly indexChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
    readonly untrackedChanges?: readonly Change[];
  };
  readonly ui?: { readonly selected: boolean };
  readonly log?: (how: { maxEntries: number }) => Promise<readonly { readonly message: string }[]>;
  readonly checkIgnore?: (paths: string[]) => Promise<Set<string>>;
  readonly diff: (cached?: boolean) => Promise<string>;
};
type GitApi = {
  readonly repositories: readonly Repository[];
  readonly getRepository: (uri: vscode.Uri) => Repository | null;
};

/** `Status.UNTRACKED` of the extension's API. */
const UNTRACKED = 7;
const NAMED_MAX = 5;

const isKnown = ({ status }: Change): boolean => status !== UNTRACKED;

async function api(): Promise<GitApi | undefined> {
  const found = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  try {
    const exported = found?.isActive === false ? await found.activate() : found?.exports;
    return exported?.getAPI(1); // Throws while `git.enabled` is off.
  } catch {
    return undefined;
  }
}

/** Of these files; undefined where Git cannot say. */
export async function ignoredByGit(
  uris: readonly vscode.Uri[],
): Promise<ReadonlySet<string> | undefined> {
  const [first] = uris;
  const git = first === undefined ? undefined : await api();
  const repository = first === undefined ? undefined : git?.getRepository(first);
  if (repository?.checkIgnore === undefined) return undefined;
  const inIt = uris.filter((uri) => git?.getRepository(uri) === repository);
  if (inIt.length < uris.length) return undefined;
  const paths = new Map(inIt.map((uri) => [uri.fsPath, uri.toString()]));
  try {
    const ignored = await repository.checkIgnore([...paths.keys()]);
    return new Set([...ignored].flatMap((path) => paths.get(path) ?? []));
  } catch {
    return undefined;
  }
}

export async function gitDiff(isStaged: boolean): Promise<SeenDiff> {
  const { l10n } = vscode;
  const git = await api();
  if (git === undefined) {
    const off = l10n.t(
      'The Git extension of VS Code is not running in this window. Turn on git.enabled, or paste the diff.',
    );
    return { isRead: false, sentence: off };
  }
  const repositories = git.repositories.filter(({ rootUri }) => isOfWorkspace(rootUri));
  if (repositories.length === 0) {
    const none = l10n.t(
      'VS Code has no Git repository open here. Open the folder of one, or paste the diff.',
    );
    return { isRead: false, sentence: none };
  }
  return await diffOf(repositories, isStaged);
}

/** The one with this root; without a root the selected one, else the first. */
export async function repositoryAt(root: vscode.Uri | undefined): Promise<Repository | undefined> {
  const own = (await api())?.repositories.filter(({ rootUri }) => isOfWorkspace(rootUri)) ?? [];
  if (root === undefined) return own.find(({ ui }) => ui?.selected) ?? own[0];
  return own.find(({ rootUri }) => rootUri.toString() === root.toString());
}

export async function diffOf(
  repositories: readonly Repository[],
  isStaged: boolean,
): Promise<SeenDiff> {
  const { l10n } = vscode;
  const notes: string[] = [];
  let text = '';
  for (const repository of repositories) {
    const own = [await repository.diff(true), ...(isStaged ? [] : [await repository.diff(false)])];
    const { kept, left } = withoutExcluded(repository.rootUri, own.join(''));
    text += kept;
    if (left.length > 0) {
      notes.push(l10n.t('Left out by steadfast.context.exclude: {0}', named(left)));
    }
    if (!isStaged) notes.push(...notIn(repository));
  }
  if (text.trim() !== '') return { isRead: true, text, notes };
  const sentence = isStaged
    ? l10n.t('Nothing is staged in Git. Stage what it is about first.')
    : l10n.t('Git knows of no changes here.');
  return { isRead: false, sentence: [sentence, ...notes].join(' ') };
}

function withoutExcluded(
  root: vscode.Uri,
  diff: string,
): { kept: string; left: readonly string[] } {
  const left: string[] = [];
  const kept = diffSections(diff).filter(({ paths }) => {
    const path = paths.find((one) => isExcluded(vscode.Uri.joinPath(root, one)));
    if (path !== undefined) left.push(path);
    return path === undefined;
  });
  return { kept: kept.map(({ text }) => text).join(''), left };
}

const named = (names: readonly string[]): string => names.slice(0, NAMED_MAX).join(', ');

/** A repository around the workspace's folder counts too; one elsewhere on the disk does not. */
function isOfWorkspace(root: vscode.Uri): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri }) =>
      uri.scheme === root.scheme &&
      (`${uri.path}/`.startsWith(`${root.path.replace(/\/$/, '')}/`) ||
        `${root.path}/`.startsWith(`${uri.path.replace(/\/$/, '')}/`)),
  );
}

/** What a diff does not show: files that Git does not know, texts that are not saved. */
function notIn({ state }: Repository): readonly string[] {
  const { l10n, workspace } = vscode;
  const untracked = [
    ...(state.untrackedChanges ?? []),
    ...state.workingTreeChanges.filter((change) => !isKnown(change)),
  ].map(({ uri }) => workspace.asRelativePath(uri));
  const unsaved = workspace.textDocuments
    .filter((document) => document.isDirty && workspace.getWorkspaceFolder(document.uri))
    .map(({ uri }) => workspace.asRelativePath(uri));
  return [
    ...(untracked.length === 0
      ? []
      : [l10n.t('New files are not in the diff ({0}): {1}', untracked.length, named(untracked))]),
    ...(unsaved.length === 0 ? [] : [l10n.t('Not saved, so not in the diff: {0}', named(unsaved))]),
  ];
}

export async function changeCounts(): Promise<
  { readonly all: number; readonly staged: number } | undefined
> {
  const git = await api();
  const own = git?.repositories.filter(({ rootUri }) => isOfWorkspace(rootUri));
  if (own === undefined || own.length === 0) return undefined;
  const staged = own.reduce((sum, { state }) => sum + state.indexChanges.length, 0);
  const known = own.flatMap(({ state }) => state.workingTreeChanges.filter(isKnown));
  const working = known.length;
  return { all: staged + working, staged };
}
