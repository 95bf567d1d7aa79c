/*
 * What a person may set of places and queues: how much is asked of one account at a time, how many
 * may wait for that, and how long best effort stands behind those who sit and wait (engine page,
 * A9). A provider's own limit of concurrency replaces the general one.
 */
import { whole, within } from './bounds.ts';

export interface LaneOptions {
  /**
   * Calls at a time per account, at first: it falls after a 429 and rises while all goes well.
   * Default 8, whole, range 0–64. 0: as many as come.
   */
  readonly slots: number;
  /**
   * The same for providers on this computer, which share its memory; it neither falls nor rises.
   * Default 1, whole, range 0–64. 0: as many as come.
   */
  readonly slotsLocal: number;
  /** Calls that may wait for a place, per account. Default 100, whole, range 0–1 000. 0: none. */
  readonly queueMax: number;
  /**
   * By how much earlier a call counts that is one rank higher, ms: so much longer, and no more, it
   * passes those below. Default 30 000, range 0–600 000. 0: first come, first served.
   */
  readonly rankMs: number;
}

export const DEFAULT_LANE_OPTIONS: LaneOptions = {
  slots: 8,
  slotsLocal: 1,
  queueMax: 100,
  rankMs: 30_000,
};

export function validateLaneOptions(input: Partial<LaneOptions> = {}): LaneOptions {
  const lanes = { ...DEFAULT_LANE_OPTIONS, ...input };
  whole('lanes.slots', lanes.slots, 0, 64);
  whole('lanes.slotsLocal', lanes.slotsLocal, 0, 64);
  whole('lanes.queueMax', lanes.queueMax, 0, 1_000);
  within('lanes.rankMs', lanes.rankMs, 0, 600_000);
  return lanes;
}
