/*
 * What a person can do about a limit of money: raise it for today, use a model on this computer,
 * say what a model costs. The question that waited for it is then asked; one that was cut in the
 * middle is not, because that would be paid twice. A price goes into the person's own settings.
 */
import * as vscode from 'vscode';
import { targetKey, type ErrorRecord, type Target, type TurnRecord } from '../../core/index.ts';
import type { ButtonView } from '../../protocol/index.ts';
import { askAs } from './askAgain.ts';
import type { CommandDeps } from './commandDeps.ts';

export async function onBudget(
  deps: CommandDeps,
  button: ButtonView,
  turnId: string | undefined,
): Promise<void> {
  const error = lastError(deps.session.turns().find((turn) => turn.turnId === turnId));
  switch (button.action) {
    case 'raise-limit':
      await raise(deps, button.args?.['what'] === 'month' ? 'month' : 'day', error);
      return goOn(deps, error, turnId);
    case 'use-local':
      return askAs(deps, button, turnId);
    default:
      if (await sayPrice(deps, button.action, error?.target)) await goOn(deps, error, turnId);
  }
}

/** As it was refused: a lone refusal, or the first of several. */
function lastError(turn: TurnRecord | undefined): ErrorRecord | undefined {
  const error = turn?.answers.at(-1)?.error;
  return error?.causes?.find(({ kind }) => kind === 'budget') ?? error;
}

async function goOn(
  deps: CommandDeps,
  error: ErrorRecord | undefined,
  turnId: string | undefined,
): Promise<void> {
  await deps.refresh();
  if (error?.budget === undefined || error.budget.midAnswer === true) return;
  await askAs(deps, { label: '', action: 'retry' }, turnId);
}

async function raise(
  { composition: { spend } }: CommandDeps,
  what: 'day' | 'month',
  error?: ErrorRecord,
): Promise<void> {
  if (spend === undefined) return;
  // What an old question would have taken then says nothing about now.
  const now = (what === 'day' ? spend.book.today() : spend.book.month()).usdMicros;
  const { neededUsdMicros = 0, limitUsdMicros = 0 } = error?.budget ?? {};
  const share = Math.max(0, neededUsdMicros - limitUsdMicros);
  await spend.raise(what, Math.max(now + 1, spend.limits()[`${what}UsdMicros`] + share));
}

/** True: it is said, and stands in the settings. */
async function sayPrice(
  { settings, composition }: CommandDeps,
  action: ButtonView['action'],
  target: Target | undefined,
): Promise<boolean> {
  if (target === undefined) return false;
  const key = targetKey(target);
  if (action === 'count-free') {
    const price = { input: 0, output: 0 };
    await settings.writeModel(key, ({ uncounted: _, ...before }) => ({ ...before, price }));
    return true;
  }
  if (action === 'count-unknown') {
    await settings.writeModel(key, (before) => ({ ...before, uncounted: true }));
    return true;
  }
  const { l10n } = vscode;
  const name = composition.names.target(target);
  const title = l10n.t('Price of {0}', name);
  const input = await askRate(title, l10n.t('US dollars per million tokens of the question'));
  if (input === undefined) return false;
  const output = await askRate(title, l10n.t('US dollars per million tokens of the answer'));
  if (output === undefined) return false;
  const price = { input, output };
  await settings.writeModel(key, ({ uncounted: _, ...before }) => ({ ...before, price }));
  return true;
}

async function askRate(title: string, prompt: string): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: '3.00',
    ignoreFocusOut: true,
    validateInput: (value) =>
      rateOf(value) === undefined
        ? vscode.l10n.t('Enter a number from 0 to 100000, for example 3 or 0.25.')
        : undefined,
  });
  return text === undefined ? undefined : rateOf(text);
}

/** `3`, `$0.25`, `0,25`; nothing else is taken for a price. */
function rateOf(text: string): number | undefined {
  const plain = text.trim().replace(/^\$/, '').replace(',', '.');
  const rate = /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return rate >= 0 && rate <= 100_000 ? rate : undefined;
}
