/*
 * What was spent today and this month, and on which models, beside its limits; the limit of today
 * can be raised and the settings opened. A row that only tells something changes nothing.
 * Sums are those of all windows, read from the store when the list is opened.
 */
import * as vscode from 'vscode';
import { sumOf, type SpendSum, type SpendTotal, type Target } from '../../core/index.ts';
import { plainRow } from '../words/plainText.ts';
import { dollars, spentWords } from '../words/spendWords.ts';
import type { CommandDeps } from './commandDeps.ts';
import { openSetting } from './openSetting.ts';

type Row = vscode.QuickPickItem & { readonly act?: 'raise' | 'settings' | 'export' };

export async function showSpend(deps: CommandDeps): Promise<void> {
  const { spend } = deps.composition;
  if (spend === undefined) return;
  await spend.refresh();
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Spend');
  pick.placeholder = vscode.l10n.t('By list prices, all windows together');
  pick.matchOnDescription = true;
  pick.items = rowsOf(deps, spend);
  pick.onDidAccept(async () => {
    const act = pick.activeItems[0]?.act;
    if (act === undefined) return;
    pick.hide();
    if (act === 'settings') return openSetting('steadfast.budget');
    if (act === 'export') return (await import('./exportSpend.ts')).exportSpend(deps);
    await spend.raise('day');
    await deps.refresh();
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function rowsOf(
  { composition }: CommandDeps,
  { book, limits }: NonNullable<CommandDeps['composition']['spend']>,
): Row[] {
  const { l10n, ThemeIcon, QuickPickItemKind } = vscode;
  const { dayUsdMicros, monthUsdMicros } = limits();
  const sums = book.sums();
  const separator = (label: string): Row => ({ label, kind: QuickPickItemKind.Separator });
  const nameOf = (key: string): string => {
    const cut = key.indexOf('/');
    const target: Target = { providerId: key.slice(0, cut), modelId: key.slice(cut + 1) };
    return `${composition.names.provider(target.providerId)} ${target.modelId}`;
  };
  const byModel = (wanted: readonly SpendSum[]): Row[] =>
    totals(wanted).map(([key, total]) => ({
      label: plainRow(nameOf(key)),
      description: `${spentWords(total)} · ${attemptsWords(total)}`,
      iconPath: new ThemeIcon('circle-outline'),
    }));
  const day = book.day();
  const ofToday = sums.filter((sum) => sum.day === day);
  const line = (label: string, total: SpendTotal, limit: number): Row => ({
    label,
    description:
      limit === 0
        ? l10n.t('{0}, no limit', spentWords(total))
        : l10n.t('{0} of {1}', spentWords(total), dollars(limit)),
    iconPath: new ThemeIcon('credit-card'),
  });
  return [
    line(l10n.t('Today'), book.today(), dayUsdMicros),
    line(l10n.t('This month'), book.month(), monthUsdMicros),
    ...(ofToday.length === 0 ? [] : [separator(l10n.t('today by model')), ...byModel(ofToday)]),
    ...(sums.length === ofToday.length
      ? []
      : [separator(l10n.t('this month by model')), ...byModel(sums)]),
    separator(l10n.t('limits')),
    ...(dayUsdMicros === 0
      ? []
      : [
          {
            act: 'raise' as const,
            label: l10n.t('Raise for today'),
            iconPath: new ThemeIcon('arrow-up'),
          },
        ]),
    { act: 'settings', label: l10n.t('Change limits'), iconPath: new ThemeIcon('settings-gear') },
    {
      act: 'export',
      label: l10n.t('Export as CSV…'),
      description: l10n.t('every attempt with its tokens'),
      iconPath: new ThemeIcon('export'),
    },
  ];
}

function attemptsWords({ attempts, unknowns }: SpendTotal): string {
  const { l10n } = vscode;
  const asked = attempts === 1 ? l10n.t('asked once') : l10n.t('asked {0} times', attempts);
  return unknowns === 0 ? asked : l10n.t('{0}, cost not known of {1}', asked, unknowns);
}

/** By model, the dearest first. */
function totals(sums: readonly SpendSum[]): readonly (readonly [string, SpendTotal])[] {
  const keys = [...new Set(sums.map(({ target }) => target))];
  return keys
    .map((key) => [key, sumOf(sums, ({ target }) => target === key)] as const)
    .toSorted(([, a], [, b]) => b.usdMicros - a.usdMicros || b.attempts - a.attempts);
}
