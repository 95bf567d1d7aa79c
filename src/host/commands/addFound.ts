/*
 * Adding a server that was found on this computer: it answered without a key, so only the model is
 * asked, and that only where there are several; then as for any other provider. A server without a
 * model is named, with what is missing.
 */
import * as vscode from 'vscode';
import type { LocalServer } from '../../providers/index.ts';
import { draftOf, finishAdding, pickModel } from './addSteps.ts';
import type { CommandDeps } from './commandDeps.ts';
import { baseUrlOf, hostOf } from './providerFacts.ts';

export async function addFound(deps: CommandDeps, server: LocalServer): Promise<void> {
  const { kind, baseUrl, label, models } = server;
  const [first] = models;
  if (first === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no model yet. Load or download one there, then try again.', label),
    );
    return;
  }
  const host = hostOf(baseUrl);
  const draft = draftOf(deps, kind, { label, host });
  const model = models.length === 1 ? first : await pickModel(draft.name, models);
  if (model === undefined) return;
  const address = baseUrl === baseUrlOf({ kind }) ? {} : { baseUrl };
  await finishAdding(deps, { ...draft, ...address }, { host, isLocal: true, model });
}
