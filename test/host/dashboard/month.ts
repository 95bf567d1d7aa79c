/*
 * Thirty days of a person's questions as journals, drawn by a seed: answers, failovers, skips while
 * a model is left alone, trials that fail, hedges, answers that break and go on, stops, questions
 * that nobody could take. Made by hand and not by the engine, so that every corner comes often.
 */
import type {
  Cost,
  ErrorKind,
  JournalEvent,
  JournalNote,
  Target,
  TurnJournal,
} from '../../../src/core/index.ts';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { record } from '../fakes.ts';

export const TARGETS: readonly Target[] = [
  { providerId: 'claude', modelId: 'sonnet' },
  { providerId: 'gpt', modelId: 'large' },
  { providerId: 'llama', modelId: 'local' },
];
export const DAY_MS = 24 * 3_600_000;
export const NOW_MS = new Date(2026, 7, 22, 14, 5).getTime();

const KINDS: readonly ErrorKind[] = ['overloaded', 'server', 'rate-limit', 'stall', 'connect'];

/** By turn, in the order they were asked. */
export function monthOfJournals(
  perDay: number,
  seed: number,
  days = 30,
): ReadonlyMap<string, TurnJournal> {
  const random = createSeededRandom(seed);
  const count = perDay * days;
  const journals = new Map<string, TurnJournal>();
  for (let n = 0; n < count; n += 1) {
    const wallMs = NOW_MS - days * DAY_MS + (n + 0.5) * ((days * DAY_MS) / count);
    journals.set(
      `t${n}`,
      oneJournal(`t${n}`, Math.round(wallMs), () => random.next()),
    );
  }
  return journals;
}

function oneJournal(turnId: string, wallMs: number, chance: () => number): TurnJournal {
  const events: JournalEvent[] = [];
  const costs: Record<string, Cost> = {};
  const of = { requestId: `r-${turnId}`, turnId };
  let atMs = 0;
  let tried = 0;
  const note = (what: JournalNote): void => {
    const stamp = { v: 1, seq: events.length + 1, windowId: 'w', monoMs: atMs } as const;
    events.push({ ...stamp, wallMs: wallMs + atMs, ...what });
  };
  const attempt = (
    target: Target,
    origin: 'first' | 'retry' | 'failover' | 'hedge' | 'continuation',
    outcome: 'finished' | 'failed' | 'aborted',
    isTrial = false,
  ): void => {
    tried += 1;
    const its = { ...of, attemptId: `${of.requestId}.${tried}`, target };
    const firstProgressMs = Math.round(300 + 2_000 * chance() ** 3);
    const durationMs = firstProgressMs + Math.round(400 + 6_000 * chance());
    if (origin !== 'retry') note({ type: 'target-chosen', ...of, target, origin, rule: 'order' });
    note({ type: 'attempt-started', ...its, origin, ...(isTrial ? { trial: 'live' } : {}) });
    note({ type: 'response-started', ...its, status: 200, afterMs: 90 });
    if (outcome === 'finished')
      note({ type: 'first-progress', ...its, afterMs: firstProgressMs, what: 'text' });
    atMs += durationMs;
    const kind = KINDS[Math.floor(chance() * KINDS.length)] ?? 'server';
    note({
      ...{ type: 'attempt-ended', ...its, outcome, origin, durationMs },
      ...(outcome === 'finished' || kind === 'stall' ? { firstProgressMs } : {}),
      textChars: outcome === 'finished' ? Math.round(100 + 2_000 * chance()) : 0,
      ...(outcome === 'failed' ? { error: record({ kind }) } : {}),
    });
    const usdMicros = Math.round(20_000 * chance());
    if (chance() < 0.8) {
      note({ type: 'spend-settled', ...its, usdMicros, isEstimated: false, isUnknown: false });
    } else if (chance() < 0.5) costs[its.attemptId] = { usdMicros, isEstimated: true };
  };
  const ended = (outcome: 'answered' | 'cancelled' | 'failed', kind?: ErrorKind): void => {
    const error = kind === undefined ? {} : { error: record({ kind }) };
    const end = { type: 'request-ended', ...of, outcome, durationMs: atMs, shownChars: 1 } as const;
    note({ ...end, ...error });
  };
  const [one, two, three] = TARGETS as [Target, Target, Target];
  note({
    ...{ type: 'request-started', ...of, conversationId: 'c' },
    ...{ lane: 'chat', deadlineAtMs: 9e9 },
  });
  const story = chance();
  if (story < 0.7) attempt(one, 'first', 'finished');
  else if (story < 0.78) {
    attempt(one, 'first', 'failed');
    attempt(one, 'retry', chance() < 0.5 ? 'finished' : 'failed', true);
    attempt(two, 'failover', 'finished');
  } else if (story < 0.86) {
    note({ type: 'target-skipped', ...of, target: three, reason: 'not-armed' });
    note({
      type: 'target-skipped',
      ...of,
      target: one,
      reason: chance() < 0.5 ? 'open' : 'paused',
    });
    attempt(two, 'first', 'finished');
  } else if (story < 0.9) {
    attempt(one, 'first', chance() < 0.5 ? 'finished' : 'aborted');
    attempt(two, 'hedge', chance() < 0.5 ? 'finished' : 'aborted');
  } else if (story < 0.93) {
    attempt(one, 'first', 'failed');
    attempt(two, 'continuation', 'finished');
  } else if (story < 0.95) {
    attempt(one, 'first', 'aborted');
    return close('cancelled');
  } else if (story < 0.97) {
    return close('failed', chance() < 0.5 ? 'budget' : 'offline');
  } else {
    attempt(one, 'first', 'failed', chance() < 0.5);
    attempt(two, 'failover', 'failed');
    return close('failed', 'deadline');
  }
  if (chance() < 0.002) {
    const what = { what: 'model', from: 'sonnet-1', to: 'sonnet-2' } as const;
    note({ type: 'model-changed', ...of, target: one, ...what });
  }
  return close('answered');

  function close(outcome: 'answered' | 'cancelled' | 'failed', kind?: ErrorKind): TurnJournal {
    ended(outcome, kind);
    return { events, leftOut: 0, costs };
  }
}
