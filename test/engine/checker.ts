// Reads a finished journal and finds what must never be in one. It shares no code with the engine
// but the table of dispositions, and works on plain records, whoever made them.
// Numbers in brackets are the invariants of the reliability notes.

import { dispositionOf } from '../../src/core/index.ts';
import type { BreakerState, JournalEvent, Target } from '../../src/core/index.ts';
import { flow } from './flowRules.ts';

const keyOf = ({ providerId, modelId }: Target): string => `${providerId}/${modelId}`;

export type Rules = {
  readonly repeatsMax: number;
  /** Targets that may be asked; all others must never be. */
  readonly mayBeAsked: (target: Target) => boolean;
  /** Who runs a target's endpoint, where families are to be checked. */
  readonly familyOf?: (target: Target) => string;
  /** Places at a provider to begin with; default 8. */
  readonly places?: (providerId: string) => number;
  /** Requests that a person allows a provider in any minute; default no limit. */
  readonly perMinute?: (providerId: string) => number;
};

export function violations(journal: readonly JournalEvent[], rules: Rules): string[] {
  return [
    ...order(journal),
    ...ends(journal),
    ...consent(journal, rules),
    ...deadlines(journal),
    ...breakers(journal, rules),
    ...pauses(journal),
    ...repeats(journal, rules),
    ...flow(journal, rules),
  ];
}

/** (19) */
function order(journal: readonly JournalEvent[]): string[] {
  return journal.flatMap((event, index) => {
    const before = journal[index - 1];
    if (before === undefined) return [];
    const isOrdered = event.seq === before.seq + 1 && event.monoMs >= before.monoMs;
    return isOrdered ? [] : [`order broken at ${event.seq}`];
  });
}

/** (1, 14, 16) Whatever begins ends once, and nothing of a request comes after its end. */
function ends(journal: readonly JournalEvent[]): string[] {
  const found: string[] = [];
  const open = new Map<string, string>();
  const over = new Set<string>();
  const waits = new Map<string, number>();
  for (const event of journal) {
    if (!('requestId' in event)) continue;
    if (over.has(event.requestId)) found.push(`${event.type} after the end of ${event.requestId}`);
    // Those who are asked beside each other wait beside each other.
    if (event.type === 'wait-started') {
      waits.set(event.requestId, (waits.get(event.requestId) ?? 0) + 1);
      continue;
    }
    if (event.type === 'wait-ended') {
      const left = (waits.get(event.requestId) ?? 0) - 1;
      if (left < 0) found.push(`wait-ended without a beginning: ${event.requestId}`);
      waits.set(event.requestId, left);
      continue;
    }
    const id = 'attemptId' in event ? event.attemptId : event.requestId;
    if (event.type.endsWith('-started') && event.type !== 'response-started') {
      if (event.type === 'seam-started') continue;
      if (open.has(`${event.type} ${id}`)) found.push(`${event.type} twice: ${id}`);
      open.set(`${event.type} ${id}`, event.requestId);
    } else if (event.type.endsWith('-ended')) {
      const began = `${event.type.replace('-ended', '-started')} ${id}`;
      if (!open.delete(began)) found.push(`${event.type} without a beginning: ${id}`);
    }
    if (event.type !== 'request-ended') continue;
    over.add(event.requestId);
    if ((waits.get(event.requestId) ?? 0) > 0) found.push(`left waiting: ${event.requestId}`);
    for (const [what, of] of open) if (of === event.requestId) found.push(`left open: ${what}`);
  }
  return [...found, ...[...open.keys()].map((what) => `never ended: ${what}`)];
}

/** (33) */
function consent(journal: readonly JournalEvent[], { mayBeAsked }: Rules): string[] {
  return journal.flatMap((event) =>
    event.type === 'attempt-started' && !mayBeAsked(event.target)
      ? [`asked without consent: ${keyOf(event.target)}`]
      : [],
  );
}

/** (2) Until the commit point; what follows a kept fragment has its own deadline. */
function deadlines(journal: readonly JournalEvent[]): string[] {
  const deadlineOf = new Map<string, number>();
  return journal.flatMap((event) => {
    if (event.type === 'request-started') deadlineOf.set(event.requestId, event.deadlineAtMs);
    if (event.type === 'seam-started') deadlineOf.delete(event.requestId);
    // A wait may come before the seam is told, which is when the next one is asked.
    if (event.type === 'attempt-ended' && event.outcome === 'failed')
      if (keepsFragment(journal, event)) deadlineOf.delete(event.requestId);
    if (event.type !== 'attempt-started' && event.type !== 'wait-started') return [];
    const deadline = deadlineOf.get(event.requestId) ?? Infinity;
    return event.monoMs > deadline ? [`${event.type} after the deadline: ${event.requestId}`] : [];
  });
}

type Ended = Extract<JournalEvent, { type: 'attempt-ended' }>;

