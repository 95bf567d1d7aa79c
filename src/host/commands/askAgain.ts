/*
 * Another try for a question: by the same model as before, or by another one that the person picks,
 * which arms it for this question. The new answer takes the place of the old one, which stays as an
 * earlier version. Nothing is sent before a row is chosen.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { sameTarget, type ChainEntry, type Target, type TurnRecord } from '../../core/index.ts';
import type { ModelOffer } from '../chat/modelOffers.ts';
import type { CommandDeps } from './commandDeps.ts';
import { offerRows } from './offerRows.ts';

const turnOf = (deps: CommandDeps, turnId: string | undefined): TurnRecord | undefined =>
  deps.session.turns().find((turn) => turn.turnId === turnId);

const armed = (deps: CommandDeps): readonly ChainEntry[] =>
  deps.composition.chain().filter((entry) => entry.armed && entry.enabled);

/** Who said what stands; a failure is nobody's answer. */
function answeredBy(turn: TurnRecord): Target | undefined {
  return turn.answers.findLast(({ state }) => state === 'whole' || state === 'stopped')?.target;
}

export async function askAgain(deps: CommandDeps, turnId: string | undefined): Promise<void> {
  const turn = turnOf(deps, turnId);
  if (turn === undefined) return;
  const target = answeredBy(turn);
  const first = armed(deps).find(
    (entry) => target !== undefined && sameTarget(entry.target, target),
  );
  await resend(deps, turn, first?.target);
}

export async function askAnother(deps: CommandDeps, turnId?: string): Promise<void> {
  const { l10n } = vscode;
  const { names } = deps.composition;
  const turn = turnOf(deps, turnId ?? deps.session.turns().at(-1)?.turnId);
  if (turn === undefined) return;
  const before = answeredBy(turn);
  await deps.composition.knowledge.ready();
  const bounds = deps.session.limits();
  const rows = offerRows(deps, { bounds, isWanted: ({ barred }) => barred === undefined });
  const title = l10n.t('Ask Another');
  const placeHolder =
    before === undefined
      ? l10n.t('Asked first; the chain stays its backup')
      : l10n.t('{0} answered this. Asked first; the chain stays its backup', names.target(before));
  const chosen = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder,
    matchOnDescription: true,
  });
  if (chosen?.offer === undefined) return;
  deps.recents.add(chosen.offer.target);
  await resend(deps, turn, chosen.offer.target);
}

/** Of a model on this computer: the only one there is, or the one that is picked. */
export async function askLocal(deps: CommandDeps, turnId: string | undefined): Promise<void> {
  const turn = turnOf(deps, turnId);
  if (turn === undefined) return;
  await deps.composition.knowledge.ready();
  const isWanted = (offer: ModelOffer): boolean => offer.isLocal && offer.barred === undefined;
  const rows = offerRows(deps, { bounds: deps.session.limits(), isWanted });
  const targets = rows.flatMap(({ offer }) => offer?.target ?? []);
  const [lone] = targets;
  if (lone === undefined) {
    const add = vscode.l10n.t('Add Provider');
    const none = vscode.l10n.t('No provider here runs models on this computer.');
    const chosen = await vscode.window.showInformationMessage(none, add);
    if (chosen === add) await vscode.commands.executeCommand('steadfast.provider.add');
    return;
  }
  if (targets.every((target) => sameTarget(target, lone))) return resend(deps, turn, lone);
  const title = vscode.l10n.t('Use Local');
  const chosen = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
  if (chosen?.offer !== undefined) await resend(deps, turn, chosen.offer.target);
}

async function resend(deps: CommandDeps, turn: TurnRecord, first?: Target): Promise<void> {
  const { turnId, question } = turn;
  await deps.session.resend({ clientId: randomUUID(), turnId, question, first });
}
