/*
 * The box in which found providers are ticked: each with its host, its models and whether a key was
 * found, never with the key. What is there already is marked and not ticked; what cannot be
 * imported is listed with its reason and cannot be ticked. Leaving the box picks nothing.
 */
import * as vscode from 'vscode';
import { hostOf } from '../commands/providerFacts.ts';
import type { Findings, Offer, Refusal } from './offer.ts';

export type OfferGroup = Findings & {
  /** Whose it is; none where all come from one place. */
  readonly heading?: string;
};

type Item = vscode.QuickPickItem & { readonly offer?: Offer };

/** `file`: the person wants to choose a file instead. */
export type PickedOffers = readonly Offer[] | 'file' | undefined;

export function pickOffers(
  groups: readonly OfferGroup[],
  words: { readonly title: string; readonly placeholder: string; readonly fileLabel?: string },
): Promise<PickedOffers> {
  const items = [...groups.flatMap(rowsOf), ...refusedRows(groups)];
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<Item>();
    pick.title = words.title;
    pick.placeholder = words.placeholder;
    pick.canSelectMany = true;
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.items = items;
    pick.selectedItems = items.filter(({ offer }) => offer?.isSuggested === true);
    const done = (picked: PickedOffers): void => {
      resolve(picked);
      pick.hide();
    };
    pick.onDidChangeSelection((selected) => {
      const able = selected.filter(({ offer }) => offer !== undefined);
      if (able.length < selected.length) pick.selectedItems = able;
    });
    if (words.fileLabel !== undefined) {
      const iconPath = new vscode.ThemeIcon('folder-opened');
      pick.buttons = [{ iconPath, tooltip: words.fileLabel }];
      pick.onDidTriggerButton(() => done('file'));
    }
    pick.onDidAccept(() => {
      const offers = pick.selectedItems.map(({ offer }) => offer);
      done(offers.filter((offer) => offer !== undefined));
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function rowsOf({ heading, offers }: OfferGroup): readonly Item[] {
  if (offers.length === 0) return [];
  return [...(heading === undefined ? [] : [separator(heading)]), ...offers.map(rowOf)];
}

function rowOf(offer: Offer): Item {
  const { l10n } = vscode;
  const { label, baseUrl, models, source, standing, note } = offer;
  const host = hostOf(baseUrl);
  const facts = [
    ...(source === label ? [] : [source]),
    ...(host === label ? [] : [host]),
    ...(models.length === 0 ? [] : [shortList(models)]),
    offer.key === undefined ? l10n.t('no key found') : l10n.t('key found'),
  ];
  const notes = [
    ...(standing.is === 'there' ? [l10n.t('Already there.')] : []),
    ...(standing.is === 'fills' ? [l10n.t('Brings the key that is missing here.')] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return {
    label,
    description: facts.join(' · '),
    ...(notes.length === 0 ? {} : { detail: notes.join(' ') }),
    offer,
  };
}

function shortList(models: readonly string[]): string {
  const [first = '', ...rest] = models;
  return rest.length === 0 ? first : vscode.l10n.t('{0} and {1} more', first, rest.length);
}

function refusedRows(groups: readonly OfferGroup[]): readonly Item[] {
  const rows = groups.flatMap(({ refusals }) => refusals).map(refusedRow);
  return rows.length === 0 ? [] : [separator(vscode.l10n.t('Cannot be imported')), ...rows];
}

const refusedRow = ({ label, source, why }: Refusal): Item => ({
  label,
  ...(source === '' || source === label ? {} : { description: source }),
  detail: why,
  iconPath: new vscode.ThemeIcon('circle-slash'),
});

const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