/** Whether a failed attempt had shown what stays: text, or what a seam then follows. */
function keepsFragment(journal: readonly JournalEvent[], ended: Ended): boolean {
  if (ended.textChars > 0) return true;
  const next = journal.find(
    (event) =>
      event.seq > ended.seq &&
      'requestId' in event &&
      event.requestId === ended.requestId &&
      ['seam-started', 'attempt-started', 'request-ended'].includes(event.type),
  );
  const isUnknown = next?.type === 'request-ended' && ended.firstProgressMs !== undefined;
  return next?.type === 'seam-started' || isUnknown;
}

const LEGAL = [
  'closed>open',
  'open>half-open',
  'half-open>open',
  'half-open>closed',
  'open>closed',
];

/** (5, 6, 7) Of targets and, where it is known who runs what, of families. */
function breakers(journal: readonly JournalEvent[], { familyOf }: Rules): string[] {
  const found: string[] = [];
  const states = new Map<string, BreakerState>();
  const trials = new Map<string, string>();
  for (const event of journal) {
    if (event.type === 'breaker-changed') {
      const { scope } = event;
      const key = 'target' in scope ? keyOf(scope.target) : `family ${scope.family}`;
      const known = states.get(key) ?? 'closed';
      const move = `${event.from}>${event.to}`;
      if (known !== event.from || !LEGAL.includes(move)) found.push(`illegal ${move} of ${key}`);
      states.set(key, event.to);
      // What settled it may go on streaming; it is no trial any more.
      for (const [id, of] of trials) if (of.startsWith(key)) trials.delete(id);
    }
    if (event.type === 'attempt-ended') trials.delete(event.attemptId);
    if (event.type !== 'attempt-started') continue;
    const { target, attemptId, trial } = event;
    const keys = [keyOf(target), ...(familyOf === undefined ? [] : [`family ${familyOf(target)}`])];
    for (const key of keys) {
      const state = states.get(key) ?? 'closed';
      if (state === 'open') found.push(`asked while ${key} is open: ${attemptId}`);
      if (state !== 'half-open') continue;
      if (trial === undefined) found.push(`asked beside a trial of ${key}: ${attemptId}`);
      const mine = `${key} ${trial}`;
      if ([...trials.values()].includes(mine)) found.push(`two trials of ${mine}: ${attemptId}`);
      trials.set(attemptId, mine);
    }
  }
  return found;
}

/**
 * (11) Unless the person said *Try now*, which excuses one attempt at the target that was waited
 * for, or *Switch*, which excuses one attempt at whoever is next.
 */
function pauses(journal: readonly JournalEvent[]): string[] {
  const NEXT = 'whoever is next';
  const untilMs = new Map<string, number>();
  const waitsFor = new Map<string, string>();
  const excused = new Set<string>();
  return journal.flatMap((event) => {
    if (event.type === 'pause-changed') {
      const key = 'target' in event.scope ? keyOf(event.scope.target) : event.scope.providerId;
      untilMs.set(key, event.untilMs ?? 0);
    }
    if (event.type === 'wait-started') waitsFor.set(event.requestId, keyOf(event.target));
    if (event.type === 'wait-ended') {
      const waitedFor = waitsFor.get(event.requestId) ?? '';
      if (event.by === 'try-now') excused.add(`${event.requestId} ${waitedFor}`);
      if (event.by === 'switch') excused.add(`${event.requestId} ${NEXT}`);
    }
    if (event.type !== 'attempt-started') return [];
    const words = [keyOf(event.target), NEXT].map((whom) => `${event.requestId} ${whom}`);
    const isExcused = words.map((word) => excused.delete(word)).includes(true);
    const keys = [keyOf(event.target), event.target.providerId];
    const isPaused = keys.some((key) => (untilMs.get(key) ?? 0) > event.monoMs);
    return isPaused && !isExcused ? [`asked during a pause: ${event.attemptId}`] : [];
  });
}

/** (12), and the bound on repeats. */
function repeats(journal: readonly JournalEvent[], { repeatsMax }: Rules): string[] {
  const found: string[] = [];
  const lastKind = new Map<string, Parameters<typeof dispositionOf>[0]>();
  const lastForm = new Map<string, string | undefined>();
  const counts = new Map<string, number>();
  for (const event of journal) {
    if (event.type === 'attempt-ended' && event.error !== undefined)
      lastKind.set(`${event.requestId} ${keyOf(event.target)}`, event.error.kind);
    if (event.type !== 'attempt-started') continue;
    const at = `${event.requestId} ${keyOf(event.target)}`;
    const kind = lastKind.get(at);
    // Put in another way it is not sent again, but for the first time.
    const isOtherwise = lastForm.get(at) !== event.sentAs;
    lastForm.set(at, event.sentAs);
    if (kind === undefined) continue;
    const { repeat } = dispositionOf(kind);
    const isUnchanged = repeat === 'never' || ['smaller', 'without-it'].includes(repeat.how);
    const isForbidden = isUnchanged && !isOtherwise;
    if (isForbidden) found.push(`resent after ${kind}: ${event.attemptId}`);
    counts.set(event.requestId, (counts.get(event.requestId) ?? 0) + 1);
  }
  for (const [requestId, count] of counts)
    if (count > repeatsMax) found.push(`${count} repeats: ${requestId}`);
  return found;
}
