/*
 * Rung 3 of the ladder: when nobody can answer, what was answered before. The answer to the very
 * same question is given as the answer, marked with its age; otherwise up to three of the person's
 * own earlier answers are handed over as such, and the failure stands.
 * Read only after a failure, and only where nothing was shown and the caller can show what it is.
 * Kept is an answer that is whole and one model's own, to all that was asked: no fragment, nothing
 * cut, filtered, reduced or with tool calls. A cache that is slow or broken is as if it were empty.
 */
import { ChatError, dispositionOf, isContent } from '../core/index.ts';
import type {
  AnswerCache,
  Clock,
  EngineEvent,
  Journal,
  Layer,
  RequestCall,
  Target,
} from '../core/index.ts';
import { throwIfAborted } from './abortError.ts';
import { answerKey } from './answerKey.ts';
import type { CandidateDeps } from './candidates.ts';
import { drive, handOver, type Steps } from './drive.ts';
import { classOf, type Descending } from './ladder.ts';
import type { CacheOptions } from './options/cache.ts';
import { within } from './within.ts';

export type StoredAnswersDeps = CandidateDeps & {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly options: () => { readonly cache: CacheOptions };
  /** Of this workspace; undefined: nothing is kept just now. Without it nothing ever is. */
  readonly answers?: (() => AnswerCache | undefined) | undefined;
};

/** How long a reader who has been told nothing yet waits for each look into the cache. */
const LOOK_MAX_MS = 1_000;
const SIMILAR_MAX = 3;
/** Longer answers are not kept. */
const KEPT_CHARS_MAX = 1_000_000;

export function storedAnswersLayer(deps: StoredAnswersDeps): Layer<RequestCall> {
  if (deps.answers === undefined) return (next) => next;
  return (next) =>
    drive(async function* stored(call: Descending) {
      const answers = cacheFor(deps, call);
      if (answers === undefined) {
        yield handOver(() => next(call));
        return;
      }
      const hearing = createHearing();
      try {
        yield handOver(() => next(call), {
          see(event) {
            hearing.see(event);
            if (event.type === 'finish' && event.reason === 'stop')
              keep(deps, { call, answers, whole: hearing.whole() });
          },
        });
      } catch (thrown) {
        if (!mayStandIn(thrown) || hearing.isShown() || call.signal.aborted) throw thrown;
        if (yield* insteadOf(deps, call, { answers, hearing, error: thrown })) return;
        throw thrown;
      }
    });
}

/** Only for a reader who can be shown that it is no fresh answer. */
function cacheFor({ options, answers }: StoredAnswersDeps, call: RequestCall) {
  const isShowable = call.lane === 'chat' && call.limits.canFold;
  return isShowable && options().cache.mode === 'outage' ? answers?.() : undefined;
}

function mayStandIn(thrown: unknown): thrown is ChatError {
  return thrown instanceof ChatError && dispositionOf(thrown.kind).mayStandIn;
}

type Whole = { readonly text: string; readonly target: Target };

type Keeping = {
  readonly call: RequestCall;
  readonly answers: AnswerCache;
  readonly whole: Whole | undefined;
};

function keep(deps: StoredAnswersDeps, { call, answers, whole }: Keeping): void {
  if (whole === undefined || call.isPrivate === true) return;
  const { text, target } = whole;
  const { providerId } = target;
  const isLocal = deps.providerOf(providerId)?.isLocal ?? false;
  const key = answerKey(call, classOf(deps, target, isLocal));
  const wallMs = deps.clock.wallMs();
  // Whoever keeps it tells of its own troubles.
  answers.keep(key, { question: questionOf(call), text, target, wallMs }).catch(() => undefined);
}

type Failing = {
  readonly answers: AnswerCache;
  readonly hearing: Hearing;
  readonly error: ChatError;
};

/** True: the request has ended with an answer. */
async function* insteadOf(
  deps: StoredAnswersDeps,
  call: Descending,
  { answers, hearing, error }: Failing,
): Steps<boolean> {
  const { clock, journal } = deps;
  const { requestId, turnId, rung, signal } = call;
  const look = async <T>(work: Promise<T>): Promise<T | undefined> => {
    const found = await within(clock, LOOK_MAX_MS, work, signal);
    throwIfAborted(signal);
    return found?.value;
  };
  const first = rung?.first;
  const same =
    first && (await look(answers.exact(answerKey(call, first.modelClass)).then(notEmpty)));
  if (same !== undefined) {
    const { target, text, wallMs } = same;
    const thinker = hearing.thinker();
    if (thinker !== undefined) yield { type: 'retracted', target: thinker };
    const ageMs = Math.max(0, clock.wallMs() - wallMs);
    journal.note({ type: 'stored-answer', requestId, turnId, target, ageMs });
    yield { type: 'stored-answer', target, wallMs, error };
    yield { type: 'text-delta', text };
    yield { type: 'finish', reason: 'stop' };
    return true;
  }
  const question = questionOf(call);
  if (question === '') return false;
  const found = await look(answers.similar(question, SIMILAR_MAX));
  const past = found?.slice(0, SIMILAR_MAX) ?? [];
  if (past.length === 0) return false;
  journal.note({ type: 'past-answers', requestId, turnId, count: past.length });
  yield { type: 'past-answers', answers: past };
  return false;
}

function notEmpty<T extends { readonly text: string }>(found: T | undefined): T | undefined {
  return found === undefined || found.text === '' ? undefined : found;
}

function questionOf({ request }: RequestCall): string {
  const parts = request.messages.findLast(({ role }) => role === 'user')?.parts ?? [];
  return parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n')
    .trim();
}

type Hearing = ReturnType<typeof createHearing>;

/** What the reader was shown, and whether it is worth to be kept. */
function createHearing() {
  let target: Target | undefined;
  let text = '';
  let isFlawed = false;
  let isShown = false;
  let isThinking = false;
  return {
    see(event: EngineEvent): void {
      switch (event.type) {
        case 'attempt-started':
          target = event.target;
          isFlawed ||= isShown || (event.left?.length ?? 0) > 0;
          return;
        case 'text-delta':
          if (text.length <= KEPT_CHARS_MAX) text += event.text;
          isShown = true;
          return;
        case 'reasoning-delta':
          isThinking = true;
          return;
        case 'retracted':
          isThinking = false;
          return;
        case 'prompt-cut':
          isFlawed = true;
          return;
        default:
          if (event.type !== 'seam-started' && !isContent(event)) return;
          isShown = true;
          isFlawed = true;
      }
    },
    isShown: () => isShown,
    /** Whose thoughts stand, though no word followed them. */
    thinker: () => (isThinking ? target : undefined),
    whole: (): Whole | undefined =>
      target === undefined || isFlawed || text.trim() === '' || text.length > KEPT_CHARS_MAX
        ? undefined
        : { text, target },
  };
}
