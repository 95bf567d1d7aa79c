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
      void told(deps, deps.context.send(message));
      return;
    case 'chat-resend':
      void told(deps, deps.context.send(message));
      return;
    case 'context-search':
    case 'context-default':
    case 'context-open':
    case 'instructions':
      void told(deps, deps.context.wish(message));
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
    case 'keep-draft':
      deps.context.drafted(message.draft);
      return;
    case 'ready':
    case 'chat-ack':
      return;
  }
}

function setFault(deps: CommandDeps, message: Extract<PanelMessage, { type: 'set-fault' }>): void {
  const board = deps.composition.faults(message.providerId);
  const fault = board?.list.find((known) => known === message.fault);
  if (board === undefined || fault === undefined) return;
  board.set(fault, message.isOn);
  void deps.refresh();
}

async function act(
  deps: CommandDeps,
  button: ButtonView,
  turnId: string | undefined,
): Promise<void> {
  const providerId = button.args?.['providerId'];
  const arg = providerId === undefined ? undefined : { providerId };
  const run = (command: string, given?: unknown): Thenable<unknown> =>
    vscode.commands.executeCommand(command, given);
  switch (button.action) {
    case 'add-provider':
    case 'import-keys':
      return void (await run('steadfast.provider.add'));
    case 'use-found':
      return void (await run('steadfast.provider.add', button.args));
    case 'add-key':
    case 'set-key':
      return void (await run('steadfast.provider.setKey', arg));
    case 'set-model':
      return void (await run('steadfast.provider.setModel', button.args));
    case 'set-address':
      return void (await run('steadfast.provider.setAddress', button.args));
    case 'open-billing':
      return (await import('./verdict.ts')).openVendorPage(
        deps,
        providerId ?? '',
        'billingPageUrl',
      );
    case 'try-without-key':
      return void (await run('steadfast.demo.start'));
    case 'end-trial':
      return void (await run('steadfast.demo.end'));
    case 'open-setting':
      return openSetting(button.args?.['setting'] ?? 'steadfast');
    case 'open-log':
    case 'show-receipt':
      return deps.showLog();
    case 'retry':
      return (await import('./askAgain.ts')).askAgain(deps, turnId);
    case 'ask-another':
      return (await import('./askAgain.ts')).askAnother(deps, turnId);
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
      return deps.session.control(button.action);
    case 'stop':
      return deps.session.stop();
    case 'reset-provider':
      return void (await run('steadfast.provider.reset', arg));
    case 'test-provider':
      return void (await run('steadfast.provider.test', arg));
    case 'open-proxy-settings':
      return openSetting('http.proxy');
    case 'show-providers':
      return void (await run('steadfast.providers.focus'));
    case 'demo':
      return showDemo(deps, button.args?.['demo']);
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
