/*
 * Layer 2, the ladder's rungs within the engine: the first choice answers (full), another of its
 * class (fallback), or a simpler model or a request with something left out (reduced). It starts
 * each request with the class of the first choice as its floor; the router asks for the next rung
 * down when nobody is left on this one. Each answer below the top is an event that names what is
 * missing. Below the last rung stands `exhausted`; a stored answer, the queue and a person's help
 * are the host's.
 */
import { sameTarget } from '../core/index.ts';
import type {
  Dropped,
  EngineEvent,
  Journal,
  Layer,
  ModelClass,
  RequestCall,
  Target,
} from '../core/index.ts';
import { candidatesOf, type CandidateDeps } from './candidates.ts';
import { factsOf } from './fitness.ts';
import { isBelow, modelClassOf } from './modelClass.ts';

/** Where on the ladder a request is. */
export type Rung = {
  /** Simpler models are not asked yet. */
  readonly classMin?: ModelClass;
  /** Something may be left out for models that cannot take the whole. */
  readonly reduces: boolean;
};

/** A request on its way down; without a rung it stays where it is. */
export type Descending = RequestCall & { readonly rung?: Rung };

export type LadderDeps = CandidateDeps & { readonly journal: Journal };

export function ladderLayer(deps: LadderDeps): Layer<RequestCall> {
  return (next) =>
    async function* ladder(call) {
      const first = firstChoice(deps, call);
      const classMin = first?.isLowest === false ? { classMin: first.modelClass } : {};
      const descending: Descending = { ...call, rung: { reduces: false, ...classMin } };
      for await (const event of next(descending)) {
        yield event;
        if (event.type !== 'attempt-started' || first === undefined) continue;
        yield* degraded(deps, call, { first, to: event.target, left: event.left ?? [] });
      }
    };
}

/** The call one rung lower; undefined at the foot, and where there is no ladder. */
export function stepDown(call: Descending): Descending | undefined {
  const { rung } = call;
  if (rung === undefined || rung.reduces) return undefined;
  return { ...call, rung: { reduces: rung.classMin === undefined } };
}

/** No lower rung is left within the engine. */
export function isAtFoot(call: Descending): boolean {
  return stepDown(call) === undefined;
}

type First = {
  readonly target: Target;
  readonly modelClass: ModelClass;
  readonly isLowest: boolean;
};

function classOf({ models }: CandidateDeps, target: Target, isLocal: boolean): ModelClass {
  return modelClassOf(factsOf(models, target), isLocal);
}

function firstChoice(deps: CandidateDeps, { limits }: RequestCall): First | undefined {
  const { eligible } = candidatesOf(deps, { limits });
  const [first, ...rest] = eligible;
  if (first === undefined) return undefined;
  const modelClass = classOf(deps, first.target, first.isLocal);
  const isLowest = rest.every(
    ({ target, isLocal }) => !isBelow(classOf(deps, target, isLocal), modelClass),
  );
  return { target: first.target, modelClass, isLowest };
}

type Step = {
  readonly first: First;
  readonly to: Target;
  /** What was left out of the request. */
  readonly left: readonly Dropped[];
};

function* degraded(
  deps: LadderDeps,
  { requestId, turnId }: RequestCall,
  { first, to, left }: Step,
): Iterable<EngineEvent> {
  const isLocal = deps.providerOf(to.providerId)?.isLocal ?? false;
  const modelClass = classOf(deps, to, isLocal);
  const isSimpler = isBelow(modelClass, first.modelClass);
  const model: Dropped = { what: 'model', from: first.modelClass, to: modelClass };
  const dropped = [...left, ...(isSimpler ? [model] : [])];
  if (dropped.length === 0 && sameTarget(to, first.target)) return;
  const rung = dropped.length === 0 ? 'fallback' : 'reduced';
  deps.journal.note({ type: 'degraded', requestId, turnId, target: to, rung, dropped });
  yield { type: 'degraded', rung, dropped };
}
