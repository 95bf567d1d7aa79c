// By what servers saw and said: delays they asked for, questions sent again that must not be,
// how many were under way at once, and who was asked though nobody had a question.

import type { ErrorKind, JournalEvent, TargetCall } from '../../../src/core/index.ts';
import { ChatError } from '../../../src/core/index.ts';
import { keyOf, serverOf, type MakeCheck } from './check.ts';

const DELAY_MAX_MS = 86_400_000;
/** Kinds whose delay holds for every model of the account; all others speak of one model. */
const OF_ACCOUNT: readonly string[] = ['rate-limit', 'quota', 'auth', 'region'];

type Delay = { readonly untilMs: number; readonly saidMs: number };

/** (11) Each window knows what it was told itself. Hurried by the person: once, whoever it is. */
export const delays: MakeCheck = (report) => {
  const until = new Map<string, Delay>();
  const hurried = new Set<string>();
  const askedMs = new Map<string, number>();
  const windowOf = ({ requestId }: TargetCall): string => requestId.split(/[. ]/)[0] ?? '';
  const keysOf = (windowId: string, call: TargetCall): string[] => [
    `${windowId} ${call.target.providerId}`,
    `${windowId} ${keyOf(call.target)}`,
  ];
  const windows = new Map<string, string>();
  return {
    noted(event) {
      if ('requestId' in event) windows.set(event.requestId, event.windowId);
      if (event.type === 'wait-ended' && (event.by === 'try-now' || event.by === 'switch'))
        hurried.add(event.requestId);
      if (event.type !== 'request-ended') return;
      hurried.delete(event.requestId);
      windows.delete(event.requestId);
    },
    seen(seen, nowMs) {
      if (seen.what === 'reached') return;
      const { call } = seen;
      const windowId = windows.get(call.requestId) ?? windowOf(call);
      const keys = keysOf(windowId, call);
      if (seen.what === 'asked') {
        askedMs.set(call.attemptId, nowMs);
        if (hurried.has(call.requestId)) return;
        for (const key of keys) {
          const leftMs = (until.get(key)?.untilMs ?? 0) - nowMs;
          // Times are fractions of a millisecond in places: what is rounded is no haste.
          if (leftMs > 1) report(11, `${call.attemptId} came ${leftMs} ms too soon to ${key}`);
        }
        return;
      }
      const { step } = seen;
      if ('event' in step && step.event.type === 'finish') {
        const beganMs = askedMs.get(call.attemptId) ?? nowMs;
        for (const key of keys)
          if ((until.get(key)?.saidMs ?? Infinity) <= beganMs) until.delete(key);
      }
      if (!('error' in step) || !(step.error instanceof ChatError)) return;
      const { retryAfterMs, kind } = step.error;
      if (retryAfterMs === undefined) return;
      const key = keys[OF_ACCOUNT.includes(kind) ? 0 : 1] ?? '';
      const untilMs = nowMs + Math.min(DELAY_MAX_MS, retryAfterMs);
      if (untilMs > (until.get(key)?.untilMs ?? 0)) until.set(key, { untilMs, saidMs: nowMs });
      askedMs.delete(call.attemptId);
    },
  };
};

/** After these the table says: never again to the same target unchanged. */
const NEVER: readonly ErrorKind[] = [
  ...(['tls', 'proxy', 'silent', 'quota', 'auth', 'region', 'permission', 'protocol'] as const),
  ...(['no-memory', 'model-gone', 'invalid', 'too-large', 'content-filter'] as const),
  ...(['too-large-per-minute', 'context-length', 'unsupported'] as const),
];

