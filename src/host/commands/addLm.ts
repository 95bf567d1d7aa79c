/*
 * Adding a model that another extension offers: the list is the editor's own, with each model's
 * vendor, and costs nothing. Where there is none, words say what would help. The test at the end is
 * the first question that goes there, and the moment when VS Code asks for its own consent.
 */
import * as vscode from 'vscode';
import type { LmModel } from '../lm/lmApi.ts';
import { lmModelId, lmModelInfo, offeredModels } from '../lm/lmModels.ts';
import { count } from '../words/times.ts';
import { draftOf, finishAdding } from './addSteps.ts';
import type { CommandDeps } from './commandDeps.ts';

export async function addLm(deps: CommandDeps): Promise<void> {
  const { l10n } = vscode;
  const { catalog, lists } = deps.composition.knowledge;
  const models = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: l10n.t('Reading the model list') },
    () => offeredModels(vscode),
  );
  if (models.length === 0) return sayNone();
  const picked = await vscode.window.showQuickPick(models.map(modelItem), {
    title: l10n.t('Add a model of another extension'),
    placeHolder: l10n.t('Which model?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) return;
  const { vendor, name } = picked.model;
  const draft = draftOf(deps, 'vscode.lm', { label: `${name} (${vendor})`, host: vendor });
  // What the editor says of them is known from now on.
  const listModels = () => Promise.resolve(models.map(lmModelInfo));
  await lists.refresh(draft, { listModels }, new AbortController().signal);
  const id = lmModelId(picked.model);
  const model = { id, facts: catalog.at(draft, id, false) };
  const host = l10n.t('wherever the extension of {0} sends it', vendor);
  await finishAdding(deps, draft, { host, isLocal: false, model });
}

async function sayNone(): Promise<void> {
  const find = vscode.l10n.t('Find Extensions');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'No other extension offers models here. Install one that does, such as GitHub Copilot, sign in there, and try again.',
    ),
    find,
  );
  if (chosen !== find) return;
  await vscode.commands.executeCommand('workbench.extensions.search', '@tag:language-models');
}

function modelItem(model: LmModel): vscode.QuickPickItem & { readonly model: LmModel } {
  const { name, vendor, maxInputTokens } = model;
  const reads =
    maxInputTokens > 0 ? [vscode.l10n.t('reads {0} tokens', count(maxInputTokens))] : [];
  return { label: name, description: [vendor, ...reads].join(' · '), model };
}
