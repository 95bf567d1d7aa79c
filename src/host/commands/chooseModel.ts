/*
 * Who answers in this chat: the chain, one model first, or one model and nobody else; and how far
 * the chat may travel. A choice holds for this conversation alone and is kept with it; picking a
 * model arms it there and nowhere else. Nothing is sent. Leaving a box changes nothing.
 */
import * as vscode from 'vscode';
import { outOfBounds, type ConversationChoice, type Target } from '../../core/index.ts';
import type { ModelOffer } from '../chat/modelOffers.ts';
import { plainRow } from '../words/plainText.ts';
import type { CommandDeps } from './commandDeps.ts';
import { chooseBounds, pickTier } from './chooseBounds.ts';
import { offerRows, type OfferRow } from './offerRows.ts';
import { readLists } from './readLists.ts';

type How = 'first' | 'only';
type Row = OfferRow & { readonly act?: 'auto' | 'local-only' | 'tier' };

export async function chooseModel(deps: CommandDeps): Promise<void> {
  await deps.composition.knowledge.ready();
  const { l10n, ThemeIcon } = vscode;
  const only = { iconPath: new ThemeIcon('pinned'), tooltip: l10n.t('Only this one now') };
  const first = { iconPath: new ThemeIcon('arrow-up'), tooltip: l10n.t('This one first') };
  const reread = { iconPath: new ThemeIcon('refresh'), tooltip: l10n.t('Read the lists anew') };
  const pick = vscode.window.createQuickPick<Row>();
  const draw = (): void => {
    pick.items = rowsOf(deps, [first, only]);
  };
  const leaveTo = (act: () => Promise<void>): void => {
    pick.hide();
    void told(act());
  };
  pick.title = l10n.t('Choose Model');
  pick.placeholder = l10n.t('Search models, providers, prices');
  pick.matchOnDescription = true;
  pick.keepScrollPosition = true;
  pick.buttons = [reread];
  draw();
  pick.onDidTriggerButton(() => {
    pick.busy = true;
    void readLists(deps.composition).then(() => {
      pick.busy = false;
      draw();
    });
  });
  pick.onDidTriggerItemButton(({ button, item: { offer } }) => {
    if (offer === undefined) return;
    leaveTo(() => take(deps, offer, button === only ? 'only' : 'first'));
  });
  pick.onDidAccept(() => {
    const [row] = pick.activeItems;
    if (row?.offer !== undefined) {
      const { offer } = row;
      leaveTo(() => askHow(deps, offer));
    } else if (row?.act === 'auto') leaveTo(() => choose(deps, undefined));
    else if (row?.act === 'tier') leaveTo(() => pickTier(deps));
    else if (row?.act === 'local-only') leaveTo(() => toggleLocalOnly(deps));
  });
  await new Promise<void>((resolve) => {
    pick.onDidHide(() => {
      pick.dispose();
      resolve();
    });
    pick.show();
  });
}

function rowsOf(deps: CommandDeps, buttons: readonly vscode.QuickInputButton[]): readonly Row[] {
  const { session, composition } = deps;
  const { l10n } = vscode;
  const choice = session.choice();
  const { tier, localOnly } = session.limits();
  const chain = composition.engine
    .candidates({ tier, localOnly, canFold: true })
    .filter(({ refused }) => refused === undefined)
    .map(({ entry }) => composition.names.target(entry.target));
  const { model } = choice;
  const chosen = model === undefined ? undefined : composition.names.target(model.target);
  const on = l10n.t('on');
  const off = l10n.t('off');
  return [
    {
      act: 'auto',
      label: l10n.t('Auto (chain)'),
      description: chain.length === 0 ? l10n.t('nobody in it') : plainRow(chain.join(', ')),
      iconPath: new vscode.ThemeIcon(model === undefined ? 'check' : 'list-ordered'),
      ...(chosen === undefined || model === undefined
        ? {}
        : {
            detail: plainRow(
              model.how === 'only'
                ? l10n.t('Now: {0} only', chosen)
                : l10n.t('Now: {0} first, the chain behind it', chosen),
            ),
          }),
    },
    {
      act: 'local-only',
      label: l10n.t('Local only'),
      description: localOnly ? on : off,
      detail: l10n.t('Nothing of this chat leaves this computer'),
      iconPath: new vscode.ThemeIcon(localOnly ? 'check' : 'lock'),
    },
    {
      act: 'tier',
      label: l10n.t('Privacy tier'),
      description: tier,
      detail: l10n.t('How far this chat may travel, what was said before included'),
      iconPath: new vscode.ThemeIcon('shield'),
    },
    ...offerRows(deps, { bounds: { tier, localOnly }, buttons, current: model?.target }),
  ];
}

async function askHow(deps: CommandDeps, offer: ModelOffer): Promise<void> {
  const { l10n, ThemeIcon } = vscode;
  const name = plainRow(offer.target.modelId);
  const rows: (vscode.QuickPickItem & { how: How })[] = [
    {
      how: 'first',
      label: l10n.t('This one first'),
      description: l10n.t('default'),
      detail: l10n.t('The chain stands behind it when it fails'),
      iconPath: new ThemeIcon('arrow-up'),
    },
    {
      how: 'only',
      label: l10n.t('Only this one now'),
      detail: l10n.t('Nobody else is asked in this chat until you choose again'),
      iconPath: new ThemeIcon('pinned'),
    },
  ];
  const title = l10n.t('Ask {0}', name);
  const chosen = await vscode.window.showQuickPick(rows, { title });
  if (chosen !== undefined) await take(deps, offer, chosen.how);
}

/** One that is further away than the chat may go first needs the person's word on that. */
async function take(deps: CommandDeps, offer: ModelOffer, how: How): Promise<void> {
  const { target } = offer;
  if (offer.barred !== undefined) {
    const rung = deps.composition.rungOf(target);
    if (rung === undefined) return;
    const now = deps.session.limits();
    const isFar = outOfBounds(rung, { tier: now.tier, localOnly: false }) !== undefined;
    const change = {
      ...(isFar ? { tier: rung.tier } : {}),
      ...(now.localOnly && !rung.isLocal ? { localOnly: false } : {}),
    };
    if (!(await chooseBounds(deps, change))) return;
    if (outOfBounds(rung, deps.session.limits()) !== undefined) return;
  }
  deps.recents.add(target);
  await choose(deps, { target, how });
}

async function choose(
  deps: CommandDeps,
  model: { readonly target: Target; readonly how: How } | undefined,
): Promise<void> {
  const { tier, localOnly } = deps.session.choice();
  const choice: ConversationChoice = { tier, localOnly };
  await deps.session.choose(model === undefined ? choice : { ...choice, model });
  await deps.refresh();
  deps.chat.focus('composer');
}

async function toggleLocalOnly(deps: CommandDeps): Promise<void> {
  await chooseBounds(deps, { localOnly: !deps.session.limits().localOnly });
}

/** What went wrong is said, never swallowed. */
async function told(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}
