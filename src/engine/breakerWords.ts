/*
 * Why a breaker moved, as one English sentence for the log and the status: rule and figure.
 * The host has its own, translated words for the same causes.
 * It decides nothing and knows no target.
 */
import type { BreakerCause } from '../core/index.ts';

export function causeWords(cause: BreakerCause): string {
  switch (cause.rule) {
    case 'in-a-row':
      return cause.failures === 1 ? '1 failure' : `${cause.failures} failures in a row`;
    case 'evidence':
      return `evidence of failures ${cause.score.toFixed(1)}, opens at ${cause.limit}`;
    case 'family':
      return `${cause.open} of its ${cause.of} models are open`;
    case 'due':
      return 'the pause is over: one trial';
    case 'nobody-else':
      return 'nobody else can be asked: one trial';
    case 'trial-failed':
      return `the trial failed (${cause.kind})`;
    case 'trial-unproven':
      return 'the trial proved nothing';
    case 'question-first':
      return 'a question takes the place of the probe';
    case 'answered':
      return 'the trial was answered';
    case 'by-hand':
      return 'put right by hand';
    case 'offline':
      return 'this computer was offline';
  }
}
