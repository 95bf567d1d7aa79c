/*
 * What a pause or a lock holds: one target, or an account (one provider entry, one key).
 * Whether a failure speaks of the account or of the target is the error's own word, with the
 * disposition table as its default; `family` has no book of its own yet and counts as the account.
 */
import { targetKey } from '../core/index.ts';
import type { ErrorScope, ProviderId, Target } from '../core/index.ts';

export type Scope = { readonly target: Target } | { readonly providerId: ProviderId };

/** A map key; a provider id holds no slash, so the two forms never meet. */
export function scopeKey(scope: Scope): string {
  return 'target' in scope ? targetKey(scope.target) : scope.providerId;
}

export function scopeOf(target: Target, of: ErrorScope): Scope {
  return of === 'account' || of === 'family' ? { providerId: target.providerId } : { target };
}

/** The scopes that hold a target: its own and its account's. */
export function scopesOver(target: Target): readonly Scope[] {
  return [{ target }, { providerId: target.providerId }];
}

/** Whether `scope` is, or lies within, what a person puts right by hand. */
export function isWithin(scope: Scope, reset: Scope): boolean {
  if ('target' in reset)
    return scopesOver(reset.target).some((s) => scopeKey(s) === scopeKey(scope));
  const providerId = 'target' in scope ? scope.target.providerId : scope.providerId;
  return providerId === reset.providerId;
}
