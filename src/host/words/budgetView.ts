/*
 * The buttons and the muted line under a limit of money: what helps first. A question that was not
 * sent is kept, and asked once the person has said how to go on.
 * What a button does stands in `commands/budget.ts`; nothing is raised or sent here.
 */
import type { BudgetCause, BudgetFacts } from '../../core/index.ts';
import type { ButtonView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';

const SETTINGS: Record<BudgetCause, string> = {
  turn: 'steadfast.budget.turn',
  day: 'steadfast.budget.day',
  month: 'steadfast.budget.month',
  target: 'steadfast.models',
  price: 'steadfast.budget.unknownPrice',
};

type Args = Pick<ButtonView, 'args'>;

export function budgetButtons(
  facts: BudgetFacts,
  { args }: Args,
  l10n: L10n,
): readonly ButtonView[] {
  const { what, mayAsk } = facts;
  const change: ButtonView = {
    label: what === 'price' ? l10n.t('Open setting') : l10n.t('Change limit'),
    action: 'open-setting',
    args: { setting: SETTINGS[what] },
  };
  if (what === 'price') {
    const of = args === undefined ? {} : { args };
    const unknown = l10n.t("Don't ask for this model again");
    return [
      { label: l10n.t('Enter price'), action: 'enter-price', primary: true, ...of },
      { label: l10n.t('Count as free'), action: 'count-free', ...of },
      mayAsk === true ? { label: unknown, action: 'count-unknown', ...of } : change,
    ];
  }
  const label = what === 'day' ? l10n.t('Raise for today') : l10n.t('Raise for this month');
  const raise: ButtonView = { label, action: 'raise-limit', args: { what } };
  const local: ButtonView = { label: l10n.t('Use local'), action: 'use-local' };
  const again: ButtonView = { label: l10n.t('Ask again'), action: 'retry' };
  const canRaise = mayAsk === true && (what === 'day' || what === 'month');
  const [first, ...others] = [
    ...(canRaise ? [raise] : []),
    ...(facts.midAnswer === true ? [again] : [local]),
    change,
  ];
  return first === undefined ? [] : [{ ...first, primary: true }, ...others];
}

export function budgetKept(facts: BudgetFacts | undefined, l10n: L10n): string {
  return facts?.untouched === true
    ? l10n.t('Nothing was sent. Your question is kept.')
    : l10n.t('Your question is kept.');
}
