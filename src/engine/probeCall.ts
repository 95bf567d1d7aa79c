/*
 * The question that a probe asks, as a call of its own: nothing of any conversation goes with it.
 * It enters below retry, so it is asked once; journal, money and breaker see it like any other.
 * The canary is a sum, because its answer can be checked by a comparison and is in no cache.
 */
import { linkAbort } from '../core/index.ts';
import type {
  Clock,
  LinkedAbort,
  ProbeKind,
  Random,
  Target,
  TargetCall,
  WindowId,
} from '../core/index.ts';
import { createLedger } from './ledger.ts';

export type ProbeCallDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly windowId: WindowId;
  /** Longest a probe may take, ms. */
  readonly limitMs: () => number;
};

export type ProbeCall = {
  readonly call: TargetCall;
  readonly link: LinkedAbort;
  /** Whether a text is the right answer; always, where none was asked for. */
  readonly isRight: (text: string) => boolean;
};

const DAY_MS = 86_400_000;
/** Enough for a sum in words; a probe that is no canary asks for one. */
const CANARY_TOKENS = 16;

export function createProbeCalls(deps: ProbeCallDeps) {
  const { clock, random, windowId, limitMs } = deps;
  let count = 0;
  return (target: Target, what: ProbeKind, isTrial: boolean): ProbeCall => {
    count += 1;
    const drawn = (): number => 10 + Math.floor(random.next() * 40);
    const [a, b] = [drawn(), drawn()];
    const isCanary = what === 'canary';
    const text = isCanary ? `What is ${a} + ${b}? Answer with the number only.` : 'Say ok.';
    const requestId = `probe ${windowId} ${count}`;
    const ledger = createLedger(requestId, 0);
    const link = linkAbort(new AbortController().signal);
    const call: TargetCall = {
      request: {
        messages: [{ role: 'user', parts: [{ type: 'text', text }] }],
        outputTokensMax: isCanary ? CANARY_TOKENS : 1,
      },
      conversationId: requestId,
      // One for all probes of a day: they are nobody's turn.
      turnId: `probes of day ${Math.floor(clock.wallMs() / DAY_MS)}`,
      requestId,
      lane: 'probe',
      deadlineAtMs: clock.nowMs() + limitMs(),
      signal: link.signal,
      limits: { tier: 'any', localOnly: false, canFold: false },
      controls: { on: () => ({ dispose: () => undefined }) },
      target,
      attemptId: ledger.nextAttemptId(),
      origin: 'probe',
      ledger,
      patienceMs: 0,
      firstByteMaxMs: Infinity,
      idleMaxMs: Infinity,
      ...(isTrial ? { trial: 'probe' } : {}),
    };
    return { call, link, isRight: (said) => !isCanary || said.includes(String(a + b)) };
  };
}
