/*
 * The look at the usual places on this computer, with a transport that knows no key, so that none
 * can be sent.
 * Loaded when a look is first wanted; it keeps nothing of what it finds.
 */
import { findLocalServers } from '../../providers/localServers.ts';
import type { LocalServer } from '../../providers/index.ts';
import type { Clock } from '../../core/index.ts';
import { createTransport } from '../transport/index.ts';
import { localPlaces } from './localPlaces.ts';

/** `named`: what `STEADFAST_LOCAL_PORTS` says. */
export function findLocal(
  clock: Clock,
  named: string | undefined,
  signal: AbortSignal,
): Promise<readonly LocalServer[]> {
  const transport = createTransport({ keyOf: () => Promise.resolve(undefined) });
  return findLocalServers(transport, clock, localPlaces(named), signal);
}
