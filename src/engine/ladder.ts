/*
 * Layer 2, the ladder's rungs within the engine: the first choice answers (full), another of its
 * class (fallback), or a simpler model or a request with something left out (reduced). It starts
 * each request with the class of the first choice as its floor; the router asks for the next rung
 * down when nobody is left on this one. Each answer below the top is an event that names what is
 * missing. Below the last rung stands `exhausted`: then a stored answer (`storedAnswers.ts`); the
 * queue and a person's help are the host's.
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
import { candidatesOf, type Candidate, type CandidateDeps } from './candidates.ts';
import { factsOf } from './fitness.ts';
import { isBelow, modelClassOf } from './modelClass.ts';
import type { Narrowed } from './narrowing.ts';

/** Where on the ladder a request is. */
export type Rung = {
  /** Whom the request would have asked first; absent where nobody may be asked. */
  readonly first?: First;
  /** Simpler models are not asked yet. */
  readonly classMin?: ModelClass;
  /** Something may be left out for models that cannot take the whole. */
  readonly reduces: boolean;
};

/** A request on its way down; without a rung it stays where it is. */
export type Descending = RequestCall & {
  readonly rung?: Rung;
  /** For whom it has proved to be too long. */
  readonly narrowed?: Narrowed | undefined;
};

export type LadderDeps = CandidateDeps & { readonly journal: Journal };

export function ladderLayer(deps: CandidateDeps): Layer<RequestCall> {
  return (next) => (call) => {
    const descending: Descending = { ...call, rung: topRung(deps, call) };
    return next(descending);
  };
}

/** The call one rung lower; undefined at the foot, and where there is no ladder. */
export function stepDown(call: Descending): Descending | undefined {
  const { rung } = call;
  if (rung === undefined || rung.reduces) return undefined;
  const { classMin, ...rest } = rung;
  return { ...call, rung: { ...rest, reduces: classMin === undefined } };
}

/** No lower rung is left within the engine. */
export function isAtFoot(call: Descending): boolean {
  return stepDown(call) === undefined;
}

type First = { readonly target: Target; readonly modelClass: ModelClass };

/** How large a model a target is taken to be. */
export function classOf({ models }: CandidateDeps, target: Target, isLocal: boolean): ModelClass {
  return modelClassOf(factsOf(models, target), isLocal);
}

function topRung(deps: CandidateDeps, { limits }: RequestCall): Rung {
  const { eligible } = candidatesOf(deps, { limits });
  const [best, ...others] = eligible;
  if (best === undefined) return { reduces: false };
  const modelClass = classOf(deps, best.target, best.isLocal);
  const first = { target: best.target, modelClass };
  const hasSimpler = others.some(({ target, isLocal }) =>
    isBelow(classOf(deps, target, isLocal), modelClass),
  );
  return { first, reduces: false, ...(hasSimpler ? { classMin: modelClass } : {}) };
}

/** What the reader is told before somebody answers in the place of the first choice. */
export function* degraded(
  deps: LadderDeps,
  { requestId, turnId, rung }: Descending,
  { target, isLocal, reduced }: Candidate,
): Iterable<EngineEvent> {
  const first = rung?.first;
  if (first === undefined) return;
  const modelClass = classOf(deps, target, isLocal);
  const isSimpler = isBelow(modelClass, first.modelClass);
  const model: Dropped = { what: 'model', from: first.modelClass, to: modelClass };
  const dropped = [...(reduced?.left ?? []), ...(isSimpler ? [model] : [])];
  if (dropped.length === 0 && sameTarget(target, first.target)) return;
  const step = dropped.length === 0 ? 'fallback' : 'reduced';
  deps.journal.note({ type: 'degraded', requestId, turnId, target, rung: step, dropped });
  yield { type: 'degraded', rung: step, dropped };
}
