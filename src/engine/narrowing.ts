/*
 * What is known of models after what they said themselves: a question that one of them found too
 * long fits none of its window for the rest of that request, and what it refused it does not take.
 * From this the ladder makes the smaller request that the table demands before the same target is
 * asked once more. Pure; experience only ever narrows what the catalog says.
 */
import { dispositionOf, targetKey } from '../core/index.ts';
import type { ChatError, ChatRequest, ModelFacts, RepeatRule, Target } from '../core/index.ts';
import type { Candidate } from './candidates.ts';
import type { ModelKnowledge } from './fitness.ts';
import type { RefusalBook } from './refusalBook.ts';

/** Tokens that a target may be asked with in this request, by its key. */
export type Narrowed = ReadonlyMap<string, number>;

/** How much is kept of what was too long: less where nobody knows the window. */
const KEPT_OF_KNOWN = 0.7;
const KEPT_OF_UNKNOWN = 0.5;

/** The call with what this failure has shown; the same where it has shown nothing. */
export function narrowedBy<Call extends { readonly narrowed?: Narrowed | undefined }>(
  models: ModelKnowledge | undefined,
  call: Call,
  failed: { readonly target: Target; readonly error: ChatError; readonly request: ChatRequest },
): Call {
  const { target, error, request } = failed;
  const { repeat } = dispositionOf(error.kind);
  if (models === undefined || repeat === 'never' || repeat.how !== 'smaller') return call;
  const { minTokens } = models.estimator.inputTokens(request, target);
  const { contextTokensMax } = models.catalog.get(target);
  const isWindow = error.scope !== 'account' && contextTokensMax !== 'unknown';
  const tokens = isWindow
    ? Math.min(minTokens, contextTokensMax) * KEPT_OF_KNOWN
    : minTokens * KEPT_OF_UNKNOWN;
  const narrowed = new Map(call.narrowed).set(targetKey(target), Math.floor(tokens));
  return { ...call, narrowed };
}

export type Experience = {
  readonly refusals?: Pick<RefusalBook, 'abilities'> | undefined;
  readonly narrowed?: Narrowed | undefined;
};

/** What it has shown itself; undefined: nothing beyond what is known. */
export function shownBy(
  { refusals, narrowed }: Experience,
  target: Target,
): Partial<ModelFacts> | undefined {
  const abilities = refusals?.abilities(target);
  const tokens = narrowed?.get(targetKey(target));
  if (tokens === undefined) return abilities;
  return { ...abilities, contextTokensMax: tokens };
}

export function withShown(
  models: ModelKnowledge | undefined,
  target: Target,
  shown: Partial<ModelFacts> | undefined,
): ModelKnowledge | undefined {
  if (models === undefined || shown === undefined) return models;
  const facts = { ...models.catalog.get(target), ...shown };
  return { ...models, catalog: { get: () => facts } };
}

/** Whether the request is changed as the rule demands before the same target is asked again. */
export function isChangedFor({ how }: RepeatRule, { reduced }: Candidate): boolean {
  const left = reduced?.left ?? [];
  if (how === 'smaller') return left.some(({ what }) => what === 'questions');
  if (how === 'without-it') return left.some(({ what }) => what === 'images' || what === 'tools');
  return false;
}
