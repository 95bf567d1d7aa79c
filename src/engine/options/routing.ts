/*
 * What a person may set about who is asked and what follows a broken answer, with its defaults.
 * Options are read live at each decision.
 * The public validation is in `options.ts`; nothing is clamped in silence.
 */
import type { MidStream } from '../../core/index.ts';

export interface MidStreamOptions {
  /**
   * What follows an answer that broke after something was shown. `continue`: it goes on behind a
   * visible seam. `restart`: the fragment is kept and a whole answer follows. `ask`: the person
   * decides. `auto`: short fragments, code blocks and tool calls restart, all others continue.
   * Default `auto`.
   */
  readonly mode: MidStream;
}

/** Who is asked: the order, the order with help, the better of two, or everybody. */
export type Strategy = 'failover' | 'hedged' | 'balanced' | 'race';

export interface RoutingOptions {
  /**
   * `failover`: one after the other, in the person's order. `hedged`: a second of another vendor
   * beside the first once that takes unusually long. `balanced`: each conversation begins with the
   * better of two and stays there. `race`: all at once, the first word wins. Default `failover`;
   * hedging and racing cost more, for what lost is paid as well.
   */
  readonly strategy: Strategy;
  /** Least time that the first has to itself when hedged, ms. Default 1 500, range 0–60 000. */
  readonly hedgeMinMs: number;
  /**
   * The most that asking another beside the first may cost, by estimate, micro-dollars. Default
   * 50 000, range 0–100 000 000. 0: no bound, unknown prices included.
   */
  readonly hedgeCostMaxUsdMicros: number;
}

export const ROUTING_DEFAULTS: RoutingOptions = {
  strategy: 'failover',
  hedgeMinMs: 1_500,
  hedgeCostMaxUsdMicros: 50_000,
};

export const STRATEGIES: readonly Strategy[] = ['failover', 'hedged', 'balanced', 'race'];

export const MID_STREAM_DEFAULTS: MidStreamOptions = { mode: 'auto' };

export const MID_STREAM_MODES: readonly MidStream[] = ['auto', 'continue', 'restart', 'ask'];
