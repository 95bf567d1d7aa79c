/*
 * What a target and a provider are called in front of a person: "Claude", never "target".
 * One place, so that strip, answers, tree and log agree.
 * A name that is not known any more falls back to the id, never to nothing.
 */
import type { Target } from '../../core/index.ts';

export type Names = {
  /** The name of the provider that a person gave or the preset's label. */
  provider(providerId: string): string;
  /** The provider's name, with the model where the chain has several of that provider. */
  target(target: Target): string;
  isSimulated(providerId: string): boolean;
};