/** (12), and at most `repeatsMax` times at somebody who failed it already. */
export const resends: MakeCheck = (report) => {
  const lastKind = new Map<string, Map<string, { kind: ErrorKind; sentAs: string | undefined }>>();
  const repeats = new Map<string, number>();
  const forms = new Map<string, string | undefined>();
  return {
    noted(event) {
      if (event.type === 'request-ended') {
        lastKind.delete(event.requestId);
        repeats.delete(event.requestId);
      }
      // Who lost beside a faster one has not failed.
      if (event.type === 'attempt-ended' && event.outcome === 'failed' && event.error) {
        const of = lastKind.get(event.requestId) ?? new Map();
        lastKind.set(event.requestId, of);
        const sentAs = forms.get(event.attemptId);
        of.set(keyOf(event.target), { kind: event.error.kind, sentAs });
      }
      if (event.type === 'attempt-ended') forms.delete(event.attemptId);
      if (event.type !== 'attempt-started') return;
      forms.set(event.attemptId, event.sentAs);
      const last = lastKind.get(event.requestId)?.get(keyOf(event.target));
      if (last === undefined) return;
      if (NEVER.includes(last.kind) && last.sentAs === event.sentAs)
        report(12, `${event.attemptId} went again to ${keyOf(event.target)} after ${last.kind}`);
      const count = (repeats.get(event.requestId) ?? 0) + 1;
      repeats.set(event.requestId, count);
      if (count > 4) report(12, `${event.requestId} was repeated ${count} times`);
    },
  };
};

type Ended = Extract<JournalEvent, { type: 'attempt-ended' }>;
const isGood = (event: Ended): boolean => event.outcome === 'finished';

type Doubted = {
  readonly atMs: number;
  readonly line: readonly { readonly requestId: string }[];
  readonly requestId: string;
  /** Of its own lane, who came earlier; and how many stand in front of it by its own account. */
  readonly before: readonly string[];
  readonly ahead: number;
};

/** (13, 14) Live attempts of a window at an account, by the limits told in its journal. */
export const places: MakeCheck = (report, plan) => {
  const lanes = new Map<string, string>();
  const live = new Map<string, Set<string>>();
  const limits = new Map<string, number>();
  const waiting = new Map<string, { requestId: string; lane: string }[]>();
  const passing = new Map<string, number>();
  const open = new Map<string, Set<string>>();
  const queueMax = plan.options.lanes?.queueMax ?? 100;
  const doubted: Doubted[] = [];
  return {
    noted(event) {
      if (event.type === 'request-started') {
        lanes.set(event.requestId, event.lane);
        const here = open.get(event.windowId) ?? new Set();
        open.set(event.windowId, here.add(event.requestId));
      }
      if (event.type === 'request-ended') open.get(event.windowId)?.delete(event.requestId);
      while (doubted[0] !== undefined && doubted[0].atMs < event.monoMs) {
        const { line, requestId, before, ahead } = doubted.shift() as Doubted;
        const isThere = (id: string): boolean => line.some((one) => one.requestId === id);
        if (isThere(requestId) && before.filter(isThere).length > ahead)
          report(13, `${requestId} came last and stands in front of its own lane`);
      }
      if (event.type === 'slots-changed')
        limits.set(`${event.windowId} ${event.providerId}`, event.to);
      if (event.type === 'slot-queued') {
        const key = `${event.windowId} ${event.target.providerId}`;
        const line = waiting.get(key) ?? [];
        waiting.set(key, line);
        const before = line.filter(({ lane }) => lane === event.lane);
        if (before.length > event.ahead) {
          const ids = before.map(({ requestId }) => requestId);
          const { requestId, ahead } = event;
          doubted.push({ atMs: event.monoMs, line, requestId, before: ids, ahead });
        }
        if (event.ahead >= queueMax) report(13, `${event.ahead} wait in front at ${key}`);
        const others = (open.get(event.windowId)?.size ?? 1) - 1;
        if (event.lane !== 'probe' && event.inUse > others)
          report(14, `${event.inUse} places taken at ${key} by ${others} questions`);
        line.push({ requestId: event.requestId, lane: event.lane });
        if (line.length > queueMax + 1) report(13, `${line.length} wait at ${key}`);
      }
      if (event.type === 'slot-refused')
        passing.delete(`${event.requestId} ${event.windowId} ${event.target.providerId}`);
      if (event.type === 'request-ended' || event.type === 'slot-refused') {
        if (event.type === 'request-ended') lanes.delete(event.requestId);
        for (const line of waiting.values()) leave(line, event.requestId);
      }
      if (event.type === 'wait-ended') {
        const passed = [...waiting].flatMap(([key, line]) => {
          const count = leave(line, event.requestId);
          return count === undefined ? [] : { key, count };
        });
        // Told only once it is served: whoever is sent away leaves the line as well. Whoever waits
        // at several places does not say which of the waits is over.
        const [only, another] = passed;
        if (only !== undefined && another === undefined && event.by === 'change' && only.count > 0)
          passing.set(`${event.requestId} ${only.key}`, only.count);
      }
      if (event.type !== 'attempt-started' && event.type !== 'attempt-ended') return;
      const key = `${event.windowId} ${event.target.providerId}`;
      const here = live.get(key) ?? new Set();
      live.set(key, here);
      if (event.type === 'attempt-ended') {
        here.delete(event.attemptId);
        return;
      }
      const passed = passing.get(`${event.requestId} ${key}`) ?? 0;
      passing.delete(`${event.requestId} ${key}`);
      if (passed > 0) report(13, `${event.requestId} passed ${passed} of its own lane at ${key}`);
      const lane = lanes.get(event.requestId) ?? 'probe';
      if (lane === 'probe') return;
      here.add(event.attemptId);
      const server = serverOf(plan, event.target);
      const first = plan.options.lanes?.slots ?? 8;
      const own = server.concurrency ?? (server.isLocal ? 1 : first);
      const limit = limits.get(key) ?? own;
      if (here.size > limit) report(13, `${here.size} at ${limit} places of ${key}`);
    },
  };
};

