/*
 * One question as the dashboard counts it, read from its journal: how it ended for the person, how
 * it would have ended with the first choice alone, and every try with its figures.
 * Pure and without words. What nobody can know from the journal is `unknown`, never guessed; a
 * question that says nothing of any provider (stopped, refused here, offline) is `left-out`.
 */
import { dispositionOf, sameTarget, targetKey } from '../../core/index.ts';
import type {
  AttemptOrigin,
  Cost,
  ErrorKind,
  ErrorRecord,
  JournalEvent,
  SkipReason,
  Target,
  TurnJournal,
} from '../../core/index.ts';

/** What a try was paid for. `parallel`: beside another that won. `continued`: to go on. */
export type PaidFor = 'answer' | 'failed' | 'continued' | 'parallel';

export type AskedTry = {
  readonly target: Target;
  /** `provider/model`. */
  readonly key: string;
  readonly wallMs: number;
  readonly origin: AttemptOrigin;
  /** It was asked to see if it is back. */
  readonly isTrial: boolean;
  readonly outcome: 'finished' | 'failed' | 'aborted' | 'open';
  readonly firstMs: number | undefined;
  /** Zero while it is open. */
  readonly durationMs: number;
  readonly textChars: number;
  readonly error: ErrorRecord | undefined;
  readonly paidFor: PaidFor;
  /** Undefined where nobody knows. */
  readonly cost: Cost | undefined;
};

export type AskedTurn = {
  readonly wallMs: number;
  readonly seen: 'answered' | 'failed' | 'left-out';
  /** What the first choice alone would have come to; `skipped`: it was not even asked. */
  readonly alone: 'answered' | 'failed' | 'unknown' | 'skipped';
  readonly first: Target | undefined;
  readonly tries: readonly AskedTry[];
  /** Who was left alone because of how it was doing. */
  readonly skips: readonly { readonly key: string; readonly wallMs: number }[];
  readonly changes: readonly ModelChange[];
};

export type ModelChange = Extract<JournalEvent, { type: 'model-changed' }>;

/** Of the reasons to pass somebody over, those that speak of how it is doing. */
const ILL: ReadonlySet<SkipReason> = new Set(['open', 'paused', 'rate', 'headroom', 'locked']);

export function askedTurn(journal: TurnJournal): AskedTurn | undefined {
  const [begin] = journal.events;
  if (begin === undefined) return undefined;
  const noted = notedIn(journal.events);
  const tries = noted.starts.map((start) => tryOf(start, noted, journal.costs));
  const { end, first, skips, changes } = noted;
  return {
    wallMs: begin.wallMs,
    seen: seenOf(end),
    alone: first === undefined ? 'unknown' : aloneOf(first, tries),
    ...{ first, tries, skips, changes },
  };
}

type Started = Extract<JournalEvent, { type: 'attempt-started' }>;
type Ended = Extract<JournalEvent, { type: 'attempt-ended' }>;
type Settled = Extract<JournalEvent, { type: 'spend-settled' }>;
type RequestEnded = Extract<JournalEvent, { type: 'request-ended' }>;

/** What counts, out of all events: one pass, for a month is ten thousands of them. */
type Noted = {
  readonly starts: Started[];
  readonly ends: Map<string, Ended>;
  readonly sums: Map<string, Settled>;
  readonly skips: { key: string; wallMs: number }[];
  readonly changes: ModelChange[];
  /** Whoever stood first among those who might be asked, asked or not. */
  first: Target | undefined;
  end: RequestEnded | undefined;
  isContest: boolean;
};

function notedIn(events: readonly JournalEvent[]): Noted {
  const noted: Noted = {
    ...{ starts: [], ends: new Map(), sums: new Map(), skips: [], changes: [] },
    ...{ first: undefined, end: undefined, isContest: false },
  };
  for (const event of events) {
    switch (event.type) {
      case 'target-skipped':
        if (!ILL.has(event.reason)) break;
        noted.first ??= event.target;
        if (event.reason === 'headroom') break;
        noted.skips.push({ key: targetKey(event.target), wallMs: event.wallMs });
        break;
      case 'target-chosen':
        noted.first ??= event.target;
        break;
      case 'attempt-started':
        noted.first ??= event.target;
        noted.isContest ||= event.origin === 'hedge';
        noted.starts.push(event);
        break;
      case 'attempt-ended':
        noted.ends.set(event.attemptId, event);
        break;
      case 'spend-settled':
        noted.sums.set(event.attemptId, event);
        break;
      case 'model-changed':
        noted.changes.push(event);
        break;
      case 'request-ended':
        noted.end = event;
        break;
      default:
    }
  }
  return noted;
}

/** Nobody's failure: stopped, refused on this computer, or a question that nobody could take. */
export function isOfTheQuestion(kind: ErrorKind): boolean {
  if (kind === 'deadline' || kind === 'exhausted') return false;
  return dispositionOf(kind)?.scope === 'request';
}

function seenOf(end: RequestEnded | undefined): AskedTurn['seen'] {
  if (end === undefined || end.outcome === 'cancelled') return 'left-out';
  if (end.outcome === 'answered') return 'answered';
  const { error } = end;
  if (error === undefined) return 'failed';
  const causes = error.causes ?? [];
  if (causes.length > 0) {
    return causes.every(({ kind }) => isOfTheQuestion(kind)) ? 'left-out' : 'failed';
  }
  // Nobody was asked: a failure only where somebody was left alone for being ill.
  if (error.passedOver !== undefined && error.passedOver.length > 0) {
    return error.passedOver.some(({ reason }) => ILL.has(reason)) ? 'failed' : 'left-out';
  }
  return isOfTheQuestion(error.kind) ? 'left-out' : 'failed';
}

/** Its own tries, up to the moment somebody else was asked in its place. */
function aloneOf(first: Target, tries: readonly AskedTry[]): AskedTurn['alone'] {
  const isIts = ({ target }: AskedTry): boolean => sameTarget(target, first);
  const [begin] = tries;
  if (begin === undefined || !isIts(begin)) return 'skipped';
  const end = tries.findIndex((one) => !isIts(one) && one.origin !== 'hedge');
  const own = (end < 0 ? tries : tries.slice(0, end)).filter(isIts);
  if (own.some(({ outcome }) => outcome === 'finished')) return 'answered';
  return own.every(({ outcome }) => outcome === 'failed') ? 'failed' : 'unknown';
}

function tryOf(
  { attemptId, target, origin, wallMs, trial }: Started,
  { ends, sums, isContest }: Noted,
  costs: TurnJournal['costs'],
): AskedTry {
  const end = ends.get(attemptId);
  const outcome = end?.outcome ?? 'open';
  return {
    ...{ target, key: targetKey(target), wallMs, origin, outcome },
    isTrial: trial !== undefined,
    firstMs: end?.firstProgressMs,
    durationMs: end?.durationMs ?? 0,
    textChars: end?.textChars ?? 0,
    error: end?.error,
    paidFor: paidFor(origin, outcome, isContest),
    cost: paid(sums.get(attemptId)) ?? costs[attemptId],
  };
}

function paid(settled: Settled | undefined): Cost | undefined {
  if (settled === undefined || settled.isUnknown) return undefined;
  return { usdMicros: settled.usdMicros, isEstimated: settled.isEstimated };
}

function paidFor(origin: AttemptOrigin, outcome: AskedTry['outcome'], isContest: boolean): PaidFor {
  if (outcome === 'failed') return 'failed';
  if (isContest && outcome === 'aborted') return 'parallel';
  return origin === 'continuation' ? 'continued' : 'answer';
}
