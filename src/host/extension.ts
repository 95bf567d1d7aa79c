/*
 * Where the editor meets the house: makes the living parts, joins them, and lets them go.
 * `activate` awaits nothing; what needs the disk or the keyring follows by itself, and the panel
 * shows what is there as soon as it is there.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RequestLimits, Transport } from '../core/index.ts';
import { readPriceTable } from './catalog/readPriceTable.ts';
import { createBill } from './chat/bill.ts';
import { createChatSession } from './chat/chatSession.ts';
import { firstAsked } from './chat/firstAsked.ts';
import { createPanelModel, type PanelModel } from './chat/panelModel.ts';
import { codeLater } from './codeLater.ts';
import type { CommandDeps } from './commands/commandDeps.ts';
import { onPanelMessage } from './commands/panelMessages.ts';
import { openSetting } from './commands/openSetting.ts';
import { takesKey } from './commands/providerFacts.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { compose } from './compose.ts';
import { contextLater, type ContextLater } from './contextLater.ts';
import { createKeyRing } from './keys/keyRing.ts';
import { createKeyPresence, type KeyPresence } from './keys/keyPresence.ts';
import type { LmAccess } from './lm/lmApi.ts';
import { createLocalLook, type LocalLook } from './local/localLook.ts';
import { createRedactor, journalLine } from './log.ts';
import { createNotices, keyringNotice, storeNotice, type Notices } from './notices.ts';
import { openLater } from './openLater.ts';
import { realClock, realRandom } from './realClock.ts';
import { createSettingsBox, type SettingsBox } from './settings/settingsBox.ts';
import type { Settings } from './settings/schema.ts';
import { lazyTransport } from './transport/lazyTransport.ts';
import { createTrial, isOfEndedTrial } from './trial.ts';
import { ChatView } from './views/chatView.ts';
import { createRefresher } from './views/refresher.ts';
import { ProvidersTree } from './views/providersTree.ts';
import { StatusItem } from './views/statusItem.ts';

export function activate(context: vscode.ExtensionContext): void {
  const parts = createParts(context);
  const { settings, presence, session, model, chat, store, composition, look } = parts;
  const own = (part: vscode.Disposable): void => void context.subscriptions.push(part);

  const tree = new ProvidersTree(model.strip, (id) =>
    composition.entries().some((entry) => entry.id === id && takesKey(entry)),
  );
  const status = new StatusItem(model.strip, () => settings.current()['statusBar.show']);
  const refresher = createRefresher(realClock, model.strip, () => {
    parts.context.changed();
    model.refresh();
    tree.refresh();
    status.refresh();
  });
  const refresh = async (): Promise<void> => {
    await presence.refresh();
    look.changed();
    refresher.now();
  };
  const deps: CommandDeps = { ...parts, refresh };
  chat.onMessage = (message) => onPanelMessage(deps, message);
  chat.onShown = (isShown) => (isShown ? look.shown() : look.hidden());
  parts.notices.onChange = refresher.soon;
  parts.code.onChange = refresher.now;

  own(parts.output);
  own(parts.code);
  own(parts.context);
  own(settings);
  own(vscode.window.registerWebviewViewProvider(ChatView.id, chat));
  own(vscode.window.registerTreeDataProvider(ProvidersTree.id, tree));
  own(status);
  own(refresher);
  own(registerCommands(deps, transportWith));
  own(settings.onChange(() => void refresh()));
  own(settings.onChange(() => tellProblems(settings)));
  own(context.secrets.onDidChange(() => void refresh()));
  own(vscode.lm.onDidChangeChatModels(() => unlockModels(composition)));
  own(composition.onJournal(refresher.soon));
  closing = async () => {
    await session.end();
    await store.close();
  };

  void refresh();
  void composition.knowledge.ready();
  // At the very first start the container opens before its views are there, and stays empty.
  if (process.env['STEADFAST_TRIAL'] === '1') {
    void vscode.commands.executeCommand('steadfast.chat.focus');
  }
  void session.restore((turns) => !isOfEndedTrial(turns, composition)).then(() => chat.reload());
  tellProblems(settings);
}

/** What was not there may be there now: signed in, installed, turned on. */
function unlockModels({ entries, engine }: CommandDeps['composition']): void {
  for (const { id, kind } of entries()) if (kind === 'vscode.lm') engine.unlock({ providerId: id });
}