/** Takes it out of the line; how many of its own lane stood in front of it. */
function leave(line: { requestId: string; lane: string }[], requestId: string) {
  const index = line.findIndex((one) => one.requestId === requestId);
  if (index < 0) return undefined;
  const [gone] = line.splice(index, 1);
  return line.slice(0, index).filter(({ lane }) => lane === gone?.lane).length;
}

type Move = { readonly atMs: number; readonly tokens: number };

/**
 * (9, 10) In any span of time: repeats ≤ 0.2 × answers + 10 + a minute's one, and no token below
 * zero; of each window and family. A repeat counts from when it was decided on, which is before its
 * wait; so it is judged at the end. To go on at somebody else is no repeat.
 */
export const budgets: MakeCheck = (report, plan) => {
  const moves = new Map<string, Move[]>();
  /** Requests whose answer goes on where it broke. */
  const seams = new Set<string>();
  const waits = new Map<string, number>();
  const max = (plan.options.budget?.tokensMax ?? 10) + 1;
  // Whoever races has all asked from the start: that is no repeat.
  const isHedged = plan.options.routing?.strategy === 'hedged';
  const repeats: readonly string[] = isHedged ? ['retry', 'hedge'] : ['retry'];
  return {
    noted(event) {
      if (event.type === 'repeat-refused' && event.left < 0) report(9, `left ${event.left}`);
      if (event.type === 'request-ended') {
        seams.delete(event.requestId);
        waits.delete(event.requestId);
      }
      if (event.type === 'seam-started') {
        if (keyOf(event.from) === keyOf(event.to)) seams.add(event.requestId);
        else seams.delete(event.requestId);
      }
      if (event.type === 'wait-started' && !waits.has(event.requestId))
        waits.set(event.requestId, event.monoMs);
      if (event.type !== 'attempt-started' && event.type !== 'attempt-ended') return;
      const family = `${event.windowId} ${serverOf(plan, event.target).family}`;
      const known = moves.get(family) ?? [];
      moves.set(family, known);
      if (event.type === 'attempt-ended') {
        if (isGood(event)) known.push({ atMs: event.monoMs, tokens: -0.2 });
        return;
      }
      const decidedMs = waits.get(event.requestId) ?? event.monoMs;
      waits.delete(event.requestId);
      const goesOn = event.origin === 'continuation' && seams.delete(event.requestId);
      if (repeats.includes(event.origin) || goesOn) known.push({ atMs: decidedMs, tokens: 1 });
    },
    end() {
      for (const [family, known] of moves) {
        let [level, atMs] = [0, 0];
        for (const move of known.toSorted((a, b) => a.atMs - b.atMs)) {
          level = Math.max(0, level - (move.atMs - atMs) / 60_000);
          level = Math.max(0, level + move.tokens);
          atMs = move.atMs;
          if (level > max + 1e-6)
            return report(10, `${level.toFixed(1)} repeats at once at ${family}, ${max} may be`);
        }
      }
    },
  };
};
