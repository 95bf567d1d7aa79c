/*
 * What a person does in the panel → what happens. The panel only asks; every effect is decided
 * here, and nothing in a message is trusted beyond its schema: ids are looked up, links are
 * confirmed. Keys never pass here: they are typed into a native box.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ButtonView, PanelMessage } from '../../protocol/index.ts';
import type { CommandDeps } from './commandDeps.ts';
import { demoOf, playDemo } from '../demo.ts';
import { openLink } from './openLink.ts';
import { openSetting } from './openSetting.ts';

export function onPanelMessage(deps: CommandDeps, message: PanelMessage): void {
  switch (message.type) {
    case 'chat-send':
    case 'chat-resend':
      void told(deps, deps.context.send(message));
      return;
    case 'context-search':
    case 'context-default':
    case 'context-open':
    case 'instructions':
      void told(deps, deps.context.wish(message));
      return;
    case 'keep-draft':
      deps.context.drafted(message.draft);
      return;
    case 'code':
      void told(deps, deps.code.press(message));
      return;
    case 'chat-cancel':
      if (deps.session.busyTurnId() === message.turnId) deps.session.stop();
      return;
    case 'action':
      void told(deps, act(deps, message.button, message.turnId));
      return;
    case 'set-fault':
      setFault(deps, message);
      return;
    case 'open-link':
      void openLink(message.href);
      return;
    case 'copy':
      void vscode.env.clipboard.writeText(message.text);
      return;
    case 'log':
      deps.log(`panel: ${message.message}`);
      return;
    case 'ready':
    case 'chat-ack':
    case 'used':
      return; // The page's own affair.
  }
}

function setFault(deps: CommandDeps, message: Extract<PanelMessage, { type: 'set-fault' }>): void {
  const board = deps.composition.faults(message.providerId);
  const fault = board?.list.find((known) => known === message.fault);
  if (board === undefined || fault === undefined) return;
  board.set(fault, message.isOn);
  void deps.refresh();
}

/** What a command of ours does; its arguments stand on the button. */
const COMMANDS = {
  'add-provider': 'steadfast.provider.add',
  'import-keys': 'steadfast.provider.importEnv',
  'import-providers': 'steadfast.provider.import',
  'get-started': 'steadfast.getStarted',
  'use-found': 'steadfast.provider.add',
  'add-key': 'steadfast.provider.enterKeys',
  'set-key': 'steadfast.provider.setKey',
  'set-model': 'steadfast.provider.setModel',
  'set-address': 'steadfast.provider.setAddress',
  'reset-provider': 'steadfast.provider.reset',
  'test-provider': 'steadfast.provider.test',
  'try-without-key': 'steadfast.demo.start',
  'end-trial': 'steadfast.demo.end',
  'show-providers': 'steadfast.providers.focus',
  'show-spend': 'steadfast.spend.show',
} as const satisfies Partial<Record<ButtonView['action'], string>>;

const isCommand = (action: ButtonView['action']): action is keyof typeof COMMANDS =>
  Object.hasOwn(COMMANDS, action);

async function act(
  deps: CommandDeps,
  button: ButtonView,
  turnId: string | undefined,
): Promise<void> {
  const { action, args } = button;
  if (isCommand(action)) {
    return void (await vscode.commands.executeCommand(COMMANDS[action], args));
  }
  switch (action) {
    case 'open-billing':
      return (await import('./verdict.ts')).openVendorPage(
        deps,
        args?.['providerId'] ?? '',
        'billingPageUrl',
      );
    case 'open-setting':
      return openSetting(args?.['setting'] ?? 'steadfast');
    case 'open-proxy-settings':
      return openSetting('http.proxy');
    case 'open-log':
      return deps.showLog();
    case 'show-receipt':
      return (await import('./showReceipt.ts')).showReceipt(deps, turnId);
    case 'add-backup':
    case 'no-backup':
      deps.loneVendor.done();
      if (action === 'add-backup') await vscode.commands.executeCommand('steadfast.provider.add');
      return deps.refresh();
    case 'use-next':
    case 'trim-context':
    case 'retry':
    case 'ask-another':
      return (await import('./askAgain.ts')).askAs(deps, button, turnId);
    case 'choose-model':
      return (await import('./chooseModel.ts')).chooseModel(deps);
    case 'raise-limit':
    case 'use-local':
    case 'enter-price':
    case 'count-free':
    case 'count-unknown':
      return (await import('./budget.ts')).onBudget(deps, button, turnId);
    case 'queue':
    case 'unqueue':
    case 'send-queued':
    case 'show-queued':
      return (await import('./queued.ts')).onQueued(deps, button, turnId);
    case 'delete-question':
    case 'undo-delete':
    case 'keep-deleted':
    case 'show-version':
      return rework(deps, button, turnId);
    case 'accept-change':
      return deps.code.accept();
    case 'discard-change':
      return deps.code.discard();
    case 'edit-question': // Begins in the panel; what comes of it is `chat-resend`.
      return;
    case 'switch':
    case 'try-now':
    case 'continue':
    case 'restart':
      return deps.session.control(action);
    case 'stop':
      return deps.session.stop();
    case 'demo':
      return showDemo(deps, args?.['demo']);
  }
}

async function showDemo(deps: CommandDeps, name: string | undefined): Promise<void> {
  const demo = demoOf(name, vscode.l10n);
  if (demo === undefined || !deps.trial.isOn()) return;
  const refresh = (): void => void deps.refresh();
  await playDemo({ ...deps, newId: randomUUID, refresh }, demo);
}

async function rework(
  { session, refresh }: CommandDeps,
  button: ButtonView,
  turnId = '',
): Promise<void> {
  if (button.action === 'delete-question') await session.rework.remove(turnId);
  else if (button.action === 'undo-delete') await session.rework.undoRemove();
  else if (button.action === 'keep-deleted') session.rework.forgetRemoved();
  else await session.rework.showVersion(turnId, button.args?.['step'] === '1' ? 1 : -1);
  await refresh();
}

/** What went wrong is said, never swallowed. */
async function told(deps: CommandDeps, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    deps.log(`panel: ${message}`);
    void vscode.window.showErrorMessage(message);
  }
}
