/*
 * Where the editor meets the house: makes the living parts, joins them, and lets them go.
 * `activate` awaits nothing; what needs the disk or the keyring follows by itself, and the panel shows
 * what is there as soon as it is there.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Transport } from '../core/index.ts';
import { createChatSession } from './chat/chatSession.ts';
import { createPanelModel } from './chat/panelModel.ts';
import type { CommandDeps } from './commands/commandDeps.ts';
import { onPanelMessage } from './commands/panelMessages.ts';
import { openSetting } from './commands/providerCommands.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { compose } from './compose.ts';
import { createKeyRing } from './keys/keyRing.ts';
import { createKeyPresence } from './keys/keyPresence.ts';
import { createRedactor, journalLine } from './log.ts';
import { createNotices, keyringNotice, storeNotice } from './notices.ts';
import { openLater } from './openLater.ts';
import { realClock, realRandom } from './realClock.ts';
import { createSettingsBox, type SettingsBox } from './settings/settingsBox.ts';
import { createTransport } from './transport/index.ts';
import { createTrial } from './trial.ts';
import { ChatView } from './views/chatView.ts';
import { createRefresher } from './views/refresher.ts';
import { ProvidersTree } from './views/providersTree.ts';
import { StatusItem } from './views/statusItem.ts';

export function activate(context: vscode.ExtensionContext): void {
  const { l10n } = vscode;
  const output = vscode.window.createOutputChannel('Steadfast', { log: true });
  const own = (part: vscode.Disposable): void => void context.subscriptions.push(part);
  own(output);

  const settings = createSettingsBox();
  own(settings);
  const notices = createNotices(l10n, () => refresher.soon());
  const keys = createKeyRing(context.secrets, realClock.after, (why) =>
    notices.add('keyring', keyringNotice(l10n, why)),
  );
  const redact = createRedactor(keys.known);
  const log = (message: string): void => output.info(redact(message));
  const trial = createTrial(context.globalState, process.env['STEADFAST_TRIAL'] === '1');
  const presence = createKeyPresence(keys, () => settings.current().providers);

  const composition = compose({
    clock: realClock,
    random: realRandom,
    transport: createTransport({ keyOf: keys.keyOf }),
    windowId: randomUUID(),
    settings: settings.current,
    hasKey: presence.hasKey,
    isTrial: trial.isOn,
  });
  const model = createPanelModel({
    composition,
    clock: realClock,
    l10n,
    isTrial: trial.isOn,
    notices: () => notices.list(settings.problems()),
  });
  const store = openLater(context.globalStorageUri.fsPath, (problem) => {
    log(`store: ${problem.what} ${problem.remedy}`);
    notices.add('store', storeNotice(l10n, problem.what, problem.remedy));
  });
  const session = createChatSession({
    engine: composition.engine,
    store,
    clock: realClock,
    newId: randomUUID,
    limits: () => ({
      tier: settings.current()['privacy.tier'],
      localOnly: settings.current()['privacy.localOnly'],
    }),
    onTurn: model.onTurn,
    onStoreError: (error) => notices.add('store', storeNotice(l10n, error.message, '')),
  });
  model.attach(session);

  const chat = new ChatView({
    extensionUri: context.extensionUri,
    clock: realClock,
    model,
    onMessage: (message) => onPanelMessage(deps, message),
    log,
  });
  const tree = new ProvidersTree(model.strip);
  const status = new StatusItem(model.strip, () => settings.current()['statusBar.show']);
  const refresher = createRefresher(realClock, model.strip, () => {
    model.refresh();
    tree.refresh();
    status.refresh();
  });
  const refresh = async (): Promise<void> => {
    await presence.refresh();
    refresher.now();
  };
  const deps: CommandDeps = {
    composition,
    session,
    settings,
    keys,
    trial,
    chat,
    refresh,
    showLog: () => output.show(),
    log,
  };

  own(vscode.window.registerWebviewViewProvider(ChatView.id, chat));
  own(vscode.window.registerTreeDataProvider(ProvidersTree.id, tree));
  own(status);
  own(refresher);
  own(registerCommands(deps, transportWith));
  own(settings.onChange(() => void refresh()));
  own(settings.onChange(() => tellProblems(settings)));
  own(context.secrets.onDidChange(() => void refresh()));
  own(
    composition.onJournal((event) => {
      const line = journalLine(event);
      if (line !== undefined) log(line);
      refresher.soon();
    }),
  );
  closing = async () => {
    await session.end();
    await store.close();
  };

  void refresh();
  void session.restore().then(() => chat.reload());
  tellProblems(settings);
}

let closing: () => Promise<void> = () => Promise.resolve();

/** The words of a turn under way are stored before the window lets go. */
export function deactivate(): Promise<void> {
  return closing();
}

/** A transport that knows one key that is not stored yet, for the steps before it is. */
function transportWith(key: string | undefined): Transport {
  return createTransport({ keyOf: () => Promise.resolve(key) });
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
