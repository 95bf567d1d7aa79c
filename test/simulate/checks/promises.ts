// Promises to the person: no storm after waking, probes within their bounds, hedges within theirs,
// and answers for whoever asks while one server is well.

import type { ErrorKind } from '../../../src/core/index.ts';
import { keyOf, type MakeCheck } from './check.ts';

/** (29) At most one attempt of a request in the first second after a sleep. */
export const waking: MakeCheck = (report) => {
  let wokeMs = -Infinity;
  let counts = new Map<string, number>();
  const open = new Set<string>();
  return {
    // Only what was under way is judged: who asks later asks a computer that is awake.
    asked: ({ requestId }) => void open.add(requestId),
    over(requestId) {
      open.delete(requestId);
      counts.delete(requestId);
    },
    slept(wakesAtMs) {
      wokeMs = wakesAtMs;
      counts = new Map([...open].map((requestId) => [requestId, 0]));
    },
    seen(seen, nowMs) {
      if (seen.what !== 'asked' || nowMs < wokeMs || nowMs > wokeMs + 999) return;
      const { requestId, origin } = seen.call;
      if (origin === 'hedge') return;
      const before = counts.get(requestId);
      if (before === undefined) return;
      const count = before + 1;
      counts.set(requestId, count);
      if (count > 1) report(29, `${requestId} asked ${count} times in the second after waking`);
    },
  };
};

const DAY_MS = 86_400_000;
const PAID: readonly string[] = ['confirm', 'recovery', 'canary'];

/** (24) Paid probes: as many as the mode allows, none while off or offline. All windows count. */
export const probes: MakeCheck = (report, plan) => {
  const counts = new Map<string, number>();
  const offline = new Set<string>();
  const mode = plan.options.probes?.mode ?? 'recovery';
  return {
    noted(event) {
      if (event.type === 'offline-changed') {
        if (event.isOffline) offline.add(event.windowId);
        else offline.delete(event.windowId);
      }
      if (event.type !== 'probe-started') return;
      const { what, target, wallMs } = event;
      if (mode === 'off') report(24, `${what} though probes are off`);
      if (offline.has(event.windowId)) report(24, `${what} while offline`);
      if (what === 'canary' && mode !== 'full') report(24, `${what} in mode ${mode}`);
      if (!PAID.includes(what)) return;
      if (mode === 'free') report(24, `${what} in mode free`);
      if (what === 'canary') return;
      const key = `${Math.floor(wallMs / DAY_MS)} ${keyOf(target)}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      // A calendar that is set back meets a day twice; its leases are still held.
      if (count > 20 && event.by === 'lease') report(24, `${count} paid probes: ${key}`);
    },
  };
};

/** (20) Asked beside the first only where that is wanted, and one winner. */
export const hedges: MakeCheck = (report, plan) => {
  const strategy = plan.options.routing?.strategy ?? 'failover';
  const winners = new Map<string, number>();
  return {
    noted(event) {
      if (event.type === 'attempt-started' && event.origin === 'hedge')
        if (strategy === 'failover' || strategy === 'balanced')
          report(20, `${event.attemptId} was asked beside another`);
      if (event.type === 'request-ended') winners.delete(event.requestId);
      if (event.type !== 'attempt-ended' || event.outcome !== 'finished') return;
      const count = (winners.get(event.requestId) ?? 0) + 1;
      winners.set(event.requestId, count);
      if (count > 1) report(20, `${event.requestId} has ${count} whole answers`);
    },
  };
};

/** The longest an engine may be wary of somebody who is well: an open time, a lock, a delay. */
const WARY_MS = 75 * 60_000;
/** Ends that are the question's own doing, or the person's. */
const EXCUSED: readonly ErrorKind[] = ['aborted'];

/** (30) With one armed server well, and all others broken, a person in the chat gets answers. */
export const liveness: MakeCheck = (report, { healed }) => {
  const lanes = new Map<string, { readonly lane: string; readonly atMs: number }>();
  const words = new Set<string>();
  return {
    asked({ requestId, question }, nowMs) {
      lanes.set(requestId, { lane: question.lane, atMs: nowMs });
    },
    noted(event) {
      if (event.type === 'wait-ended' && event.by !== 'time' && event.by !== 'change')
        words.add(event.requestId);
      if (event.type !== 'request-ended') return;
      const asked = lanes.get(event.requestId);
      lanes.delete(event.requestId);
      const wasTold = words.delete(event.requestId);
      if (healed === undefined || asked === undefined || asked.lane !== 'chat') return;
      if (asked.atMs < healed.fromMs + WARY_MS || event.outcome !== 'failed' || wasTold) return;
      if (event.error !== undefined && EXCUSED.includes(event.error.kind)) return;
      // A first word later than learned limits allow is rare, and the table forbids to ask again.
      const isTooEarly = (event.error?.causes ?? []).some(
        ({ kind, target }) => kind === 'silent' && target?.providerId === healed.id,
      );
      if (isTooEarly) return;
      const causes = (event.error?.causes ?? []).map(({ kind }) => kind).join(' ');
      report(
        30,
        `${event.requestId} got ${event.error?.kind} (${causes}) while ${healed.id} is well`,
      );
    },
  };
};
