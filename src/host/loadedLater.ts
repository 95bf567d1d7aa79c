/*
 * What the start of the editor does not pay for: the engine, the adapters, the stand-ins, the look
 * around this computer and the words of the log, each loaded when it is first wanted.
 * Nothing here keeps anything; a file that cannot be loaded fails whoever wanted it.
 */
import * as vscode from 'vscode';
import type { JournalEvent } from '../core/index.ts';
import type { CommandDeps } from './commands/commandDeps.ts';
import { engineLater } from './engineLater.ts';
import type { FoundHere } from './firstRun/firstLook.ts';
import type { LmAccess } from './lm/lmApi.ts';
import { realClock } from './realClock.ts';

export async function logEvent(event: JournalEvent, log: (message: string) => void): Promise<void> {
  const { journalLine } = await import('./journalLine.ts');
  const line = journalLine(event);
  if (line !== undefined) log(line);
}

export const loadedLater = {
  makeEngine: engineLater(() => import('../engine/createEngine.ts')),
  loadProviders: () => import('../providers/provider.ts'),
  simulatedAnswers: () => import('../sim/simulatedResponder.ts'),
};

export function editorModels(): LmAccess {
  return {
    api: vscode,
    justification: vscode.l10n.t(
      'It answers your questions in the Steadfast chat when you choose it or allowed it as a backup.',
    ),
    load: () => import('./lm/lmAsking.ts'),
  };
}

export const lookAroundWith =
  (ownStorage: string) =>
  async (signal: AbortSignal): Promise<FoundHere> => {
    const { lookAround } = await import('./firstRun/lookAround.ts');
    return lookAround(realClock, ownStorage, signal);
  };

export const findLocal: CommandDeps['findLocal'] = async (signal) => {
  const found = await import('./local/findLocal.ts');
  return found.findLocal(realClock, process.env['STEADFAST_LOCAL_PORTS'], signal);
};
