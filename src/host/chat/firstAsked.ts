/*
 * Who is asked first, as things stand: the first of the chain that may be asked at all. Its window
 * is what a question is fitted into. Whether it is well just now is not looked at: that changes
 * while one types, and the size of a window does not.
 */
import type { ChainEntry, PrivacyTier, RequestLimits, Target } from '../../core/index.ts';

const RANK: Readonly<Record<PrivacyTier, number>> = { local: 0, trusted: 1, any: 2 };

export function firstAsked(
  chain: readonly ChainEntry[],
  { tier, localOnly }: Pick<RequestLimits, 'tier' | 'localOnly'>,
): Target | undefined {
  return chain.find(
    (entry) =>
      entry.enabled &&
      entry.armed &&
      entry.hasKey &&
      RANK[entry.tier] <= RANK[tier] &&
      (entry.isLocal || !localOnly),
  )?.target;
}
