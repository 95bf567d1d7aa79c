/*
 * The trial: two simulated providers instead of the person's chain, until it is ended. Kept per
 * computer (a flag with one writer), so a reload in the middle of it changes nothing.
 * It makes no provider: the composition reads it at every decision.
 */
import type { TurnRecord } from '../core/index.ts';
import type { Composition } from './compose.ts';

export interface Flag {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

export type Trial = {
  readonly isOn: () => boolean;
  readonly start: () => void;
  readonly end: () => void;
};

/** A conversation with stand-ins that are gone: nothing in it can be gone on with. */
export function isOfEndedTrial(
  turns: readonly TurnRecord[],
  { names, entries }: Pick<Composition, 'names' | 'entries'>,
): boolean {
  const isGone = (providerId: string): boolean =>
    names.isSimulated(providerId) && !entries().some((entry) => entry.id === providerId);
  const asked = turns.flatMap(({ answers }) => answers.flatMap(({ target }) => target ?? []));
  // Where nobody was asked yet it may be anybody's.
  return asked.length > 0 && asked.every(({ providerId }) => isGone(providerId));
}

const NAME = 'steadfast.trial';

/** `startsOn`: on from the beginning where nobody has decided yet (development start). */
export function createTrial(flag: Flag, startsOn: boolean): Trial {
  let isOn = flag.get(NAME) === undefined ? startsOn : flag.get(NAME) === true;
  const put = (value: boolean): void => {
    isOn = value;
    void flag.update(NAME, value);
  };
  return { isOn: () => isOn, start: () => put(true), end: () => put(false) };
}
