/*
 * Settings (seconds) → engine options (milliseconds). The trial has its own, so that a newcomer
 * sees a failover, a seam, a pause and a recovery within 30 seconds: stall after 4 s, pause after 2
 * failures for 8 s (interface page, "The trial").
 */
import { validateEngineOptions, type EngineOptions } from '../engine/index.ts';
import type { Settings } from './settings/schema.ts';

/** A model on this computer may have to be loaded before its first word (engine page, A5). */
const LOADING_MS = 300_000;

const TRIAL = { firstTokenMs: 8_000, stallMs: 4_000, failures: 2, openMs: 8_000 } as const;

/** The options in force; made anew only when settings or trial changed. */
export function createEngineOptions(
  settings: () => Settings,
  isTrial: () => boolean,
): () => EngineOptions {
  let last: { of: Settings; trial: boolean; options: EngineOptions } | undefined;
  return () => {
    const of = settings();
    const trial = isTrial();
    if (last?.of !== of || last.trial !== trial) {
      last = { of, trial, options: engineOptionsOf(of, trial) };
    }
    return last.options;
  };
}

function engineOptionsOf(settings: Settings, isTrial: boolean): EngineOptions {
  return validateEngineOptions({
    retry: {
      policy: settings['retry.policy'],
      baseMs: settings['retry.base'] * 1000,
      capMs: settings['retry.cap'] * 1000,
      capBestEffortMs: settings['retry.capBestEffort'] * 1000,
      repeatsMax: settings['retry.maxRepeats'],
    },
    patience: { otherEligibleMs: settings['retry.patience'] * 1000 },
    budget: {
      tokensMax: settings['retry.budget'],
      throttleFactor: settings['retry.throttle'],
    },
    lanes: {
      slots: settings['lanes.slots'],
      slotsLocal: settings['lanes.slotsLocal'],
      queueMax: settings['lanes.queueMax'],
      rankMs: settings['lanes.rank'] * 1000,
    },
    breaker: {
      rule: isTrial ? 'consecutive' : settings['breaker.rule'],
      score: settings['breaker.evidence'],
      scoreUnprobed: settings['breaker.evidenceUnprobed'],
      halfLifeMs: settings['breaker.halfLife'] * 1000,
      openMaxMs: settings['breaker.maxOpen'] * 1000,
      failures: isTrial ? TRIAL.failures : settings['breaker.failures'],
      openMs: isTrial ? TRIAL.openMs : settings['breaker.open'] * 1000,
    },
    probes: { mode: settings['probes.mode'] },
    coherence: { stopLoops: settings['answers.stopLoops'] },
    cache: { mode: settings['cache.mode'] },
    routing: {
      strategy: settings['routing.strategy'],
      hedgeCostMaxUsdMicros: Math.round(settings['routing.hedgeCostMax'] * 1_000_000),
    },
    midStream: { mode: settings['routing.midStream'] },
    timeouts: {
      mode: isTrial ? 'fixed' : settings['timeouts.mode'],
      headersMs: settings['timeouts.headers'] * 1000,
      firstTokenMs: isTrial ? TRIAL.firstTokenMs : settings['timeouts.firstToken'] * 1000,
      firstTokenLocalMs: isTrial
        ? TRIAL.firstTokenMs
        : Math.max(LOADING_MS, settings['timeouts.firstToken'] * 1000),
      stallMs: isTrial ? TRIAL.stallMs : settings['timeouts.stall'] * 1000,
      totalMs: isTrial ? 0 : settings['timeouts.total'] * 1000,
    },
  });
}
