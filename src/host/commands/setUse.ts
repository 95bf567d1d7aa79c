/*
 * Asks anew when a provider may be asked: *Only when I choose it* or *Use as backup*, with the same
 * facts as when it was added. What was imported is only asked when chosen, until this says else.
 * Leaving the box changes nothing.
 */
import * as vscode from 'vscode';
import type { CommandDeps } from './commandDeps.ts';
import { askConsent } from './consent.ts';
import { pickProvider, type ProviderArg } from './providerCommands.ts';
import { baseUrlOf, hostOf } from './providerFacts.ts';

export async function setUse(deps: CommandDeps, arg: ProviderArg): Promise<void> {
  const { l10n } = vscode;
  const { composition } = deps;
  const entry = await pickProvider(
    deps,
    arg,
    l10n.t('When may it be asked?'),
    ({ kind }) => kind !== 'simulated',
  );
  if (entry === undefined || entry.kind === 'simulated') return;
  const { names, knowledge } = composition;
  const name = names.provider(entry.id);
  const baseUrl = baseUrlOf(entry);
  const isLocal = composition.provider(entry.id)?.isLocal ?? false;
  await knowledge.ready();
  const first = composition
    .chain()
    .find(({ armed, enabled, target }) => armed && enabled && target.providerId !== entry.id);
  const armed = await askConsent({
    name,
    host: baseUrl === undefined ? l10n.t('wherever the other extension sends it') : hostOf(baseUrl),
    isLocal,
    title: l10n.t('{0}: when may it be asked?', name),
    facts: knowledge.catalog.at(entry, entry.models[0] ?? '', isLocal),
    ...(first === undefined
      ? {}
      : {
          current: {
            name: names.target(first.target),
            facts: knowledge.catalog.get(first.target),
          },
        }),
  });
  if (armed === undefined || armed === entry.armed) return;
  await deps.settings.writeProviders((present) =>
    present.map((other) => (other.id === entry.id ? { ...other, armed } : other)),
  );
  await deps.refresh();
}
