/*
 * The router's moves from target to target, put into words for reader and journal.
 * From a target that showed nothing: `switched`. From one that showed only reasoning: `retracted`
 * first. From one that showed content: `seam-started`, and its fragment stands as unfinished.
 * It also notes who was chosen and who was passed over, each reason once per request.
 * Callers may ask for `continue` or `restart`; until continuation exists every seam is a fold.
 */
import { errorRecord, sameTarget, targetKey } from '../core/index.ts';
import type {
  AttemptOrigin,
  EngineEvent,
  Journal,
  JournalNote,
  RequestCall,
  Target,
  TargetCall,
} from '../core/index.ts';
import type { Skip } from './candidates.ts';
import type { Ask } from './decision.ts';
import type { Failed, Journey } from './journey.ts';

type Chosen = {
  readonly step: Ask;
  readonly hasWaited: boolean;
  readonly patienceMs: number;
  /** The person did not want to wait for it. */
  readonly isHurried?: boolean;
};

export interface Moves {
  noteSkips(skipped: readonly Skip[]): void;
  /** The call for the chosen target; notes the choice. */
  callFor(call: RequestCall, chosen: Chosen): TargetCall;
  /** What the reader must see before `to` answers. */
  announce(to: Target): Iterable<EngineEvent>;
}

type Rule = Extract<JournalNote, { type: 'target-chosen' }>['rule'];

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
        ...(chosen.step.isTrial ? { trial: 'live' } : {}),
        ...(chosen.isHurried === true ? { isHurried: true } : {}),
      };
    },
    *announce(to) {
      const last = journey.failures.at(-1);
      if (last === undefined) return;
      const isNew = announced?.of !== last;
      const from = isNew || announced === undefined ? last.target : announced.to;
      announced = { of: last, to };
      if (isNew && last.shown.isCommitted) yield seam(last, to);
      else {
        if (isNew && last.shown.hasReasoning) yield retraction(last);
        if (!sameTarget(from, to)) yield switching({ ...last, target: from }, to);
      }
    },
  };

  function seam({ target: from, error, shown }: Failed, to: Target): EngineEvent {
    const what = {
      type: 'seam-started',
      mode: 'fold',
      from,
      to,
      keptChars: shown.textChars,
    } as const;
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

function originOf({ step }: Chosen, journey: Journey): AttemptOrigin {
  const { target } = step.candidate;
  if (journey.failures.length === 0) return 'first';
  if (!journey.wasAsked(target)) return 'failover';
  return journey.failures.at(-1)?.shown.isCommitted === true && step.goesOn
    ? 'continuation'
    : 'retry';
}

function ruleOf({ step, hasWaited }: Chosen, journey: Journey): Rule {
  if (step.isTrial) return 'live-trial';
  if (hasWaited) return 'wait-over';
  if (step.candidate.isPicked) return 'picked';
  return journey.failures.length === 0 ? 'order' : 'failover';
}
