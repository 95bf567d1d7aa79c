/*
 * The trial: two simulated providers instead of the person's chain, until it is ended. Kept per
 * computer (a flag with one writer), so a reload in the middle of it changes nothing.
 */
export interface Flag {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

export type Trial = {
  readonly isOn: () => boolean;
  readonly start: () => void;
  readonly end: () => void;
};

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
