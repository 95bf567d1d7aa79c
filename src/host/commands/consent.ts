/*
 * The question that comes before a provider may ever receive one on its own: *Use as backup* or
 * *Only when I choose it*. Facts of the provider stand below; picking one of them changes nothing.
 * Leaving the question means the careful answer: nothing is added.
 */
import * as vscode from 'vscode';
import type { ModelFacts } from '../../core/index.ts';
import { abilityWords, priceBeside } from '../words/consentFacts.ts';

export type ConsentFacts = {
  readonly name: string;
  readonly host: string;
  readonly isLocal: boolean;
  readonly title: string;
  /** Of the model that is being added. */
  readonly facts: ModelFacts;
  /** Who is asked first now. */
  readonly current?: { readonly name: string; readonly facts: ModelFacts };
};

type Item = vscode.QuickPickItem & { readonly armed?: boolean };

export function askConsent(facts: ConsentFacts): Promise<boolean | undefined> {
  const { l10n } = vscode;
  const items: Item[] = [
    {
      label: l10n.t('Only when I choose it'),
      description: l10n.t('default'),
      detail: l10n.t('Receives nothing unless you pick {0} for a question', facts.name),
      iconPath: new vscode.ThemeIcon('person'),
      armed: false,
    },
    {
      label: l10n.t('Use as backup'),
      detail: l10n.t(
        'May receive your questions, attached code and the conversation when an earlier one fails',
      ),
      iconPath: new vscode.ThemeIcon('arrow-swap'),
      armed: true,
    },
    { label: l10n.t('about this provider'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: l10n.t('Sends to'),
      description: facts.isLocal ? l10n.t('{0} (this computer)', facts.host) : facts.host,
      iconPath: new vscode.ThemeIcon('globe'),
    },
    {
      label: l10n.t('Price'),
      description: priceBeside(facts.facts, facts.current, l10n),
      iconPath: new vscode.ThemeIcon('credit-card'),
    },
    {
      label: l10n.t('Context, images, tools'),
      description: abilityWords(facts.facts, l10n),
      iconPath: new vscode.ThemeIcon('list-unordered'),
    },
  ];
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<Item>();
    pick.title = facts.title;
    pick.placeholder = l10n.t('Choose what {0} may receive', facts.name);
    pick.ignoreFocusOut = true;
    pick.items = items;
    pick.activeItems = items.slice(0, 1);
    pick.onDidAccept(() => {
      const armed = pick.activeItems[0]?.armed;
      if (armed === undefined) return;
      resolve(armed);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
