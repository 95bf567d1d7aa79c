/*
 * Every command of the palette, tree and panel, by its id in package.json. A command that fails
 * says what happened; it never fails in silence. What a command does stands in its own file, which
 * is loaded when it is first wanted; no command is registered anywhere else, and none is made for
 * another extension to call.
 */
import * as vscode from 'vscode';
import type { Transport } from '../../core/index.ts';
import type { CommandDeps } from './commandDeps.ts';
import { isOfEndedTrial } from '../trial.ts';
import type { ProviderArg } from './providerCommands.ts';

const ofProviders = () => import('./providerCommands.ts');
const ofChanges = () => import('./changeProvider.ts');

/** The one of `contributes.walkthroughs`. */
const WALKTHROUGH = 'steadfast.steadfast#start';

/** Questions about the code at hand, each with the command of the composer that it is. */
const TALK = [
  ['steadfast.code.explain', 'explain'],
  ['steadfast.code.generateTests', 'tests'],
  ['steadfast.code.review', 'review'],
] as const;

/** What ends as a change of the file; without a name the person says what is wanted. */
const EDITS = [
  ['steadfast.code.edit', undefined],
  ['steadfast.code.fix', 'fix'],
  ['steadfast.code.fixAll', 'fix'],
  ['steadfast.code.refactor', 'refactor'],
  ['steadfast.code.addDocs', 'docs'],
] as const;

/** `more`: where several things are selected, all of them. */
type Table = Record<string, (arg: ProviderArg, more?: unknown) => unknown>;

/** `depsFor` answers what a command works with: its page may be another one each time. */
export function registerCommands(
  depsFor: (arg: unknown) => CommandDeps,
  side: CommandDeps,
  transportFor: (key: string | undefined) => Transport,
): vscode.Disposable {
  const own = (id: string, run: Table[string]): vscode.Disposable =>
    vscode.commands.registerCommand(id, (arg: ProviderArg, more?: unknown) =>
      told(id, side.log, () => run(arg, more)),
    );
  const all = (deps: CommandDeps): Table => ({
    ...ofChat(deps),
    ...ofEditor(deps),
    ...ofAll(deps, transportFor),
  });
  const ids = Object.keys(all(side));
  return vscode.Disposable.from(
    ...ids.map((id) =>
      own(id, (arg, more) => {
        return all(depsFor(arg))[id]?.(arg, more);
      }),
    ),
    // The buttons above the side bar's page mean that page, whichever was used last.
    ...Object.keys(ofChat(side)).map((id) =>
      own(id.replace('.chat.', '.side.'), (arg) => ofChat(side)[id]?.(arg)),
    ),
  );
}

/** What begins in the editor and in Source Control. */
function ofEditor(deps: CommandDeps): Table {
  const asking = TALK.map(([id, name]): [string, Table[string]] => [
    id,
    async (arg) => (await import('./askAbout.ts')).askAbout(deps, name, arg),
  ]);
  const editing = EDITS.map(([id, name]): [string, Table[string]] => [
    id,
    async (arg) => (await import('../edit/inlineEdit.ts')).inlineEdit(deps, arg, name),
  ]);
  return {
    ...Object.fromEntries([...asking, ...editing]),
    'steadfast.code.pick': async () => (await import('./pickCodeAction.ts')).pickCodeAction(),
    'steadfast.code.reviewChanges': async () => (await import('./askAbout.ts')).reviewChanges(deps),
    'steadfast.commit.write': async (arg) =>
      (await import('../commit/writeMessage.ts')).writeMessage(deps, arg),
  };
}

/** What is done to one chat. */
function ofChat(deps: CommandDeps): Table {
  return {
    'steadfast.chat.new': () => startNew(deps, false),
    'steadfast.chat.newPrivate': () => startNew(deps, true),
    'steadfast.chat.history': async () => (await import('./history.ts')).showHistory(deps),
    'steadfast.chat.rename': async () => (await import('./history.ts')).renameOpenChat(deps),
    'steadfast.chat.export': async () => (await import('./exportChat.ts')).exportOpenChat(deps),
    'steadfast.chat.openInEditor': () => deps.openInEditor(deps.chat),
    'steadfast.chat.find': async () => {
      await deps.chat.reveal();
      deps.chat.focus('find');
    },
  };
}

