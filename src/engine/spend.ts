/*
 * Layer 8: money. Before anything is sent it puts aside what the attempt will likely cost (its
 * prompt and a long answer), while words come it meters them, and at the end it books what it was:
 * also for attempts that failed, were stopped or lost. A limit reached in the middle ends the
 * attempt and keeps the text. Who costs nothing passes untouched.
 * With `ask` the first refusal ends the request, so that the person can be asked; where another was
 * tried already, or nobody can be asked, whoever costs too much is passed over.
 */
import { ChatError, costOf, isProgress, linkAbort, targetKey } from '../core/index.ts';
import type {
  BudgetFacts,
  Catalog,
  EngineEvent,
  Journal,
  Layer,
  ModelPrice,
  TargetCall,
  TokenEstimator,
} from '../core/index.ts';
import { abortError, throwIfAborted } from './abortError.ts';
import { drive, handOver } from './drive.ts';
import { isPremium } from './options.ts';
import { createOutputForecast, type OutputForecast } from './outputForecast.ts';
import type { SpendBook } from './spendBook.ts';
import { createSpendMeter } from './spendMeter.ts';

export type SpendParts = {
  readonly book: SpendBook;
  readonly estimator: TokenEstimator;
  readonly catalog: Catalog;
};

type SpendDeps = SpendParts & { readonly journal: Journal };

export function spendLayer(parts: SpendDeps): Layer<TargetCall> {
  const deps = { ...parts, forecast: createOutputForecast() };
  return (next) =>
    drive(async function* spend(call: TargetCall) {
      const account = await openAccount(deps, call);
      if (account === undefined) {
        yield handOver(() => next(call));
        return;
      }
      const { signal } = call;
      const link = linkAbort(signal);
      let limit: ChatError | undefined;
      const onAbort = (): void => account.settle();
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        const inner = handOver(() => next({ ...call, signal: link.signal }), {
          see(event) {
            const over = account.see(event);
            if (over === undefined) return;
            limit = refusal(deps, call, over);
            // What was said stands: it is paid for, and the person has read it.
            account.settle();
            inner.stop();
          },
          left() {
            if (limit !== undefined) link.abort(limit);
          },
        });
        yield inner;
        if (limit !== undefined) throw limit;
      } catch (error) {
        account.settle(signal.aborted ? undefined : error);
        throw error;
      } finally {
        signal.removeEventListener('abort', onAbort);
        link.dispose();
        account.settle();
      }
    });
}

type Deps = SpendDeps & { readonly forecast: OutputForecast };

type Account = {
  /** The limit that is reached with this event, if any. */
  see(event: EngineEvent): BudgetFacts | undefined;
  /** Idempotent. */
  settle(error?: unknown): void;
};

/** Undefined: it costs nothing. Throws `budget` where it may not be asked. */
async function openAccount(deps: Deps, call: TargetCall): Promise<Account | undefined> {
  const { book } = deps;
  await book.ready();
  throwIfAborted(call.signal);
  const pricing = book.ports.pricing(call.target);
  if (pricing.how === 'free') return undefined;
  if (pricing.how === 'unknown') {
    const { unknownPrice } = book.ports.limits();
    const isRefused = unknownPrice === 'block' || (unknownPrice === 'ask' && pricing.mustAsk);
    // A person's own test of one token is no question to be asked about; our own probe is.
    const isOwnTest = call.lane === 'probe' && call.origin !== 'probe';
    if (isRefused && !isOwnTest) throw refuse(deps, call, { what: 'price' });
    return createAccount(deps, call, undefined);
  }
  const usdMicros = likelyCost(deps, call, pricing.price);
  const admission = await book.admit(call, usdMicros);
  if (admission.refused !== undefined) throw refuse(deps, call, admission.refused);
  deps.journal.note({ type: 'spend-reserved', ...ofAttempt(call), usdMicros, by: admission.by });
  const own = createAccount(deps, call, pricing.price);
  if (!call.signal.aborted) return own;
  // Nothing was sent yet, so nothing is owed.
  book.settle(call, { usdMicros: 0, isEstimated: false, isUnknown: false }, book.day());
  throw abortError(call.signal);
}

function createAccount(deps: Deps, call: TargetCall, price: ModelPrice | undefined): Account {
  const { book, journal, estimator, forecast } = deps;
  const meter = createSpendMeter(estimator, call, price);
  const day = book.day();
  // So many characters cannot reach what is put aside: until then nothing has to be worked out.
  let charsFree = 0;
  return {
    see(event) {
      meter.see(event);
      if (event.type === 'finish') {
        forecast.observe(call.target, meter.outputTokens());
        this.settle();
      }
      if (event.type === 'usage') charsFree = 0;
      if (price === undefined || !isProgress(event)) return undefined;
      charsFree -= lengthOf(event);
      if (charsFree > 0) return undefined;
      const over = book.grow(call, meter.soFar());
      charsFree = meter.charsBelow(book.asideFor(call));
      return over;
    },
    settle(error) {
      const bill = meter.bill(error);
      if (!book.settle(call, bill, day)) return;
      journal.note({ type: 'spend-settled', ...ofAttempt(call), ...bill });
    },
  };
}

function lengthOf(event: EngineEvent): number {
  if (event.type === 'text-delta' || event.type === 'reasoning-delta') return event.text.length;
  // Of calls that come whole only the meter knows what is new: it is asked at once.
  return event.type === 'tool-call-delta' ? event.argumentsText.length : Infinity;
}

/** The whole prompt at the full rate, and an answer of a length that is hardly exceeded. */
function likelyCost({ estimator, catalog, forecast }: Deps, call: TargetCall, price: ModelPrice) {
  const { request, target } = call;
  const { outputTokensMax } = catalog.get(target);
  const outputTokens = Math.min(
    forecast.likelyMax(target),
    request.outputTokensMax ?? Infinity,
    outputTokensMax === 'unknown' ? Infinity : outputTokensMax,
  );
  const inputTokens = estimator.inputTokens(request, target).tokens;
  return costOf(price, { inputTokens, outputTokens }).usdMicros;
}

/** The same as `refusal`, noted: nothing was sent. */
function refuse(deps: Deps, call: TargetCall, facts: BudgetFacts): ChatError {
  deps.journal.note({ type: 'spend-refused', ...ofAttempt(call), ...facts });
  return refusal(deps, call, facts);
}

function refusal({ book }: Deps, call: TargetCall, facts: BudgetFacts): ChatError {
  const { onExceed, unknownPrice } = book.ports.limits();
  const mode = facts.what === 'price' ? unknownPrice : onExceed;
  const mayAsk = mode === 'ask' && isPremium(call.lane);
  const isFirst = call.origin === 'first';
  const endsAll = facts.what !== 'target' && mayAsk && (isFirst || facts.midAnswer === true);
  return new ChatError({
    kind: 'budget',
    origin: 'local',
    scope: endsAll ? 'request' : 'target',
    message: `${MESSAGES[facts.what]} ${targetKey(call.target)} was not asked further.`,
    target: call.target,
    budget: {
      ...facts,
      ...(isFirst && facts.midAnswer === undefined ? { untouched: true } : {}),
      ...(mayAsk ? { mayAsk: true } : {}),
    },
  });
}

const MESSAGES: Record<BudgetFacts['what'], string> = {
  turn: 'The limit for one question is reached.',
  day: 'The limit of the day is reached.',
  month: 'The limit of the month is reached.',
  target: 'The limit of the day for this model is reached.',
  price: 'Its price is not known.',
};

function ofAttempt({ requestId, turnId, attemptId, target }: TargetCall) {
  return { requestId, turnId, attemptId, target };
}
