/*
 * The steps that every way of adding a provider shares: what it is to be called, which model, the
 * consent question, and the entry itself, written last and tested at once. The first provider is
 * armed unasked. Leaving any box changes nothing.
 */
import * as vscode from 'vscode';
import { askConsent, type ConsentFacts } from './consent.ts';
import type { CommandDeps } from './commandDeps.ts';
import { freeId, freeName } from './providerFacts.ts';
import { tellVerdict } from './providerCommands.ts';
import type { ProviderSetting } from '../settings/schema.ts';

export type Draft = Pick<ProviderSetting, 'kind' | 'id' | 'baseUrl'> & { readonly name: string };

/** An id and a name that no entry has yet. */
export function draftOf(
  deps: CommandDeps,
  kind: ProviderSetting['kind'],
  { label, host }: { readonly label: string; readonly host: string },
): Draft {
  const before = deps.settings.current().providers;
  const names = before.map((entry) => deps.composition.names.provider(entry.id));
  const name = freeName(label, host, names);
  const ids = before.map((entry) => entry.id);
  return { kind, id: freeId(name, ids), name };
}

export function pickModel(name: string, models: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showQuickPick([...models], {
    title: vscode.l10n.t('Add {0}: model', name),
    placeHolder: vscode.l10n.t('Which model?'),
    ignoreFocusOut: true,
  });
}

type Ending = Pick<ConsentFacts, 'host' | 'isLocal'> & {
  readonly model: string;
  /** Runs once the last question is answered, before the entry is written. */
  readonly keep?: () => Promise<unknown>;
};

export async function finishAdding(
  deps: CommandDeps,
  draft: Draft,
  { host, isLocal, model, keep }: Ending,
): Promise<void> {
  const { name } = draft;
  const isFirst = !deps.settings.current().providers.some((entry) => entry.kind !== 'simulated');
  const title = vscode.l10n.t('Add {0}: when may it be asked?', name);
  const armed = isFirst ? true : await askConsent({ name, host, isLocal, title });
  if (armed === undefined) return;
  await keep?.();
  await deps.settings.writeProviders((present) => [
    ...present,
    { ...draft, models: [model], armed, enabled: true },
  ]);
  deps.trial.end();
  await deps.refresh();
  await tellVerdict(deps, { providerId: draft.id, modelId: model });
}
