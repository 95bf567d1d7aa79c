/*
 * How far a chat may travel. Binding it more strictly holds at once, for what was said before as
 * well. Loosening one that holds something asks first, because its earlier questions would go
 * along; the other way is a new chat. What a setting demands for all chats is changed there only.
 */
import * as vscode from 'vscode';
import { isLooser, type PrivacyBounds, type PrivacyTier } from '../../core/index.ts';
import { openSetting } from './openSetting.ts';
import type { CommandDeps } from './commandDeps.ts';

/** True: the bounds hold now, in this chat or in a new one. */
export async function chooseBounds(
  deps: CommandDeps,
  change: Partial<PrivacyBounds>,
): Promise<boolean> {
  const { session, settings } = deps;
  const choice = session.choice();
  const current = settings.current();
  const demanded = { tier: current['privacy.tier'], localOnly: current['privacy.localOnly'] };
  if (isLooser({ ...demanded, ...change }, demanded)) {
    const isSwitch = demanded.localOnly && change.localOnly === false;
    await openSetting(isSwitch ? 'steadfast.privacy.localOnly' : 'steadfast.privacy.tier');
    return false;
  }
  const bounds = { tier: choice.tier, localOnly: choice.localOnly, ...change };
  if (isLooser(bounds, choice) && session.turns().length > 0) {
    const where = await askWhere(session.turns().length);
    if (where === undefined) return false;
    if (where === 'new') {
      deps.chat.show(deps.talks.begin({ isPrivate: session.isPrivate() }));
    }
  }
  // Of the page, which may show another chat by now.
  await deps.session.choose({ ...deps.session.choice(), ...bounds });
  await deps.refresh();
  deps.chat.focus('composer');
  return true;
}

async function askWhere(turnCount: number): Promise<'here' | 'new' | undefined> {
  const { l10n, ThemeIcon } = vscode;
  const rows: (vscode.QuickPickItem & { where: 'here' | 'new' })[] = [
    {
      where: 'new',
      label: l10n.t('In a new chat'),
      description: l10n.t('default'),
      detail: l10n.t('What was said here stays bound'),
      iconPath: new ThemeIcon('add'),
    },
    {
      where: 'here',
      label: l10n.t('In this chat'),
      detail:
        turnCount === 1
          ? l10n.t('The question so far and its answer may be sent along')
          : l10n.t('The {0} questions so far and their answers may be sent along', turnCount),
      iconPath: new ThemeIcon('unlock'),
    },
  ];
  const title = l10n.t('Let the Chat Go Further');
  const placeHolder = l10n.t('This chat was bound. Where should it go further?');
  return (await vscode.window.showQuickPick(rows, { title, placeHolder }))?.where;
}

export async function pickTier(deps: CommandDeps): Promise<void> {
  const { l10n } = vscode;
  const { tier: now } = deps.session.limits();
  const details: Record<PrivacyTier, string> = {
    any: l10n.t('Everybody who may be asked'),
    trusted: l10n.t('Only providers of tier trusted or local'),
    local: l10n.t('Only providers of tier local'),
  };
  const rows = (['any', 'trusted', 'local'] as const).map((tier) => ({
    tier,
    label: tier,
    detail: details[tier],
    iconPath: new vscode.ThemeIcon(tier === now ? 'check' : 'shield'),
  }));
  const title = l10n.t('Privacy Tier of This Chat');
  const placeHolder = l10n.t('How far may it travel?');
  const chosen = await vscode.window.showQuickPick(rows, { title, placeHolder });
  if (chosen === undefined) return;
  await chooseBounds(deps, { tier: chosen.tier });
}
