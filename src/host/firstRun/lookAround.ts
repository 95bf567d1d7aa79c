/*
 * What is here for a newcomer: servers on this computer, keys in the environment, and other
 * extensions with something to import. Files are only looked for, not read, and no value of a
 * variable is kept. Loaded when an empty panel is first shown.
 */
import type { Clock } from '../../core/index.ts';
import { findLocal } from '../local/findLocal.ts';
import { hasEnvKeys } from './envKeys.ts';
import type { FoundHere } from './firstLook.ts';
import { homeOf } from './home.ts';
import { toolsThere } from './sources.ts';

export async function lookAround(
  clock: Clock,
  ownStorage: string,
  signal: AbortSignal,
): Promise<FoundHere> {
  const home = homeOf(ownStorage);
  const [servers, tools] = await Promise.all([
    findLocal(clock, home.env['STEADFAST_LOCAL_PORTS'], signal),
    toolsThere(home),
  ]);
  return { servers, hasKeys: hasEnvKeys(home.env), tools: tools.can };
}
