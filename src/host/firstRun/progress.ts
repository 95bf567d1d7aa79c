/*
 * How far a newcomer has come, as context keys for the walkthrough: `steadfast.hasProvider` and
 * `steadfast.hasBackup`, which means that a second one may be asked by itself.
 * Each is told when it changes, and at no other time.
 */
import type { ProviderSetting } from '../settings/schema.ts';

export type Progress = {
  readonly tell: (
    providers: readonly Pick<ProviderSetting, 'kind' | 'armed' | 'enabled'>[],
  ) => void;
};

export function createProgress(set: (name: string, value: boolean) => unknown): Progress {
  const told = new Map<string, boolean>();
  const put = (name: string, value: boolean): void => {
    if ((told.get(name) ?? false) === value) return;
    told.set(name, value);
    void set(name, value);
  };
  return {
    tell(providers) {
      const real = providers.filter(({ kind, enabled }) => kind !== 'simulated' && enabled);
      put('steadfast.hasProvider', real.length > 0);
      put('steadfast.hasBackup', real.filter(({ armed }) => armed).length > 1);
    },
  };
}
