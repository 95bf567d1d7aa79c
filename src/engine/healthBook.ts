/*
 * The four verdicts on each target (engine page, A11), and what its models call themselves (A12).
 * Health is no layer: it listens to the journal, and notes there when a target has become another
 * model or a canary's answer has turned. It keeps little of each target and nothing of any
 * question.
 */
import { targetKey } from '../core/index.ts';
import type {
  Clock,
  ErrorKind,
  Journal,
  JournalEvent,
  RateLimits,
  Target,
  TargetHealth,
  Verdict,
} from '../core/index.ts';

export type HealthDeps = { readonly clock: Clock; readonly journal: Journal };

export interface HealthBook {
  of(target: Target): TargetHealth;
  /** After the event was given to everybody else: what is noted here comes behind it. */
  see(event: JournalEvent): void;
}

/** First words that are kept, and how many make a percentile. */
const KEPT_MAX = 40;
const ENOUGH = 8;
/** Less than this left of a limit is scarce (engine page, A10). */
const SCARCE = 0.15;
/** For display only: these say that an answer made no sense. */
const SENSELESS: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['empty', 'degenerate']);

type Seen = {
  readonly target: Target;
  readonly reachable: Verdict;
  readonly fast: Verdict;
  readonly coherent: Verdict;
  readonly headroom: Verdict & { readonly untilMs?: number };
  readonly firstMs: readonly number[];
  readonly model?: string;
  readonly fingerprint?: string;
  readonly canary?: boolean;
};

const UNKNOWN: Verdict = { is: 'unknown' };

export function createHealthBook({ clock, journal }: HealthDeps): HealthBook {
  const targets = new Map<string, Seen>();
  const seenOf = (target: Target): Seen =>
    targets.get(targetKey(target)) ?? {
      ...{ target, reachable: UNKNOWN, fast: UNKNOWN, coherent: UNKNOWN, headroom: UNKNOWN },
      firstMs: [],
    };
  const put = (target: Target, change: Partial<Seen>): void =>
    void targets.set(targetKey(target), { ...seenOf(target), ...change });
  const verdict = verdictBy(clock);

  return {
    of(target) {
      const { reachable, fast, coherent, headroom } = seenOf(target);
      const { untilMs = Infinity, ...left } = headroom;
      const isOld = untilMs <= clock.nowMs();
      return { target, reachable, fast, coherent, headroom: isOld ? UNKNOWN : left };
    },
    see(event) {
      if (event.type === 'probe-ended') return probed(event);
      if (!('target' in event) || event.target === undefined) return;
      put(event.target, changeBy(event, seenOf(event.target), clock));
      if (event.type === 'attempt-ended') changedModel(event);
    },
  };

  function changedModel(event: Extract<JournalEvent, { type: 'attempt-ended' }>): void {
    const { target, requestId, turnId, model, fingerprint } = event;
    const before = seenOf(target);
    if (model !== undefined) put(target, { model });
    if (fingerprint !== undefined) put(target, { fingerprint });
    const isOther = model !== undefined && before.model !== undefined && model !== before.model;
    const isRebuilt =
      fingerprint !== undefined &&
      before.fingerprint !== undefined &&
      fingerprint !== before.fingerprint;
    const of = { type: 'model-changed', requestId, turnId, target } as const;
    if (isOther) journal.note({ ...of, what: 'model', from: before.model ?? '', to: model });
    else if (isRebuilt)
      journal.note({ ...of, what: 'fingerprint', from: before.fingerprint ?? '', to: fingerprint });
  }

  function probed({ target, what, outcome }: Extract<JournalEvent, { type: 'probe-ended' }>): void {
    const isAnswered = outcome === 'answered';
    if (what === 'reach') put(target, { reachable: verdict(isAnswered) });
    if (what !== 'canary' || (!isAnswered && outcome !== 'wrong')) return;
    const { canary: before } = seenOf(target);
    put(target, { coherent: verdict(isAnswered), canary: isAnswered });
    if (before !== undefined && before !== isAnswered)
      journal.note({ type: 'canary-changed', target, isRight: isAnswered });
  }
}

function verdictBy(clock: Clock): (isGood: boolean) => Verdict {
  return (isGood) => ({ is: isGood ? 'good' : 'bad', wallMs: clock.wallMs() });
}

function changeBy(event: JournalEvent, seen: Seen, clock: Clock): Partial<Seen> {
  const verdict = verdictBy(clock);
  switch (event.type) {
    case 'response-started': {
      const { limits } = event;
      const headroom = limits === undefined ? {} : { headroom: headroomOf(limits, clock) };
      return { reachable: verdict(true), ...headroom };
    }
    case 'first-progress':
      return pace(seen, event.afterMs, clock);
    case 'answer-doubted':
      return { coherent: verdict(false) };
    case 'attempt-ended':
      return endOf(event, verdict);
    default:
      return {};
  }
}

function endOf(
  { outcome, error, textChars }: Extract<JournalEvent, { type: 'attempt-ended' }>,
  verdict: (isGood: boolean) => Verdict,
): Partial<Seen> {
  if (outcome === 'finished') return textChars > 0 ? { coherent: verdict(true) } : {};
  if (outcome === 'aborted' || error === undefined || error.origin === 'local') return {};
  if (SENSELESS.has(error.kind)) return { coherent: verdict(false) };
  // A refusal is a response too; without one nobody was there.
  if ('status' in error) return { reachable: verdict(true) };
  return 'net' in error || error.waitedMs !== undefined ? { reachable: verdict(false) } : {};
}

function pace({ firstMs }: Seen, afterMs: number, clock: Clock): Partial<Seen> {
  const times = [...firstMs, afterMs].slice(-KEPT_MAX);
  if (firstMs.length < ENOUGH) return { firstMs: times };
  const sorted = firstMs.toSorted((a, b) => a - b);
  const limit = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0;
  const is = afterMs <= limit ? 'good' : 'bad';
  return { firstMs: times, fast: { is, wallMs: clock.wallMs(), figure: afterMs, limit } };
}

/** The scarcest of its limits, and until when that is so. */
function headroomOf(limits: RateLimits, clock: Clock): Seen['headroom'] {
  let scarcest: { readonly figure: number; readonly untilMs: number } | undefined;
  for (const { limit = 0, remaining, resetsInMs } of Object.values(limits)) {
    if (remaining === undefined || !(limit > 0)) continue;
    const figure = Math.max(0, Math.min(1, remaining / limit));
    if (figure >= (scarcest?.figure ?? Infinity)) continue;
    scarcest = { figure, untilMs: clock.nowMs() + (resetsInMs ?? Infinity) };
  }
  if (scarcest === undefined) return UNKNOWN;
  const is = scarcest.figure < SCARCE ? 'bad' : 'good';
  return { is, wallMs: clock.wallMs(), limit: SCARCE, ...scarcest };
}
