/*
 * Adding a server that was found on this computer: it answered without a key, so only the model is
 * asked, and that only where there are several; then as for any other provider. A server without a
 * model is named, with what is missing.
 */
import * as vscode from 'vscode';
import type { Transport } from '../../core/index.ts';
import { presetOf, type LocalServer } from '../../providers/index.ts';
import { askModel, draftOf, finishAdding } from './addSteps.ts';
import type { CommandDeps } from './commandDeps.ts';
import { baseUrlOf, hostOf } from './providerFacts.ts';

export async function addFound(
  deps: CommandDeps,
  server: LocalServer,
  keyless: Transport,
): Promise<void> {
  const { kind, baseUrl, label, models } = server;
  if (models.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no model yet. Load or download one there, then try again.', label),
    );
    return;
  }
  const host = hostOf(baseUrl);
  const address = baseUrl === baseUrlOf({ kind }) ? {} : { baseUrl };
  const draft = { ...draftOf(deps, kind, { label, host }), ...address, kind };
  const only = models.length === 1 ? models[0] : undefined;
  const model = await askModel(deps, draft, presetOf(kind), keyless, only);
  if (model === undefined) return;
  await finishAdding(deps, draft, { host, isLocal: true, model });
}
