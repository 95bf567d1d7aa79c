/*
 * The vendors' lists of models, read anew because a person asked for it: all providers that are on
 * and have their key, side by side. A list that cannot be read stays as it was.
 * Never rejects, and takes ten seconds at most.
 */
import { realClock } from '../realClock.ts';
import type { Composition } from '../compose.ts';

const READ_MAX_MS = 10_000;

export async function readLists(composition: Composition): Promise<void> {
  const abort = new AbortController();
  const limit = realClock.after(READ_MAX_MS, () => abort.abort());
  const reading = composition.entries().map(async (entry) => {
    const rung = composition.rungOf({ providerId: entry.id, modelId: entry.models[0] ?? '' });
    const provider = composition.provider(entry.id);
    if (provider === undefined || rung?.enabled !== true || !rung.hasKey) return;
    await composition.knowledge.lists.refresh(entry, provider, abort.signal);
  });
  await Promise.allSettled(reading);
  limit.dispose();
}
