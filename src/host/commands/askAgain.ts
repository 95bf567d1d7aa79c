/*
 * Another try for a question: by the same model as before, or by another one that the person picks
 * among those they armed. The new answer takes the place of the old one, which stays as an earlier
 * version. Nothing is sent before a row is chosen.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  contextOf,
  sameTarget,
  type ChainEntry,
  type Target,
  type TurnRecord,
} from '../../core/index.ts';
import type { CommandDeps } from './commandDeps.ts';

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
  const isBefore = (target: Target): boolean => before !== undefined && sameTarget(target, before);
  const rows = armed(deps)
    .map(({ target }) => ({
      label: names.target(target),
      description: isBefore(target) ? l10n.t('answered this') : target.modelId,
      target,
    }))
    .toSorted((a, b) => Number(isBefore(a.target)) - Number(isBefore(b.target)));
  const title = l10n.t('Ask Another');
  const placeHolder = l10n.t('Asked first; the others stay its backup');
  const chosen = await vscode.window.showQuickPick(rows, { title, placeHolder });
  if (chosen !== undefined) await resend(deps, turn, chosen.target);
}

async function resend(deps: CommandDeps, turn: TurnRecord, first?: Target): Promise<void> {
  const { turnId, question } = turn;
  const context = contextOf(turn);
  await deps.session.resend({ clientId: randomUUID(), turnId, question, first, context });
}
