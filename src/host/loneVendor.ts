/*
 * The one hint about a chain without a backup: "If Anthropic goes down, so do you." Told once,
 * above a chat that has been answered, until the person presses one of its buttons; never again
 * then, on this computer. It goes by itself when a second vendor is armed.
 * Never told in the trial, nor before there was an answer that could be missed.
 */
import type { ChainEntry } from '../core/index.ts';
import type { CauseView } from '../protocol/index.ts';
import type { L10n } from './l10n.ts';
import type { Flag } from './trial.ts';
import type { Names } from './words/names.ts';

export type LoneVendor = {
  readonly notice: (hasAnswer: boolean) => readonly CauseView[];
  /** It was read. */
  readonly done: () => void;
};

export type LoneVendorDeps = {
  readonly chain: () => readonly ChainEntry[];
  /** Who runs the endpoint of a provider: two entries of one vendor go down together. */
  readonly familyOf: (providerId: string) => string | undefined;
  readonly names: Names;
  readonly isTrial: () => boolean;
  readonly l10n: L10n;
};

const NAME = 'steadfast.toldOfLoneVendor';

export function createLoneVendor(flag: Flag, deps: LoneVendorDeps): LoneVendor {
  const { names, l10n } = deps;
  let isTold = flag.get(NAME) === true;
  return {
    notice(hasAnswer) {
      if (isTold || !hasAnswer || deps.isTrial()) return [];
      const ids = deps
        .chain()
        .filter(({ armed, enabled, hasKey }) => armed && enabled && hasKey)
        .map(({ target }) => target.providerId);
      const families = new Set(ids.map((id) => deps.familyOf(id) ?? id));
      const [first] = ids;
      if (first === undefined || families.size !== 1 || names.isSimulated(first)) return [];
      return [
        {
          sentence: l10n.t('If {0} goes down, so do you.', names.provider(first)),
          buttons: [
            { label: l10n.t('Add a backup'), action: 'add-backup', primary: true },
            { label: l10n.t('Not now'), action: 'no-backup' },
          ],
        },
      ];
    },
    done() {
      isTold = true;
      void flag.update(NAME, true);
    },
  };
}
