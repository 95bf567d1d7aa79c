/*
 * The trial: two simulated providers instead of the person's chain, until it is ended. Kept per
 * computer (a flag with one writer), so a reload in the middle of it changes nothing.
 */
export interface Flag {
  get<T>(name: string): T | undefined;
  update(name: string, value: unknown): PromiseLike<void>;
}

export type Trial = {
  isOn(): boolean;
  start(): void;
  end(): void;
};

const NAME = 'steadfast.trial';

/** `startsOn`: on from the beginning where nobody has decided yet (development start). */
export function createTrial(flag: Flag, startsOn: boolean): Trial {
  let isOn = flag.get<boolean>(NAME) ?? startsOn;
  const put = (value: boolean): void => {
    isOn = value;
    void flag.update(NAME, value);
  };
  return { isOn: () => isOn, start: () => put(true), end: () => put(false) };
}
