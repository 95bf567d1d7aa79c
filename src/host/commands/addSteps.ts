/*
 * The steps that every way of adding a provider shares: what it is to be called, which model, the
 * consent question, and the entry itself, written last and tested at once. The first provider is
 * armed unasked. Leaving any box changes nothing.
 */
import * as vscode from 'vscode';
import type { ModelFacts, Transport } from '../../core/index.ts';
import { createProvider } from '../../providers/provider.ts';
import type { Preset, PresetKind } from '../../providers/index.ts';
import { realClock } from '../realClock.ts';
import type { ProviderSetting } from '../settings/schema.ts';
import { askConsent, type ConsentFacts } from './consent.ts';
import type { CommandDeps } from './commandDeps.ts';
import { freeId, freeName } from './entryNames.ts';
import { pickModel } from './pickModel.ts';
import { tellVerdict } from './verdict.ts';

export type Draft = Pick<ProviderSetting, 'kind' | 'id' | 'baseUrl'> & { readonly name: string };

/** A model with what is known of it. */
export type PickedModel = { readonly id: string; readonly facts: ModelFacts };

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

/** `only`: the one that is there, so that nobody has to be asked. */
export async function askModel(
  { composition }: CommandDeps,
  draft: Draft & { readonly kind: PresetKind },
  preset: Preset,
  transport: Transport,
  only?: string,
): Promise<PickedModel | undefined> {
  const { catalog, lists, ready } = composition.knowledge;
  const provider = createProvider({ ...draft, models: ['?'] }, transport, realClock);
  await ready();
  const factsOf = (modelId: string): ModelFacts => catalog.at(draft, modelId, provider.isLocal);
  const question = {
    place: draft,
    name: draft.name,
    names: composition.names,
    title: vscode.l10n.t('Add {0}: model', draft.name),
    provider,
    lists,
    factsOf,
    suggested: preset.suggestedModels[0] ?? '',
  };
  const id = only ?? (await pickModel(question));
  return id === undefined ? undefined : { id, facts: factsOf(id) };
}

type Ending = Pick<ConsentFacts, 'host' | 'isLocal'> & {
  readonly model: PickedModel;
  /** Runs once the last question is answered, before the entry is written. */
  readonly keep?: () => Promise<unknown>;
};

export async function finishAdding(
  deps: CommandDeps,
  draft: Draft,
  { host, isLocal, model, keep }: Ending,
): Promise<void> {
  const isFirst = !deps.settings.current().providers.some((entry) => entry.kind !== 'simulated');
  const armed = isFirst ? true : await consentTo(deps, draft, { host, isLocal, model });
  if (armed === undefined) return;
  await keep?.();
  await deps.settings.writeProviders((present) => [
    ...present,
    { ...draft, models: [model.id], armed, enabled: true },
  ]);
  deps.trial.end();
  await deps.refresh();
  await tellVerdict(deps, { providerId: draft.id, modelId: model.id });
}

function consentTo(
  { composition }: CommandDeps,
  { name }: Draft,
  { host, isLocal, model }: Ending,
): Promise<boolean | undefined> {
  const { names, knowledge } = composition;
  const first = composition.chain().find(({ armed, enabled }) => armed && enabled)?.target;
  const current = first && { name: names.target(first), facts: knowledge.catalog.get(first) };
  return askConsent({
    name,
    host,
    isLocal,
    title: vscode.l10n.t('Add {0}: when may it be asked?', name),
    facts: model.facts,
    ...(current === undefined ? {} : { current }),
  });
}
