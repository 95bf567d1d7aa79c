/*
 * What a person may set of looking after targets while nobody asks them: whether and how they are
 * probed, and whether an answer that has lost its sense is ended.
 * How often is no choice: budgets and moments stand beside the code that uses them.
 */
import { oneOf } from './bounds.ts';

export interface ProbeOptions {
  /**
   * `off`: never. `free`: only whether an ill one can be reached, without a key where that is
   * possible. `recovery`: one-token questions to an ill one as well, 20 a day at most. `full`: a
   * question whose answer is known, to every armed one every 5 minutes. Default `recovery`.
   */
  readonly mode: 'off' | 'free' | 'recovery' | 'full';
}

export interface CoherenceOptions {
  /** End an answer that repeats itself or falls apart into many scripts. Default true. */
  readonly stopLoops: boolean;
}

const MODES: readonly string[] = ['off', 'free', 'recovery', 'full'];

export const DEFAULT_PROBE_OPTIONS: ProbeOptions = { mode: 'recovery' };
export const DEFAULT_COHERENCE_OPTIONS: CoherenceOptions = { stopLoops: true };

export function validateProbeOptions(input: Partial<ProbeOptions> = {}): ProbeOptions {
  const probes = { ...DEFAULT_PROBE_OPTIONS, ...input };
  oneOf('probes.mode', probes.mode, MODES);
  return probes;
}

export function validateCoherenceOptions(input: Partial<CoherenceOptions> = {}): CoherenceOptions {
  const coherence = { ...DEFAULT_COHERENCE_OPTIONS, ...input };
  oneOf('coherence.stopLoops', String(coherence.stopLoops), ['true', 'false']);
  return coherence;
}
