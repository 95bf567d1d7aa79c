/*
 * The models as rows of a native list: a separator for each provider, the models chosen last above
 * them, the state as icon and word. Names come from settings and endpoints, so they are shown as
 * they are and never become icons. Search finds whatever stands in a row.
 */
import * as vscode from 'vscode';
import { sameTarget, type PrivacyBounds, type Target } from '../../core/index.ts';
import { modelOffers, type ModelOffer } from '../chat/modelOffers.ts';
import { realClock } from '../realClock.ts';
import { plainRow } from '../words/plainText.ts';
import { stateIcon } from '../views/stateIcon.ts';
import type { CommandDeps } from './commandDeps.ts';

export type OfferRow = vscode.QuickPickItem & { readonly offer?: ModelOffer };

export type OfferRowsHow = {
  readonly bounds: PrivacyBounds;
  readonly buttons?: readonly vscode.QuickInputButton[];
  readonly isWanted?: (offer: ModelOffer) => boolean;
  /** The one that is chosen now; marked. */
  readonly current?: Target | undefined;
};

export function offerRows({ composition, recents }: CommandDeps, how: OfferRowsHow): OfferRow[] {
  const { l10n } = vscode;
  const { isWanted = () => true } = how;
  const now = { l10n, wallMs: realClock.wallMs() };
  const groups = modelOffers(composition, how.bounds, now).map(({ name, offers }) => ({
    name,
    offers: offers.filter(isWanted),
  }));
  const all = groups.flatMap(({ offers }) => offers);
  const find = (target: Target): ModelOffer | undefined =>
    all.find((offer) => sameTarget(offer.target, target));
  const recent = recents.list().flatMap((target) => find(target) ?? []);
  return [
    ...section(l10n.t('chosen last'), recent, how),
    ...groups.flatMap(({ name, offers }) => section(plainRow(name), offers, how)),
  ];
}

function section(label: string, offers: readonly ModelOffer[], how: OfferRowsHow): OfferRow[] {
  if (offers.length === 0) return [];
  return [
    { label, kind: vscode.QuickPickItemKind.Separator },
    ...offers.map((offer) => rowOf(offer, how)),
  ];
}

function rowOf(offer: ModelOffer, { buttons = [], current }: OfferRowsHow): OfferRow {
  const { target, line, barred } = offer;
  const isCurrent = current !== undefined && sameTarget(target, current);
  return {
    offer,
    label: plainRow(target.modelId),
    description: plainRow(line),
    iconPath: isCurrent ? new vscode.ThemeIcon('check') : iconOf(offer),
    buttons: barred === undefined ? [...buttons] : [],
  };
}

function iconOf({ barred, state }: ModelOffer): vscode.ThemeIcon {
  return barred === undefined ? stateIcon(state) : new vscode.ThemeIcon('lock');
}
