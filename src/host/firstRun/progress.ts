/*
 * How far a newcomer has come, as context keys for the walkthrough: `hasTried` (a trial has run in
 * this window), `hasProvider`, and `hasBackup`, which means that a second one may be asked by
 * itself. VS Code ticks a step when a key becomes true, and never for one that was true before it
 * knew the step, which may be a moment after the walkthrough is first opened: so each key has a
 * second one, `…Seen`, which follows once the walkthrough has been open for that moment.
 */
import type { Clock } from '../../core/index.ts';
import type { ProviderSetting } from '../settings/schema.ts';

export type Progress = {
  readonly tell: (
    providers: readonly Pick<ProviderSetting, 'kind' | 'armed' | 'enabled'>[],
    isTrial: boolean,
  ) => void;
  /** The walkthrough is open from now on. */
  readonly opened: () => void;
};

/** VS Code says nowhere when it knows the steps; it reads them while the page is drawn. */
const KNOWN_AFTER_MS = 1_500;

export function createProgress(
  clock: Pick<Clock, 'after'>,
  set: (name: string, value: boolean) => unknown,
): Progress {
  const told = new Map<string, boolean>();
  let isOpen = false;
  let isKnown = false;
  const put = (name: string, value: boolean): void => {
    if ((told.get(name) ?? false) === value) return;
    told.set(name, value);
    void set(`steadfast.${name}`, value);
    if (isKnown) void set(`steadfast.${name}Seen`, value);
  };
  return {
    tell(providers, isTrial) {
      if (isTrial) put('hasTried', true);
      const real = providers.filter(({ kind, enabled }) => kind !== 'simulated' && enabled);
      put('hasProvider', real.length > 0);
      put('hasBackup', real.filter(({ armed }) => armed).length > 1);
    },
    opened() {
      if (isOpen) return;
      isOpen = true;
      clock.after(KNOWN_AFTER_MS, () => {
        isKnown = true;
        for (const [name, value] of told) if (value) void set(`steadfast.${name}Seen`, true);
      });
    },
  };
}
