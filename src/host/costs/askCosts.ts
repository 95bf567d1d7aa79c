/*
 * Asks whether a costly habit may begin, with what it is expected to cost. Right after the setting
 * was changed in this window it asks in the middle of the screen, otherwise in a notification that
 * can wait. Who refuses gets the plain way back in the settings; who says nothing is asked again
 * another time, and nothing acts meanwhile.
 */
import * as vscode from 'vscode';
import type { Composition } from '../compose.ts';
import { presetKind, type Settings } from '../settings/schema.ts';
import type { CostlyHabits, Habit } from './costlyHabits.ts';
import { extraCost, type Ground } from './extraCost.ts';

export type AskDeps = {
  readonly habits: CostlyHabits;
  readonly settings: () => Settings;
  readonly composition: Composition;
};

/** What runs on this computer is paid by nobody we know of. */
const NOTHING = { inputUsdMicrosPerMillion: 0, outputUsdMicrosPerMillion: 0 };

export async function askCosts(
  { habits, settings, composition }: AskDeps,
  habit: Habit,
  isUrgent: boolean,
): Promise<void> {
  const { l10n } = vscode;
  await composition.knowledge.ready();
  const what = titles()[habit];
  const lines = extraCost(habit, groundOf(composition, settings()), l10n).join(' ');
  const [on, off] = [l10n.t('Switch On'), l10n.t('Keep It Off')];
  const chosen = isUrgent
    ? await vscode.window.showWarningMessage(what, { modal: true, detail: lines }, on)
    : await vscode.window.showWarningMessage(`${what} ${lines}`, on, off);
  if (!habits.unasked(settings()).includes(habit)) return;
  if (chosen === on) habits.agree(habit);
  else if (isUrgent || chosen === off) {
    const name = habit === 'full' ? 'probes.mode' : 'routing.strategy';
    const all = vscode.workspace.getConfiguration('steadfast');
    await all.update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

function titles(): Record<Habit, string> {
  const { l10n } = vscode;
  return {
    hedged: l10n.t('Ask a second provider beside a slow first?'),
    balanced: l10n.t('Let each chat begin with the better of two?'),
    race: l10n.t('Ask all providers at once?'),
    full: l10n.t('Ask every provider a test question every 5 minutes?'),
  };
}

function groundOf(
  { chain, entries, knowledge, names, spend }: Composition,
  settings: Settings,
): Ground {
  // Models of other extensions are never asked beside another, and never tested.
  const isCounted = (id: string): boolean => {
    const kind = entries().find((entry) => entry.id === id)?.kind;
    return kind !== undefined && presetKind(kind) !== undefined;
  };
  return {
    asked: chain()
      .filter(
        ({ armed, enabled, hasKey, target }) =>
          armed && enabled && hasKey && isCounted(target.providerId),
      )
      .map(({ target, isLocal }) => ({
        name: names.target(target),
        price: isLocal ? NOTHING : knowledge.catalog.get(target).price,
      })),
    monthUsdMicros: spend?.book.month().usdMicros ?? 0,
    hedgeMaxUsdMicros: Math.round(settings['routing.hedgeCostMax'] * 1_000_000),
  };
}
