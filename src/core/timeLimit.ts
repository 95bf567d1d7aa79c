/*
 * Which limit of time ended an attempt, and where its figure came from: what was learned of the
 * target, what is believed before anything is learned, the person's own word, or a fixed setting.
 * Plain data, for the journal and for the sentence that a receipt prints.
 */
export type TimeLimit = {
  readonly what: 'headers' | 'first-token' | 'stall' | 'slow-drip' | 'total';
  /** The limit. For `slow-drip`: how long it was too slow. */
  readonly ms: number;
  readonly by: 'learned' | 'prior' | 'person' | 'fixed';
  /** How many answers stand behind it, and their p99, of which it is a multiple. */
  readonly samples?: number;
  readonly p99Ms?: number;
  /** For `slow-drip`: the characters a minute that were too few. */
  readonly charsPerMinute?: number;
  /** For `total`: how long answers to prompts of this size take, in the middle. */
  readonly usualMs?: number;
};
