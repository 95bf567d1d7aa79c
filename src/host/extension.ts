/*
 * Where the editor meets the house: makes the living parts, joins them, and lets them go.
 * `activate` awaits nothing; what needs the disk or the keyring follows by itself, and the panel
 * shows what is there as soon as it is there.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { FactStore, Transport } from '../core/index.ts';
import { answersHere } from './answersHere.ts';
import { readPriceTable } from './catalog/readPriceTable.ts';
import { firstAsked } from './chat/asked.ts';
import { createRecentModels } from './chat/recentModels.ts';
import type { StripInput } from './chat/stripView.ts';
import type { Talk } from './chat/talks.ts';
import { createChats } from './chats.ts';
import { problemActions } from './code/problemActions.ts';
import { codeLater } from './codeLater.ts';
import type { CommandDeps } from './commands/commandDeps.ts';
import { onPanelMessage } from './commands/panelMessages.ts';
import { takesKey } from './commands/providerFacts.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { compose } from './compose.ts';
import { exposeLater } from './exposed/exposeLater.ts';
import { createFirstLook, type FirstLook } from './firstRun/firstLook.ts';
import { createProgress } from './firstRun/progress.ts';
import { contextLater, type ContextLater } from './contextLater.ts';
import { dashboardLater } from './dashboard/dashboardLater.ts';
import { createCosts, type Costs } from './costs/costsAsked.ts';
import { editorModels, findLocal, loadedLater, logEvent, lookAroundWith } from './loadedLater.ts';
import { createKeyRing } from './keys/keyRing.ts';
import { createKeyPresence, type KeyPresence } from './keys/keyPresence.ts';
import { createRedactor } from './log.ts';
import { createNotices, keyringNotice, storeNotice, type Notices } from './notices.ts';
import { openLater } from './openLater.ts';
import { realClock, realRandom } from './realClock.ts';
import { createSettingsBox } from './settings/settingsBox.ts';
import { tellProblems } from './settings/tellProblems.ts';
import { lazyTransport } from './transport/lazyTransport.ts';
import { createTrial, isOfEndedTrial } from './trial.ts';
import type { ChatPage } from './views/chatPage.ts';
import { createPageMemory, forgetAllOf } from './views/pageMemory.ts';
import type { Pages } from './views/pages.ts';
import { createPlaces, type Places } from './views/places.ts';
import { createRefresher } from './views/refresher.ts';
import { ProvidersTree } from './views/providersTree.ts';
import { StatusItem } from './views/statusItem.ts';
import { windowAttention } from './windowAttention.ts';

export function activate(context: vscode.ExtensionContext): void {
  const parts = createParts(context);
  const { settings, presence, talks, store, composition, look, queue } = parts;
  const own = (...owned: vscode.Disposable[]): void => void context.subscriptions.push(...owned);

  const places: Places = createPlaces({
    extensionUri: context.extensionUri,
    clock: realClock,
    talks,
    memory: createPageMemory(context.workspaceState, () => realClock.wallMs()),
    log: parts.log,
    isWanted: ({ session }) =>
      session.turns().length === 0 || !isOfEndedTrial(session.turns(), composition),
    latestConversation: () => store.latestConversation(),
    onMessage: (page, message) => onPanelMessage(depsOf(page), message),
    onSideShown: (isShown) => (isShown ? look.shown() : look.hidden()),
  });
  const { pages, openInEditor } = places;
  const strip = (): StripInput => stripOf(talks.all(), pages);
  const dashboard = dashboardLater({ ...parts, extensionUri: context.extensionUri, strip });
  const tree = new ProvidersTree(strip, (id) =>
    composition.entries().some((entry) => entry.id === id && takesKey(entry)),
  );
  const status = statusOf(parts, strip);
  const goesWith = contextOfPages(parts, context.workspaceState);
  const exposed = exposeLater(parts);
  const refresher = createRefresher(realClock, strip, () => {
    exposed.changed();
    for (const page of pages.all()) goesWith(page).changed();
    places.draw();
    for (const shown of [tree, status]) shown.refresh();
    parts.progress.tell(settings.current().providers, parts.trial.isOn());
  });
  const refresh = async (): Promise<void> => {
    await presence.refresh();
    look.changed();
    refresher.now();
  };
  const depsOf = (page: ChatPage): CommandDeps => ({
    ...parts,
    ...{ refresh, pages, openInEditor, dashboard, chat: page, context: goesWith(page) },
    get session() {
      return page.session;
    },
  });
  parts.notices.onChange = refresher.soon;
  queue.onChange = refresher.soon;
  queue.onShow = async (id) =>
    (await import('./commands/queued.ts')).showChat(depsOf(pages.current()), id);
  parts.code.onChange = refresher.now;

  const { output, code, receipts } = parts;
  own(output, code, receipts, dashboard, settings, places, status, refresher, exposed);
  own(problemActions());
  own(vscode.window.registerTreeDataProvider(ProvidersTree.id, tree));
  own(registerCommands((arg) => depsOf(places.meant(arg)), depsOf(places.side), transportWith));
  own(followEditor(parts, context.secrets, refresh), parts.costs.follow(composition, settings));
  own(followEngine(composition, refresher.soon), composition.engine, queue, parts.retention);
  closing = () => closeAll(parts);

  void refresh();
  void composition.knowledge.ready();
  void queue.look();
  // At the very first start the container opens before its views are there, and stays empty.
  if (process.env['STEADFAST_TRIAL'] === '1') {
    void vscode.commands.executeCommand('steadfast.chat.focus');
  }
  void places.restore().then(refresher.now);
  tellProblems(settings);
}

async function closeAll({ queue, talks, store }: Parts): Promise<void> {
  queue.dispose();
  await talks.end();
  await store.close();
}

function statusOf({ settings, queue }: Parts, strip: () => StripInput): StatusItem {
  const isShown = (): boolean => settings.current()['statusBar.show'];
  return new StatusItem(strip, isShown, () => queue.rows().length);
}

/** What the person changes there, and what other extensions offer. */
function followEditor(
  { settings, composition }: Parts,
  secrets: vscode.SecretStorage,
  refresh: () => Promise<void>,
): vscode.Disposable {
  return vscode.Disposable.from(
    settings.onChange(() => void refresh()),
    settings.onChange(() => tellProblems(settings)),
    secrets.onDidChange(() => void refresh()),
    vscode.lm.onDidChangeChatModels(() => unlockModels(composition)),
  );
}

