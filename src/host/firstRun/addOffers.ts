/*
 * Makes providers of what was picked: a model where none is named, a key where one is missing, then
 * keys into the keychain, entries into the settings in one write, and a one-token test of each.
 * Nothing is written before the last box is answered; leaving the box for a model changes nothing,
 * leaving the box for a key only leaves the key for later.
 */
import type { Transport } from '../../core/index.ts';
import { presetOf } from '../../providers/index.ts';
import { namesOf, needsKey } from '../chain.ts';
import { askModel, draftOf } from '../commands/addSteps.ts';
import { enterKeyBox } from '../commands/enterKeyBox.ts';
import type { CommandDeps } from '../commands/commandDeps.ts';
import { baseUrlOf, hostOf, originOf } from '../commands/providerFacts.ts';
import { tellVerdicts } from '../commands/verdict.ts';
import { planEntries, type Chosen } from './newEntries.ts';
import type { Offer, PresentEntry } from './offer.ts';

export type TransportFor = (key: string | undefined) => Transport;

/** What is in the settings, and whose key is on this computer. */
export async function presentEntries({ settings, keys }: CommandDeps): Promise<PresentEntry[]> {
  return await Promise.all(
    settings.current().providers.map(async (entry) => {
      const baseUrl = baseUrlOf(entry);
      const isComplete =
        !needsKey(entry) ||
        (baseUrl !== undefined && (await keys.boundOrigin(entry.id)) === originOf(baseUrl));
      return { entry, isComplete };
    }),
  );
}

export async function addOffers(
  deps: CommandDeps,
  offers: readonly Offer[],
  transportFor: TransportFor,
): Promise<void> {
  const chosen: Chosen[] = [];
  for (const offer of offers) {
    const one = await completed(deps, offer, { isAlone: offers.length === 1, transportFor });
    if (one === undefined) return;
    chosen.push(one);
  }
  if (chosen.length === 0) return;
  const { settings, keys } = deps;
  const before = settings.current().providers;
  const names = namesOf(
    () => before,
    () => [],
  );
  const plan = planEntries(
    chosen,
    before.map(({ id, kind }) => ({ id, name: names.provider(id), isReal: kind !== 'simulated' })),
  );
  for (const { providerId, origin, key } of plan.keys) await keys.set(providerId, origin, key);
  if (plan.entries.length > 0) {
    await settings.writeProviders((present) => [...present, ...plan.entries]);
  }
  deps.trial.end();
  for (const providerId of plan.touched) deps.composition.engine.reset({ providerId });
  await deps.refresh();
  const touched = new Set(plan.touched);
  const ready = settings.current().providers.filter(({ id }) => touched.has(id));
  await tellVerdicts(
    deps,
    ready
      .filter((entry) => !needsKey(entry) || plan.keys.some((key) => key.providerId === entry.id))
      .map(({ id, models }) => ({ providerId: id, modelId: models[0] ?? '' })),
  );
}

type Around = { readonly isAlone: boolean; readonly transportFor: TransportFor };

/** With a model and, as far as there is one, a key. Undefined: the person left. */
async function completed(
  deps: CommandDeps,
  offer: Offer,
  { isAlone, transportFor }: Around,
): Promise<Chosen | undefined> {
  const { kind, label, baseUrl, standing } = offer;
  const preset = presetOf(kind);
  const isOwnAddress = baseUrl === preset.baseUrl;
  const host = hostOf(baseUrl);
  let key = offer.key?.();
  if (key === undefined && preset.needsKey && standing.is !== 'there') {
    key = await enterKeyBox(label, originOf(baseUrl));
  }
  let models = offer.models;
  if (models.length === 0 && standing.is !== 'fills') {
    const [usual] = preset.suggestedModels;
    if (usual !== undefined && !isAlone) models = [usual];
    else {
      const draft = { ...draftOf(deps, kind, { label, host }), kind };
      const asked = isOwnAddress ? draft : { ...draft, baseUrl };
      const picked = await askModel(deps, asked, preset, transportFor(key));
      if (picked === undefined) return undefined;
      models = [picked.id];
    }
  }
  return { kind, label, baseUrl, standing, models, key, isOwnAddress };
}
