/*
 * The test of one target, told: that it works, or who failed, how, and what helps, with the buttons
 * for it. A button leads to a command of its own, which ends in the next verdict.
 * It writes nothing itself, and no word of a vendor is shown but through our own sentences.
 */
import * as vscode from 'vscode';
import { targetKey, type Target } from '../../core/index.ts';
import { realClock } from '../realClock.ts';
import { plainText } from '../words/plainText.ts';
import type { RemedyAction } from '../words/remedies.ts';
import type { CommandDeps } from './commandDeps.ts';
import { openSetting } from './openSetting.ts';
import { placeOf } from './askedPlace.ts';
import { withSlowProgress } from './slowProgress.ts';
import { testTarget, type Verdict } from './testProvider.ts';

/** One token, and what came of it in a sentence with the buttons that help. */
export function tellVerdict(deps: CommandDeps, target: Target): Promise<void> {
  return tellVerdicts(deps, [target]);
}

/** More toasts at once would push each other out. */
const TOASTS_MAX = 2;

/** All at once. What works is told in one sentence after the other, what does not apart. */
export async function tellVerdicts(deps: CommandDeps, targets: readonly Target[]): Promise<void> {
  const { l10n } = vscode;
  if (targets.length === 0) return;
  const names = targets.map((target) => deps.composition.names.target(target)).join(', ');
  const verdicts = await withSlowProgress(realClock, l10n.t('Testing {0}', names), (signal) =>
    Promise.all(
      targets.map(async (target) => ({
        target,
        verdict: await testTarget(deps.composition, target, realClock, signal, l10n),
      })),
    ),
  );
  await deps.refresh();
  const passed = verdicts.filter(({ verdict }) => verdict.passed);
  const failed = verdicts.filter(({ verdict }) => !verdict.passed && verdict.kind !== 'aborted');
  if (passed.length > 0) void tellPassed(sentences(passed), passed.length > 1);
  if (failed.length > TOASTS_MAX) return tellTogether(deps, sentences(failed));
  await Promise.all(failed.map(({ target, verdict }) => tellFailure(deps, target, verdict)));
}

type Told = { readonly verdict: Verdict };

function sentences(told: readonly Told[]): string {
  return told.map(({ verdict }) => plainText(verdict.sentence)).join(' ');
}

/** Several are more than the one line of a toast without a button. */
async function tellPassed(text: string, areSeveral: boolean): Promise<void> {
  const show = vscode.l10n.t('Show Providers');
  const buttons = areSeveral ? [show] : [];
  const chosen = await vscode.window.showInformationMessage(text, ...buttons);
  if (chosen === show) await vscode.commands.executeCommand('steadfast.providers.focus');
}

async function tellFailure(deps: CommandDeps, target: Target, verdict: Verdict): Promise<void> {
  const buttons = verdict.actions.map((action) => ({ title: titleOf(action), action }));
  const chosen = await vscode.window.showWarningMessage(plainText(verdict.sentence), ...buttons);
  if (chosen !== undefined) await follow(deps, target, chosen.action);
}

async function tellTogether(deps: CommandDeps, text: string): Promise<void> {
  const { l10n } = vscode;
  const show = l10n.t('Show Providers');
  const log = l10n.t('Show Log');
  const chosen = await vscode.window.showWarningMessage(text, show, log);
  if (chosen === show) await vscode.commands.executeCommand('steadfast.providers.focus');
  if (chosen === log) deps.showLog();
}

function titleOf(action: RemedyAction): string {
  const { l10n } = vscode;
  switch (action) {
    case 'replace-key':
      return l10n.t('Replace Key');
    case 'open-key-page':
      return l10n.t('Get Key');
    case 'open-billing':
      return l10n.t('Open Billing');
    case 'choose-model':
      return l10n.t('Choose Model');
    case 'change-address':
      return l10n.t('Change Address');
    case 'open-proxy-settings':
      return l10n.t('Open Proxy Settings');
    case 'test-again':
      return l10n.t('Test Again');
    case 'show-log':
      return l10n.t('Show Log');
  }
}

async function follow(deps: CommandDeps, target: Target, action: RemedyAction): Promise<void> {
  const arg = { providerId: target.providerId, targetKey: targetKey(target) };
  const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command, arg);
  switch (action) {
    case 'replace-key':
      return void (await run('steadfast.provider.setKey'));
    case 'choose-model':
      return void (await run('steadfast.provider.setModel'));
    case 'change-address':
      return void (await run('steadfast.provider.setAddress'));
    case 'open-key-page':
      return openVendorPage(deps, target.providerId, 'keyPageUrl');
    case 'open-billing':
      return openVendorPage(deps, target.providerId, 'billingPageUrl');
    case 'open-proxy-settings':
      return openSetting('http.proxy');
    case 'test-again':
      return tellVerdict(deps, target);
    case 'show-log':
      return deps.showLog();
  }
}

/** A page of the vendor on the web; the page of its keys where the other is not known. */
export async function openVendorPage(
  { composition }: CommandDeps,
  providerId: string,
  page: 'keyPageUrl' | 'billingPageUrl',
): Promise<void> {
  const entry = composition.entries().find(({ id }) => id === providerId);
  const place = entry === undefined ? undefined : placeOf(entry);
  const url = place?.[page] ?? place?.keyPageUrl;
  if (url !== undefined) return void (await vscode.env.openExternal(vscode.Uri.parse(url, true)));
  const name = plainText(composition.names.provider(providerId));
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Where {0} keeps its accounts is not known here. Ask whoever runs it.', name),
  );
}