/** What it notes, what other windows learn, and what they have spent when the person comes back. */
function followEngine(
  { spend, onJournal, followOthers }: CommandDeps['composition'],
  draw: () => void,
): vscode.Disposable {
  if (spend !== undefined) spend.onChange = draw;
  void spend?.refresh();
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) void spend?.refresh();
  });
  return vscode.Disposable.from(onJournal(draw), focus, followOthers());
}

/** What goes with the questions of each page; it ends with the page. */
function contextOfPages(
  { composition, log }: Parts,
  memory: vscode.Memento,
): (page: ChatPage) => ContextLater {
  const known = new WeakMap<ChatPage, ContextLater>();
  const make = (page: ChatPage): ContextLater =>
    contextLater({
      ...{ composition, memory, log, clock: realClock },
      session: () => page.session,
      firstTarget: () => firstAsked(composition.engine, page.session.limits()),
      post: (message) => page.tell(message),
    });
  return (page) => {
    const context = known.get(page) ?? make(page);
    known.set(page, context);
    page.onClosed = () => context.dispose();
    return context;
  };
}

/** For status bar and tree: the chat that is being answered, else the one used last. */
function stripOf(talks: readonly Talk[], pages: Pages): StripInput {
  const answering = talks
    .map(({ model }) => model.strip())
    .findLast((input) => input.answering !== undefined);
  return answering ?? pages.current().shown.model.strip();
}

