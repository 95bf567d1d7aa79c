// What is assumed of the world in which the article's figures are tried out, and with which settings
// its advice and ours are played. Written down before the first run; a change of it is a commit of
// its own, with its reason. Figures of outages: Chu et al., ICPE 2025, arXiv 2501.12469.

import type { EngineOptionsInput } from '../../../src/engine/index.ts';
import type { FaultName } from '../../../src/sim/world/faults.ts';

export const SEEDS = [1, 2, 3, 4, 5] as const;
const HOUR_MS = 3_600_000;
const SILENT_LIMIT_MS = 60_000;

/** Incidents: median an hour, long-tailed; much denser than real ones, so that days suffice. */
export const INCIDENT = { medianMs: HOUR_MS, sigma: 1, maxMs: 6 * HOUR_MS, meanGapMs: 4 * HOUR_MS };
/** What one provider alone fails of all questions in a year, by the article. */
export const SINGLE_FAILS = 0.005;
export const FAULTS: readonly FaultName[] = ['overloaded-529', 'server-500', 'refused', 'silent'];
/** Of the answers that an incident hits: a third of all incidents are total, of others so many. */
export const PARTIAL_SHARE = 0.4;
export const TOTAL_OF_ALL = 1 / 3;
export const TRANSIENT: readonly FaultName[] = ['overloaded-529', 'server-500', 'reset', 'empty'];
export const TRANSIENT_SHARE = 0.27;

/** A person: in bursts, from eight to twenty, and patient: nothing is stopped or hurried. */
export const PERSON = { perDay: 100, fromHour: 8, toHour: 20 };
/** Median first word and its long tail (sigma 0.6: p99 four times the median). */
export const SERVER = { firstMs: 900, wordMs: 30, words: 12 };
export const DAYS = 5;

/** Nothing of what the article advises: one try, no breaker, a limit of a minute, no probes. */
export const BARE: EngineOptionsInput = {
  retry: { repeatsMax: 0 },
  breaker: { rule: 'consecutive', failures: 0 },
  timeouts: { mode: 'fixed', headersMs: SILENT_LIMIT_MS, firstTokenMs: SILENT_LIMIT_MS },
  probes: { mode: 'off' },
};

/** The constants of the article: 5 failures, 30 s; 1 s doubling to 30 s, a tenth of jitter. */
export const ARTICLE: EngineOptionsInput = {
  retry: { policy: 'article', baseMs: 1_000, capMs: 30_000, repeatsMax: 2 },
  breaker: { rule: 'consecutive', failures: 5, openMs: 30_000 },
  timeouts: { mode: 'fixed', headersMs: 10_000, firstTokenMs: 10_000 },
  probes: { mode: 'full' },
};

/** Ours as they are delivered. */
export const TUNED: EngineOptionsInput = {};
