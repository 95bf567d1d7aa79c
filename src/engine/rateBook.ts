/*
 * What may be sent now without running into a limit of rate: the person's own, per provider, and
 * those that servers tell in their headers, per model. Requests and tokens are reserved by estimate
 * before something is sent; headers replace what they cover, and what was used puts the own account
 * right. Headroom is what is left of the tightest limit, 0–1.
 * It makes nobody wait: the router passes over whom it holds back, and asks when there is room.
 */
import { targetKey } from '../core/index.ts';
import type {
  ChatError,
  ChatRequest,
  Clock,
  EngineEvent,
  ProviderId,
  RateFacts,
  RateLimits,
  Target,
  TokenUsage,
} from '../core/index.ts';
import type { Changes } from './changes.ts';
import { createMinuteWindow, type MinuteWindow } from './minuteWindow.ts';
import type { Scope } from './scope.ts';
import { fitsAtMs, leftIn, windowFrom, type ServerWindow } from './serverWindow.ts';

export type RateHold = { readonly untilMs: number; readonly facts: RateFacts };

/** Tokens that a request will likely take. */
export type Estimate = { readonly input: number; readonly output: number };

export interface RateBook {
  /** Until when a request is held back; undefined: it may go now. */
  held(target: Target, request: ChatRequest): RateHold | undefined;
  /** What is left of the tightest limit that is known, 0–1; 1 where none is. */
  headroom(target: Target): number;
  reserve(target: Target, request: ChatRequest): Reservation;
  /** Forget what servers said, for a person's own test. */
  lift(scope: Scope): void;
}

export interface Reservation {
  see(event: EngineEvent): void;
  failed(error: ChatError): void;
  /** Whatever is not known by now stays as it was estimated. Idempotent. */
  end(): void;
}

export type OwnLimits = {
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
};

export type RateDeps = {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly ownLimits: (providerId: ProviderId) => OwnLimits;
  readonly estimate: (target: Target, request: ChatRequest) => Estimate;
};

type What = keyof RateLimits;
const WHATS: readonly What[] = ['requests', 'tokens', 'inputTokens', 'outputTokens'];
type Own = { readonly requests: MinuteWindow; readonly tokens: MinuteWindow };
/** What one server said of one target, and what is on its way there. */
type Told = { readonly windows: Map<What, ServerWindow>; readonly pending: Set<Estimate> };

export function createRateBook(deps: RateDeps): RateBook {
  const { clock, changes, estimate } = deps;
  const own = new Map<ProviderId, Own>();
  const told = new Map<string, Told>();
  const ownOf = ({ providerId }: Target): Own => {
    const known = own.get(providerId) ?? {
      requests: createMinuteWindow(),
      tokens: createMinuteWindow(),
    };
    own.set(providerId, known);
    return known;
  };
  const toldOf = (target: Target): Told => {
    const known = told.get(targetKey(target)) ?? { windows: new Map(), pending: new Set() };
    told.set(targetKey(target), known);
    return known;
  };
  const book: Book = { deps, ownOf, toldOf };
  return {
    held: (target, request) => holdOf(book, target, estimate(target, request)),
    headroom(target) {
      const nowMs = clock.nowMs();
      const { windows, pending } = toldOf(target);
      const shares = [...windows].map(([what, window]) =>
        window.limit === undefined || window.limit === 0
          ? 1
          : (leftIn(window, nowMs) - sumOf(what, pending)) / window.limit,
      );
      const { requests, tokens } = ownOf(target);
      const { requestsPerMinute, tokensPerMinute } = deps.ownLimits(target.providerId);
      if (requestsPerMinute !== undefined)
        shares.push(1 - requests.used(nowMs) / requestsPerMinute);
      if (tokensPerMinute !== undefined) shares.push(1 - tokens.used(nowMs) / tokensPerMinute);
      return Math.max(0, Math.min(1, ...shares));
    },
    reserve: (target, request) => reserve(book, target, estimate(target, request)),
    lift(scope) {
      for (const [key, { windows }] of told) {
        const isMeant =
          'target' in scope
            ? key === targetKey(scope.target)
            : key.startsWith(`${scope.providerId}/`);
        if (isMeant) windows.clear();
      }
      changes.ring();
    },
  };
}

type Book = {
  readonly deps: RateDeps;
  readonly ownOf: (target: Target) => Own;
  readonly toldOf: (target: Target) => Told;
};

/** The limit that holds a request back longest, if any does. */
function holdOf({ deps, ownOf, toldOf }: Book, target: Target, needs: Estimate) {
  const nowMs = deps.clock.nowMs();
  const holds: RateHold[] = [];
  const { requests, tokens } = ownOf(target);
  const { requestsPerMinute, tokensPerMinute } = deps.ownLimits(target.providerId);
  const own = (what: What, window: MinuteWindow, limit: number | undefined): void => {
    if (limit === undefined) return;
    const untilMs = window.fitsAtMs(needOf(what, needs), limit, nowMs);
    holds.push({ untilMs, facts: { what, by: 'own', limit } });
  };
  own('requests', requests, requestsPerMinute);
  own('tokens', tokens, tokensPerMinute);
  const { windows, pending } = toldOf(target);
  for (const [what, window] of windows) {
    const { limit } = window;
    const untilMs = fitsAtMs(window, needOf(what, needs) + sumOf(what, pending), nowMs);
    const facts = { what, by: 'server', ...(limit === undefined ? {} : { limit }) } as const;
    holds.push({ untilMs, facts });
  }
  return holds
    .filter(({ untilMs }) => untilMs > nowMs)
    .toSorted((a, b) => b.untilMs - a.untilMs)[0];
}

function reserve({ deps, ownOf, toldOf }: Book, target: Target, needs: Estimate): Reservation {
  const { clock, changes } = deps;
  const nowMs = clock.nowMs();
  const { requests, tokens } = ownOf(target);
  const { windows, pending } = toldOf(target);
  requests.add(1, nowMs);
  const settle = tokens.add(needs.input + needs.output, nowMs);
  // One object for each, so that two alike are two.
  const mine = { ...needs };
  pending.add(mine);
  let hasResponse = false;
  const learn = (limits: RateLimits | undefined): void => {
    pending.delete(mine);
    for (const what of WHATS) {
      const window = limits?.[what] && windowFrom(limits[what], clock.nowMs());
      if (window !== undefined) windows.set(what, window);
    }
    changes.ring();
  };
  return {
    see(event) {
      if (event.type === 'response-start') {
        hasResponse = true;
        learn(event.limits);
      } else if (event.type === 'usage') settle(tokensOf(event.usage));
    },
    failed(error) {
      // Nobody has read a question that got no response.
      if (!hasResponse) settle(0);
      learn(error.limits);
    },
    end() {
      if (pending.delete(mine)) changes.ring();
    },
  };
}

const tokensOf = ({ inputTokens, outputTokens }: TokenUsage): number => inputTokens + outputTokens;

function needOf(what: What, { input, output }: Estimate): number {
  const needs: Record<What, number> = {
    requests: 1,
    tokens: input + output,
    inputTokens: input,
    outputTokens: output,
  };
  return needs[what];
}

function sumOf(what: What, pending: ReadonlySet<Estimate>): number {
  let sum = 0;
  for (const one of pending) sum += needOf(what, one);
  return sum;
}
