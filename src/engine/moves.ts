/*
 * The router's moves from target to target, put into words for reader and journal.
 * From a target that showed nothing: `switched`. From one that showed only reasoning: `retracted`
 * first. From one that showed content: `seam-started`; what was shown stands, and either goes on or
 * is followed by a whole answer.
 * It also notes who was chosen and who was passed over, each reason once per request.
 */
import { errorRecord, sameTarget, targetKey } from '../core/index.ts';
import type {
  AttemptOrigin,
  ChoiceRule,
  EngineEvent,
  Journal,
  RequestCall,
  Target,
  TargetCall,
} from '../core/index.ts';
import type { Skip } from './candidates.ts';
import type { Continued } from './continuation.ts';
import type { Ask } from './decision.ts';
import type { Failed, Journey } from './journey.ts';

type Chosen = {
  readonly step: Ask;
  readonly hasWaited: boolean;
  readonly patienceMs: number;
  /** The person did not want to wait for it. */
  readonly isHurried?: boolean;
  /** Set where it is to go on with an answer that broke. */
  readonly goesOn: Continued | undefined;
  /** Set where it was not the order that chose. */
  readonly rule?: ChoiceRule | undefined;
};

type SeamMode = 'fold' | 'continue';

export interface Moves {
  noteSkips(skipped: readonly Skip[]): void;
  /** The call for the chosen target; notes the choice. */
  callFor(call: RequestCall, chosen: Chosen): TargetCall;
  /** What the reader must see before `to` takes the place of one that lost against it. */
  overtaken(loser: Failed, to: Target): Iterable<EngineEvent>;
  /** What the reader must see before `to` answers. */
  announce(to: Target, mode: SeamMode): Iterable<EngineEvent>;
}

export function createMoves(journal: Journal, request: RequestCall, journey: Journey): Moves {
  const { requestId, turnId } = request;
  const of = { requestId, turnId };
  const noted = new Set<string>();
  // A chosen target may refuse at the last moment; the same failure is then not told twice.
  let announced: { readonly of: Failed; readonly to: Target } | undefined;
  return {
    noteSkips(skipped) {
      for (const skip of skipped) {
        const key = `${skip.reason} ${targetKey(skip.target)}`;
        if (noted.has(key)) continue;
        noted.add(key);
        journal.note({ type: 'target-skipped', ...of, ...skip });
      }
    },
    callFor(call, chosen) {
      const { target } = chosen.step.candidate;
      const origin = originOf(chosen, journey);
      journal.note({ type: 'target-chosen', ...of, target, origin, rule: ruleOf(chosen, journey) });
      return {
        ...call,
        target,
        attemptId: journey.ledger.nextAttemptId(),
        origin,
        ledger: journey.ledger,
        patienceMs: chosen.patienceMs,
        firstByteMaxMs: Infinity,
        idleMaxMs: Infinity,
        ...asked(chosen),
        ...(chosen.step.isTrial ? { trial: 'live' } : {}),
        ...(chosen.isHurried === true ? { isHurried: true } : {}),
      };
    },
    *overtaken(loser, to) {
      if (loser.shown.hasReasoning) yield retraction(loser);
      yield switching(loser, to);
    },
    *announce(to, mode) {
      const last = journey.failures.at(-1);
      if (last === undefined) return;
      const isNew = announced?.of !== last;
      const from = isNew || announced === undefined ? last.target : announced.to;
      announced = { of: last, to };
      if (isNew && last.shown.isCommitted) yield seam(last, to, mode);
      else {
        if (isNew && last.shown.hasReasoning) yield retraction(last);
        if (!sameTarget(from, to)) yield switching({ ...last, target: from }, to);
      }
    },
  };

  function seam({ target: from, error, shown }: Failed, to: Target, mode: SeamMode): EngineEvent {
    const what = { type: 'seam-started', mode, from, to, keptChars: shown.textChars } as const;
    journal.note({ ...what, ...of, error: errorRecord(error) });
    return { ...what, error };
  }

  function retraction({ target }: Failed): EngineEvent {
    journal.note({ type: 'retracted', ...of, target });
    return { type: 'retracted', target };
  }

  function switching({ target: from, error }: Failed, to: Target): EngineEvent {
    journal.note({ type: 'switched', ...of, from, to, error: errorRecord(error) });
    return { type: 'switched', from, to, error };
  }
}

/** How the request is put, where it is not as it was asked. */
function asked({ goesOn, step }: Chosen): Partial<TargetCall> {
  const { reduced } = step.candidate;
  const left = reduced === undefined ? {} : { left: reduced.left };
  if (goesOn === undefined)
    return reduced === undefined ? {} : { request: reduced.request, ...left };
  const { request, sentAs } = goesOn;
  return sentAs === undefined ? { request, ...left } : { request, sentAs, ...left };
}

function originOf({ step, goesOn, rule }: Chosen, journey: Journey): AttemptOrigin {
  if (rule === 'hedge' || rule === 'race') return 'hedge';
  const { target } = step.candidate;
  if (journey.failures.length === 0) return 'first';
  if (goesOn !== undefined) return 'continuation';
  return journey.wasAsked(target) ? 'retry' : 'failover';
}

function ruleOf({ step, hasWaited, goesOn, rule }: Chosen, journey: Journey): ChoiceRule {
  if (rule !== undefined) return rule;
  if (step.isTrial) return 'live-trial';
  if (hasWaited) return 'wait-over';
  if (goesOn !== undefined) return 'continuation';
  if (step.candidate.isPicked) return 'picked';
  return journey.failures.length === 0 ? 'order' : 'failover';
}
