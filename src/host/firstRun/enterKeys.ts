/*
 * Settings travel between computers, keys do not: asks for the key of each provider that lacks one
 * here, one box after the other. Leaving a box ends it; what was entered until then is kept and
 * tested. A key that stands in the environment is not taken from there unasked.
 */
import type { CommandDeps } from '../commands/commandDeps.ts';
import { enterKeyBox } from '../commands/enterKeyBox.ts';
import { baseUrlOf, originOf } from '../commands/providerFacts.ts';
import { tellVerdicts } from '../commands/verdict.ts';
import { presentEntries } from './addOffers.ts';

export async function enterKeys(deps: CommandDeps): Promise<void> {
  const { keys, composition } = deps;
  const lacking = (await presentEntries(deps)).filter(
    ({ entry, isComplete }) => !isComplete && entry.enabled,
  );
  const entered = [];
  for (const { entry } of lacking) {
    const baseUrl = baseUrlOf(entry);
    if (baseUrl === undefined) continue;
    const origin = originOf(baseUrl);
    const key = await enterKeyBox(composition.names.provider(entry.id), origin);
    if (key === undefined) break;
    await keys.set(entry.id, origin, key);
    composition.engine.reset({ providerId: entry.id });
    entered.push({ providerId: entry.id, modelId: entry.models[0] ?? '' });
  }
  if (entered.length === 0) return;
  await deps.refresh();
  await tellVerdicts(deps, entered);
}
