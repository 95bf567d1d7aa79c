/*
 * The journal as lines of the log: what the engine did, as sentences and figures, never a question,
 * an answer or a key. What is not in the journal is not in the log; the hot events are left out.
 * Loaded with the first event, so that a start of the editor does not pay for it.
 */
import type { ErrorRecord, JournalEvent } from '../core/index.ts';

/** One line per event that a person may want to see; the hot ones are left out. */
export function journalLine(event: JournalEvent): string | undefined {
  switch (event.type) {
    case 'attempt-started':
      return `${event.attemptId} → ${name(event.target)} (${event.origin}${event.trial === undefined ? '' : `, ${event.trial} trial`})`;
    case 'attempt-ended': {
      const what = event.error === undefined ? event.outcome : failure(event.error);
      return `${event.attemptId} ${what} after ${Math.round(event.durationMs)} ms`;
    }
    case 'reasoning-left-out':
      return `${event.attemptId} without the reasoning that another model had sealed`;
    case 'settings-left-out':
      return `${event.attemptId} without ${event.settings.join(', ')}, which ${name(event.target)} ${event.isNew ? 'has refused' : 'refuses'}`;
    case 'prompt-cut':
      return `${event.attemptId} read ${event.readTokens} of ~${event.estimatedTokens} tokens (window ${event.windowTokens ?? 'unknown'})`;
    case 'switched':
      return `${event.requestId} ${name(event.from)} → ${name(event.to)} (${event.error.kind})`;
    case 'seam-started':
      return `${event.requestId} ${event.mode}: kept ${event.keptChars} characters of ${name(event.from)}, next ${name(event.to)}`;
    case 'degraded': {
      const left = event.dropped.map(({ what }) => what).join(', ');
      return `${event.requestId} ${event.rung} at ${name(event.target)}${left === '' ? '' : ` (${left})`}`;
    }
    case 'stored-answer':
    case 'past-answers':
      return storedLine(event);
    case 'wait-started':
      return `${event.requestId} waits ${Math.round(event.delayMs)} ms for ${name(event.target)} (${event.reason})`;
    case 'target-chosen':
      return `${event.requestId} chooses ${name(event.target)} (${event.rule})`;
    case 'target-skipped':
      return `${event.requestId} skips ${name(event.target)} (${event.reason})`;
    case 'repeat-refused':
      return `${event.requestId} does not repeat at ${name(event.target)} (${event.rule}: ${event.left} of ${event.max} left, ${event.needed} needed)`;
    case 'slot-queued':
      return `${event.attemptId} waits for a place at ${event.target.providerId} (${event.lane}: ${event.inUse} of ${event.limit} taken, ${event.ahead} ahead)`;
    case 'slot-refused':
      return `${event.attemptId} had no place at ${event.target.providerId} (${event.because} after ${Math.round(event.waitedMs)} ms: ${event.inUse} of ${event.limit} taken, ${event.queued} waiting)`;
    case 'slots-changed':
      return `${event.requestId} places at ${event.providerId}: ${event.from} → ${event.to} (${event.because})`;
    case 'attempt-throttled':
      return `${event.attemptId} stands back from ${name(event.target)} (${event.accepted.toFixed(1)} of ${event.asked.toFixed(1)} accepted, chance ${event.chance.toFixed(2)})`;
    case 'spend-reserved':
      return `${event.attemptId} puts ${event.usdMicros} µ$ aside (${event.by})`;
    case 'spend-refused':
      return `${event.attemptId} not asked: ${event.what} (${event.neededUsdMicros ?? '?'} of ${event.limitUsdMicros ?? '?'} µ$)`;
    case 'spend-settled': {
      const about = event.isEstimated ? '~' : '';
      return `${event.attemptId} cost ${event.isUnknown ? 'unknown' : `${about}${event.usdMicros} µ$`}`;
    }
    case 'answer-doubted':
      return `${event.attemptId} doubted: ${JSON.stringify(event.found)}`;
    case 'model-changed':
      return `${name(event.target)} changed its ${event.what}: ${event.from} → ${event.to}`;
    case 'offline-changed':
      return offlineLine(event);
    case 'canary-changed':
      return `${name(event.target)} calculates ${event.isRight ? 'right again' : 'wrong'}`;
    case 'probe-started':
    case 'probe-ended':
      return probeLine(event);
    case 'breaker-changed':
    case 'lock-changed':
    case 'pause-changed':
      return scopeLine(event);
    case 'request-ended':
      return `${event.requestId} ${event.outcome} after ${Math.round(event.durationMs)} ms`;
    default:
      return undefined;
  }
}

type OfflineChanged = Extract<JournalEvent, { type: 'offline-changed' }>;

function storedLine(
  event: Extract<JournalEvent, { type: 'stored-answer' | 'past-answers' }>,
): string {
  if (event.type === 'past-answers') return `${event.requestId} ${event.count} earlier answers`;
  const age = Math.round(event.ageMs);
  return `${event.requestId} stored answer of ${name(event.target)}, ${age} ms old`;
}

type ScopeEvent = Extract<
  JournalEvent,
  { type: 'breaker-changed' | 'lock-changed' | 'pause-changed' }
>;

function scopeLine(event: ScopeEvent): string {
  const scope = JSON.stringify(event.scope);
  if (event.type === 'pause-changed') return `pause of ${scope} (${event.why})`;
  if (event.type === 'lock-changed') {
    return `${event.locked ? 'lock' : 'unlock'} ${scope} (${event.why})`;
  }
  return `breaker of ${scope}: ${event.from} → ${event.to} (${event.why})`;
}

type ProbeEvent = Extract<JournalEvent, { type: 'probe-started' | 'probe-ended' }>;

function probeLine(event: ProbeEvent): string {
  const probe = `probe of ${name(event.target)} (${event.what}`;
  if (event.type === 'probe-started') {
    const nth = event.nth === undefined ? '' : `, ${event.nth} today, by ${event.by ?? 'memory'}`;
    return `${probe}${nth})`;
  }
  return `${probe}): ${event.outcome}${event.error === undefined ? '' : `, ${failure(event.error)}`}`;
}

function offlineLine({ isOffline, families, checks }: OfflineChanged): string {
  return isOffline
    ? `offline: ${families} families of providers could not be reached`
    : `online again after ${checks} checks`;
}

/** With what the vendor's support asks for; its own sentence may quote the question. */
function failure({ kind, message, vendorCode, vendorRequestId }: ErrorRecord): string {
  const code = vendorCode === undefined ? '' : ` (${vendorCode})`;
  const request = vendorRequestId === undefined ? '' : `, request ${vendorRequestId}`;
  return `${kind}: ${message}${code}${request}`;
}

const name = (target: { providerId: string; modelId: string }): string =>
  `${target.providerId}/${target.modelId}`;
