/*
 * Another try for a question: by the same model as before, by another one that the person picks or
 * whose name stood on the button they pressed, or with less of the conversation. The new answer
 * takes the place of the old one, which stays as an earlier version. Nothing is sent before that.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  contextOf,
  sameTarget,
  targetKey,
  type ChainEntry,
  type Target,
  type TurnRecord,
} from '../../core/index.ts';
import type { ButtonView } from '../../protocol/index.ts';
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

/** What the button under an answer, or beside its cause, asks for. */
export async function askAs(
  deps: CommandDeps,
  { action, args }: ButtonView,
  turnId: string | undefined,
): Promise<void> {
  if (action === 'ask-another') return askAnother(deps, turnId);
  if (action === 'use-local') return askLocal(deps, turnId);
  if (action === 'use-next') return askNext(deps, turnId, args?.['targetKey']);
  return action === 'trim-context' ? askTrimmed(deps, turnId) : askAgain(deps, turnId);
}

async function askAgain(deps: CommandDeps, turnId: string | undefined): Promise<void> {
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
  const how = { title, placeHolder, matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(rows, how);
  if (chosen?.offer === undefined) return;
  deps.recents.add(chosen.offer.target);
  await resend(deps, turn, chosen.offer.target);
}

/** Of a model on this computer: the only one there is, or the one that is picked. */
async function askLocal(deps: CommandDeps, turnId: string | undefined): Promise<void> {
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

/** Pressing a button with a name on it is choosing that model, for this question. */
async function askNext(
  deps: CommandDeps,
  turnId: string | undefined,
  key: string | undefined,
): Promise<void> {
  const turn = turnOf(deps, turnId);
  const chosen = deps.composition.chain().find(({ target }) => targetKey(target) === key);
  if (turn !== undefined && chosen !== undefined) await resend(deps, turn, chosen.target);
}

async function askTrimmed(deps: CommandDeps, turnId: string | undefined): Promise<void> {
  const turn = turnOf(deps, turnId);
  if (turn !== undefined) await resend(deps, turn, undefined, true);
}

async function resend(
  deps: CommandDeps,
  turn: TurnRecord,
  first?: Target,
  trim?: boolean,
): Promise<void> {
  const { turnId, question } = turn;
  const asked = { turnId, question, context: contextOf(turn) };
  await deps.session.resend({ clientId: randomUUID(), ...asked, first, trim });
}