/** What was not there may be there now: signed in, installed, turned on. */
function unlockModels({ entries, engine }: CommandDeps['composition']): void {
  for (const { id, kind } of entries()) if (kind === 'vscode.lm') engine.unlock({ providerId: id });
}

type OfPage = 'session' | 'chat' | 'context' | 'pages' | 'openInEditor' | 'dashboard';
type Parts = Omit<CommandDeps, 'refresh' | OfPage> & {
  readonly retention: vscode.Disposable;
  readonly output: vscode.LogOutputChannel;
  readonly windowId: string;
  readonly facts: FactStore;
  readonly presence: KeyPresence;
  readonly notices: Notices;
  readonly look: FirstLook;
  readonly costs: Costs;
};

/** The living parts, joined but not yet shown. */
function createParts(context: vscode.ExtensionContext): Parts {
  const { l10n } = vscode;
  const output = vscode.window.createOutputChannel('Steadfast', { log: true });
  const settings = createSettingsBox();
  const notices = createNotices(l10n);
  const keys = createKeyRing(context.secrets, realClock, (why) =>
    notices.add('keyring', keyringNotice(l10n, why)),
  );
  const redact = createRedactor(keys.known);
  const log = (message: string): void => output.info(redact(message));
  const trial = createTrial(context.globalState, process.env['STEADFAST_TRIAL'] === '1');
  const presence = createKeyPresence(keys, () => settings.current().providers);
  const windowId = randomUUID();
  const ownStorage = context.globalStorageUri.fsPath;
  const store = openLater(ownStorage, (problem) => {
    log(`store: ${problem.what} ${problem.remedy}`);
    notices.add('store', storeNotice(l10n, problem));
  });
  const costs = createCosts({ facts: store, clock: realClock, isTrial: trial.isOn, log });
  const composition = compose({
    clock: realClock,
    random: realRandom,
    transport: lazyTransport({ keyOf: keys.keyOf }),
    windowId,
    settings: () => costs.tamed(settings.current()),
    hasKey: presence.hasKey,
    ...{ facts: store, spend: store, ledger: store, leases: store.leases },
    answers: answersHere(store),
    readPrices: () => readPriceTable(context.asAbsolutePath('dist/prices.json')),
    log,
    isTrial: trial.isOn,
    attention: windowAttention(realClock),
    ...loadedLater,
    lm: editorModels(),
  });
  composition.onJournal((event) => void logEvent(event, log).catch(() => undefined));
  const look = createFirstLook({
    find: lookAroundWith(ownStorage),
    isWanted: () => composition.entries().length === 0,
    onFound: () => talks.all().forEach(({ model }) => model.refresh()),
  });
  const code = codeLater();
  const { extensionUri, globalState } = context;
  const ground = { composition, store, settings, notices, trial, look, presence, code, log };
  const { talks, receipts, loneVendor, queue, retention } = createChats({
    ...ground,
    ...{ extensionUri, globalState, redact, workspaceState: context.workspaceState, windowId },
  });
  const showLog = (): void => output.show();
  const recents = createRecentModels(globalState);
  const progress = createProgress(realClock, setContext);
  const shown = {
    output,
    loneVendor,
    talks,
    receipts,
    queue,
    retention,
    recents,
    progress,
    showLog,
    findLocal,
    costs,
  };
  const forgetMemory = (): Promise<void> => forgetAllOf(globalState, context.workspaceState);
  return { ...ground, ...shown, keys, ownStorage, forgetMemory, windowId, facts: store };
}

const setContext = (name: string, value: boolean): unknown =>
  vscode.commands.executeCommand('setContext', name, value);

let closing: () => Promise<void> = () => Promise.resolve();

/** The words of a turn under way are stored before the window lets go. */
export function deactivate(): Promise<void> {
  return closing();
}

/** A transport that knows one key that is not stored yet, for the steps before it is. */
function transportWith(key: string | undefined): Transport {
  return lazyTransport({ keyOf: () => Promise.resolve(key) });
}
