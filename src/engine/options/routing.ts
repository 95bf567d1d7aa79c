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

export const MID_STREAM_DEFAULTS: MidStreamOptions = { mode: 'auto' };

export const MID_STREAM_MODES: readonly MidStream[] = ['auto', 'continue', 'restart', 'ask'];
