/*
 * *Import Providers*: what Continue, Cline and Roo Code have set up on this computer, shown first
 * and added only where it is ticked. Only files of the person's own home are read, and nothing of
 * the other programs is changed. What they keep in VS Code's secret storage nobody else can read:
 * that is said, with what helps.
 */
import * as vscode from 'vscode';
import type { CommandDeps } from '../commands/commandDeps.ts';
import { addOffers, presentEntries, type TransportFor } from './addOffers.ts';
import type { Tool } from './foreignModel.ts';
import { homeOf } from './home.ts';
import { pickOffers, type OfferGroup } from './pickOffers.ts';
import { readChosenFile, readTools } from './readTools.ts';
import { toolsThere } from './sources.ts';

export async function importProviders(
  deps: CommandDeps,
  transportFor: TransportFor,
): Promise<void> {
  const { l10n } = vscode;
  const home = homeOf(deps.ownStorage);
  const { locked } = await toolsThere(home);
  const found = await readTools(home, await presentEntries(deps), l10n);
  const groups = [
    ...found.map((one): OfferGroup => ({ ...one, heading: one.tool })),
    ...(locked.length === 0 ? [] : [{ offers: [], refusals: locked.map(lockedRow) }]),
  ];
  if (groups.length === 0) return sayNone(deps, transportFor);
  const picked = await pickOffers(groups, {
    title: l10n.t('Import providers'),
    placeholder: l10n.t('What other extensions have set up here; they stay as they are'),
    fileLabel: l10n.t('Choose a file that Roo Code exported…'),
  });
  if (picked === 'file') return importFile(deps, transportFor);
  if (picked !== undefined) await addOffers(deps, picked, transportFor);
}

function lockedRow(tool: Tool): OfferGroup['refusals'][number] {
  const why =
    tool === 'Roo Code'
      ? vscode.l10n.t(
          'No other extension can read it. Export it there, then choose the file above.',
        )
      : vscode.l10n.t('No other extension can read it. Update it there, or use "Add Provider".');
  return { label: tool, source: '', why };
}

async function sayNone(deps: CommandDeps, transportFor: TransportFor): Promise<void> {
  const choose = vscode.l10n.t('Choose File…');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing of Continue, Cline or Roo Code was found on this computer. Roo Code can export its settings to a file.',
    ),
    choose,
  );
  if (chosen === choose) await importFile(deps, transportFor);
}

async function importFile(deps: CommandDeps, transportFor: TransportFor): Promise<void> {
  const { l10n } = vscode;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: l10n.t('A file that Roo Code exported'),
      filters: { JSON: ['json'] },
    })) ?? [];
  if (uri === undefined) return;
  const found = await readChosenFile(uri.fsPath, await presentEntries(deps), l10n);
  if (found === undefined || found.offers.length + found.refusals.length === 0) {
    void vscode.window.showWarningMessage(
      l10n.t('That file holds no providers. Choose one that Roo Code exported.'),
    );
    return;
  }
  const picked = await pickOffers([{ ...found, heading: found.tool }], {
    title: l10n.t('Import providers'),
    placeholder: l10n.t('What other extensions have set up here; they stay as they are'),
  });
  if (picked !== undefined && picked !== 'file') await addOffers(deps, picked, transportFor);
}