function ofAll(deps: CommandDeps, transportFor: (key: string | undefined) => Transport): Table {
  return {
    'steadfast.chat.open': () => openChat(deps),
    'steadfast.chat.stop': () => deps.session.stop(),
    'steadfast.chat.focusLastMessage': async () => {
      await deps.chat.reveal();
      deps.chat.focus('last-message');
    },
    'steadfast.chat.askAnother': async () => (await import('./askAgain.ts')).askAnother(deps),
    'steadfast.chat.chooseModel': async () => (await import('./chooseModel.ts')).chooseModel(deps),
    'steadfast.chat.tools': async () => (await import('../tools/chooseTools.ts')).chooseTools(deps),
    'steadfast.spend.show': async () => (await import('./showSpend.ts')).showSpend(deps),
    'steadfast.answers.delete': async () => (await import('./deleteAll.ts')).deleteAnswers(deps),
    'steadfast.data.deleteAll': async () => (await import('./deleteAll.ts')).deleteAll(deps),
    'steadfast.chat.addFile': (arg, all) => addFile(deps, arg, all),
    'steadfast.chat.addSelection': async () => {
      await openChat(deps);
      await deps.context.addSelection();
    },
    'steadfast.receipt.open': async () => (await import('./showReceipt.ts')).showReceipt(deps),
    'steadfast.dashboard.open': () => deps.dashboard.open(),
    'steadfast.change.accept': () => deps.code.accept(),
    'steadfast.change.choose': () => deps.code.choose(),
    'steadfast.change.discard': () => deps.code.discard(),
    'steadfast.provider.add': async (arg) =>
      (await import('./addProvider.ts')).addProvider(deps, transportFor, arg),
    'steadfast.provider.manage': async (arg) =>
      (await import('./manageProvider.ts')).manageProvider(deps, arg),
    'steadfast.provider.importEnv': async () =>
      (await import('../firstRun/importEnv.ts')).importEnv(deps, transportFor),
    'steadfast.provider.import': async () =>
      (await import('../firstRun/importProviders.ts')).importProviders(deps, transportFor),
    'steadfast.provider.enterKey': async (arg) => (await ofProviders()).setKey(deps, arg),
    'steadfast.provider.enterKeys': async () =>
      (await import('../firstRun/enterKeys.ts')).enterKeys(deps),
    'steadfast.provider.setUse': async (arg) => (await import('./setUse.ts')).setUse(deps, arg),
    'steadfast.getStarted': async () => {
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false);
      deps.progress.opened();
    },
    'steadfast.provider.setKey': async (arg) => (await ofProviders()).setKey(deps, arg),
    'steadfast.provider.setAddress': async (arg) => (await ofChanges()).setAddress(deps, arg),
    'steadfast.provider.setModel': async (arg) => (await ofChanges()).setModel(deps, arg),
    'steadfast.provider.removeKey': async (arg) => (await ofProviders()).removeKey(deps, arg),
    'steadfast.provider.test': async (arg) => (await ofProviders()).testProvider(deps, arg),
    'steadfast.provider.enable': async (arg) => (await ofProviders()).setEnabled(deps, arg, true),
    'steadfast.provider.disable': async (arg) => (await ofProviders()).setEnabled(deps, arg, false),
    'steadfast.provider.reset': async (arg) => (await ofProviders()).resetProvider(deps, arg),
    'steadfast.demo.start': () => setTrial(deps, true),
    'steadfast.demo.end': () => setTrial(deps, false),
    'steadfast.log.show': () => deps.showLog(),
  };
}

async function told(id: string, log: CommandDeps['log'], run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log(`${id}: ${message}`);
    void vscode.window.showErrorMessage(message);
  }
}

async function startNew(deps: CommandDeps, isPrivate: boolean): Promise<void> {
  deps.chat.show(deps.talks.begin({ isPrivate }));
  await deps.refresh();
  await openChat(deps);
}

async function openChat(deps: CommandDeps): Promise<void> {
  await deps.chat.reveal();
  deps.chat.focus('composer');
}

/** From the explorer: the file under the pointer, and all that are selected with it. */
async function addFile(deps: CommandDeps, one: unknown, all: unknown): Promise<void> {
  const uris = (Array.isArray(all) ? (all as unknown[]) : []).filter(
    (uri) => uri instanceof vscode.Uri,
  );
  await openChat(deps);
  await deps.context.addFile(one instanceof vscode.Uri ? one : undefined, uris);
}

async function setTrial(deps: CommandDeps, isOn: boolean): Promise<void> {
  if (isOn) deps.trial.start();
  else {
    deps.trial.end();
    for (const page of deps.pages.all()) {
      if (isOfEndedTrial(page.session.turns(), deps.composition)) page.show(deps.talks.begin());
    }
  }
  await deps.refresh();
  deps.pages.reload();
  if (isOn) await vscode.commands.executeCommand('steadfast.chat.focus');
}