type Parts = Omit<CommandDeps, 'refresh'> & {
  readonly output: vscode.LogOutputChannel;
  readonly presence: KeyPresence;
  readonly notices: Notices;
  readonly model: PanelModel;
  readonly look: LocalLook;
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
  const store = openLater(context.globalStorageUri.fsPath, (problem) => {
    log(`store: ${problem.what} ${problem.remedy}`);
    notices.add('store', storeNotice(l10n, problem));
  });
  const composition = compose({
    clock: realClock,
    random: realRandom,
    transport: lazyTransport({ keyOf: keys.keyOf }),
    windowId: randomUUID(),
    settings: settings.current,
    hasKey: presence.hasKey,
    facts: store,
    readPrices: () => readPriceTable(context.asAbsolutePath('dist/prices.json')),
    log,
    isTrial: trial.isOn,
    ...loadedLater,
    lm: editorModels(),
  });
  logJournal(composition, log);
  const look = createLocalLook({
    find: findLocal,
    isWanted: () => composition.entries().length === 0,
    onFound: () => model.refresh(),
  });
  const code = codeLater();
  const model: PanelModel = createPanelModel({
    composition,
    clock: realClock,
    l10n,
    isTrial: trial.isOn,
    notices: () => notices.list(settings.problems()),
    proposedFor: code.file,
    found: look.found,
    context: () => goesWith.view(),
  });
  const session = createChatSession({
    ...{ engine: composition.engine, store, clock: realClock, newId: randomUUID },
    limits: () => limitsOf(settings.current()),
    bill: createBill(composition.knowledge),
    onTurn: model.onTurn,
    onTurns: model.onTurns,
    onStoreError: (error) => tellStoreError(notices, error),
  });
  model.attach(session);
  const { extensionUri, workspaceState: memory } = context;
  const chat = new ChatView({ extensionUri, clock: realClock, model, log, memory });
  const goesWith: ContextLater = contextLater({
    ...{ session, composition, memory },
    clock: realClock,
    firstTarget: () => firstAsked(composition.chain(), limitsOf(settings.current())),
    post: (message) => chat.tell(message),
    onChange: () => model.refresh(),
  });
  const showLog = (): void => output.show();
  const shown = { output, notices, model, chat, code, log, showLog, look, findLocal };
  const kept = { settings, keys, trial, presence, composition, store, session };
  return { ...shown, ...kept, context: goesWith };
}

const loadedLater = {
  loadProviders: () => import('../providers/provider.ts'),
  simulatedAnswers: () => import('../sim/simulatedResponder.ts'),
};

function logJournal({ onJournal }: CommandDeps['composition'], log: CommandDeps['log']): void {
  onJournal((event) => {
    const line = journalLine(event);
    if (line !== undefined) log(line);
  });
}

function tellStoreError(notices: Notices, { message: what }: Error): void {
  const { l10n } = vscode;
  const remedy = l10n.t('What is on the screen is still there.');
  notices.add('store', storeNotice(l10n, { what, remedy, isMemoryOnly: false }));
}

function editorModels(): LmAccess {
  return {
    api: vscode,
    justification: vscode.l10n.t(
      'It answers your questions in the Steadfast chat when you choose it or allowed it as a backup.',
    ),
    load: () => import('./lm/lmAsking.ts'),
  };
}

const findLocal: CommandDeps['findLocal'] = async (signal) => {
  const found = await import('./local/findLocal.ts');
  return found.findLocal(realClock, process.env['STEADFAST_LOCAL_PORTS'], signal);
};

function limitsOf(settings: Settings): Pick<RequestLimits, 'tier' | 'localOnly'> {
  return { tier: settings['privacy.tier'], localOnly: settings['privacy.localOnly'] };
}

let closing: () => Promise<void> = () => Promise.resolve();

/** The words of a turn under way are stored before the window lets go. */
export function deactivate(): Promise<void> {
  return closing();
}

/** A transport that knows one key that is not stored yet, for the steps before it is. */
function transportWith(key: string | undefined): Transport {
  return lazyTransport({ keyOf: () => Promise.resolve(key) });
}

/** Each wrong setting is told once per wording, with a button that leads to it. */
const told = new Set<string>();
function tellProblems(settings: SettingsBox): void {
  for (const problem of settings.problems()) {
    if (told.has(problem.message)) continue;
    told.add(problem.message);
    const open = vscode.l10n.t('Open Setting');
    void vscode.window.showWarningMessage(problem.message, open).then((chosen) => {
      if (chosen === open) void openSetting(problem.setting);
    });
  }
}
