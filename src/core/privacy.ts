/*
 * How far a conversation may travel, and what is within it: the one place that compares tiers.
 * `local` < `trusted` < `any`; *Local only* asks besides that no byte leaves this computer.
 * Where two bounds meet, the stricter holds.
 */
import type { PrivacyTier, RequestLimits } from './call.ts';

export type PrivacyBounds = Pick<RequestLimits, 'tier' | 'localOnly'>;

const RANK: Record<PrivacyTier, number> = { local: 0, trusted: 1, any: 2 };

/** Why somebody of this standing may not be asked; undefined: they may. */
export function outOfBounds(
  { tier, isLocal }: { readonly tier: PrivacyTier; readonly isLocal: boolean },
  bounds: PrivacyBounds,
): 'tier' | 'not-local' | undefined {
  if (RANK[tier] > RANK[bounds.tier]) return 'tier';
  return bounds.localOnly && !isLocal ? 'not-local' : undefined;
}

export function stricterBounds(a: PrivacyBounds, b: PrivacyBounds): PrivacyBounds {
  return {
    tier: RANK[a.tier] < RANK[b.tier] ? a.tier : b.tier,
    localOnly: a.localOnly || b.localOnly,
  };
}

/** Whether `next` lets a conversation go further than `now` does. */
export function isLooser(next: PrivacyBounds, now: PrivacyBounds): boolean {
  return RANK[next.tier] > RANK[now.tier] || (now.localOnly && !next.localOnly);
}
