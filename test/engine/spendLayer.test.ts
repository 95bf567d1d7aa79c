// The spend layer by itself, between a handler driven by hand and a book that only takes notes.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { ChatError, UNKNOWN_FACTS } from '../../src/core/index.ts';
import type { BudgetFacts, Pricing, SpendLimits, TargetCall } from '../../src/core/index.ts';
import { createTokenEstimator } from '../../src/engine/index.ts';
import { spendLayer } from '../../src/engine/spend.ts';
import type { SpendBook } from '../../src/engine/spendBook.ts';
import type { Bill } from '../../src/engine/spendMeter.ts';
import {
  A,
  ALIVE,
  byHand,
  failure,
  FINISH,
  HEADERS,
  ports,
  read,
  reasoning,
  targetCall,
  text,
} from './byHand.ts';
import { drain } from './rig.ts';
import { NO_LIMITS, price } from './spendStage.ts';

type Given = {
  readonly limits?: Partial<SpendLimits>;
  readonly pricing?: Pricing;
  readonly refused?: BudgetFacts;
  readonly grown?: () => BudgetFacts | undefined;
  readonly asideUsdMicros?: number;
  readonly admitting?: Promise<void>;
};

function setUp(given: Given = {}) {
  const all = ports();
  const hand = byHand<TargetCall>();
  const admitted: number[] = [];
  const grown: number[] = [];
  const bills: Bill[] = [];
  const settled = new Set<string>();
  const book: SpendBook = {
    ports: {
      limits: () => ({ ...NO_LIMITS, ...given.limits }),
      pricing: () => given.pricing ?? { how: 'tokens', price: price(1, 10) },
    } as unknown as SpendBook['ports'],
    ready: () => Promise.resolve(),
    async admit(_call, usdMicros) {
      admitted.push(usdMicros);
      await given.admitting;
      return given.refused === undefined ? { by: 'store' } : { refused: given.refused };
    },
    grow(_call, usdMicros) {
      grown.push(usdMicros);
      return given.grown?.();
    },
    asideFor: () => given.asideUsdMicros ?? 0,
    settle({ attemptId }, bill, day) {
      assert.equal(day, '2026-01-01');
      if (settled.has(attemptId)) return false;
      settled.add(attemptId);
      bills.push(bill);
      return true;
    },
    day: () => '2026-01-01',
  } as Partial<SpendBook> as SpendBook;
  const catalog = { get: () => ({ ...UNKNOWN_FACTS, outputTokensMax: 1_000 }) };
  const estimator = createTokenEstimator();
  const handler = spendLayer({ ...all, book, catalog, estimator })(hand.handler);
  const controller = new AbortController();
  const begin = async (fields: Partial<TargetCall> = {}) => {
    const call = { ...targetCall({ signal: controller.signal }), ...fields };
    const reading = read(handler(call));
    await drain();
    return { call, reading };
  };
  return { ...all, hand, begin, admitted, grown, bills, controller, handler };
}

const errorOf = (error: unknown): ChatError => {
  assert.ok(error instanceof ChatError);
  return error;
};
const WORDS = { turn: 'one question', day: 'of the day', month: 'the month' } as const;

describe('spend layer', () => {
  it('refuses with which limit, whom, and what can be done', async () => {
    for (const [what, words] of Object.entries(WORDS)) {
      const facts: BudgetFacts = { what: what as 'day', limitUsdMicros: 5, neededUsdMicros: 9 };
      const { begin, hand, notes } = setUp({ refused: facts });
      const { reading, call } = await begin();
      const error = errorOf(reading.error);
      assert.deepEqual([error.kind, error.origin, error.scope], ['budget', 'local', 'request']);
      assert.match(error.message, new RegExp(`^The limit .*${words}.* a/m was not asked further`));
      assert.deepEqual(error.target, A);
      assert.deepEqual(error.budget, { ...facts, untouched: true, mayAsk: true });
      const { requestId, turnId, attemptId } = call;
      assert.deepEqual(notes, [
        { type: 'spend-refused', requestId, turnId, attemptId, target: A, ...facts },
      ]);
      assert.equal(hand.calls.length, 0);
    }
  });

  it('speaks of the target alone where it is its own limit, a later try, or nobody can be asked', async () => {
    const scopeOf = async (given: Given, fields: Partial<TargetCall> = {}) => {
      const error = errorOf((await setUp(given).begin(fields)).reading.error);
      return [error.scope, error.budget?.mayAsk, error.budget?.untouched];
    };
    const day: Given = { refused: { what: 'day' } };
    const own = setUp({ refused: { what: 'target' } });
    const { message } = errorOf((await own.begin()).reading.error);
    assert.match(message, /of the day for this model/);
    assert.deepEqual(await scopeOf({ refused: { what: 'target' } }), ['target', true, true]);
    assert.deepEqual(await scopeOf(day, { origin: 'failover' }), ['target', true, undefined]);
    assert.deepEqual(await scopeOf(day, { lane: 'background' }), ['target', undefined, true]);
    const blocked: Given = { ...day, limits: { onExceed: 'block' } };
    assert.deepEqual(await scopeOf(blocked), ['target', undefined, true]);
    assert.deepEqual(await scopeOf({ ...day, limits: { unknownPrice: 'block' } }), [
      ...['request', true, true],
    ]);
  });

  it('asks about a price, allows it, or refuses, by its own setting', async () => {
    const of = async (
      unknownPrice: SpendLimits['unknownPrice'],
      mustAsk: boolean,
      fields: Partial<TargetCall> = {},
    ) => {
      const limits = { unknownPrice, onExceed: 'block' } as const;
      const { begin, hand, notes } = setUp({ pricing: { how: 'unknown', mustAsk }, limits });
      const { reading } = await begin(fields);
      if (reading.error === undefined) {
        hand.emit(text('yes'));
        hand.emit(FINISH);
        hand.end();
        await drain();
        return notes.map(({ type }) => type).join();
      }
      const error = errorOf(reading.error);
      return `${error.message} ${error.budget?.mayAsk ?? false}`;
    };
    const words = 'Its price is not known. a/m was not asked further.';
    assert.equal(await of('ask', true), `${words} true`);
    assert.equal(await of('block', true), `${words} false`);
    assert.equal(await of('block', false), `${words} false`);
    assert.equal(await of('ask', false), 'spend-settled');
    assert.equal(await of('allow', true), 'spend-settled');
    const test = { lane: 'probe', origin: 'first' } as const;
    assert.equal(await of('ask', true, test), 'spend-settled');
    assert.match(await of('ask', true, { ...test, origin: 'probe' }), /^Its price/);
  });

  it('works out what an answer costs only when it could have reached what is put aside', async () => {
    const { begin, hand, grown } = setUp({ asideUsdMicros: 10_000 });
    const { reading } = await begin();
    hand.emit(HEADERS);
    hand.emit(ALIVE);
    await drain();
    assert.equal(grown.length, 0, 'nothing was said');
    for (let i = 0; i < 50; i += 1) hand.emit(i % 2 === 0 ? text('word ') : reasoning('word '));
    await drain();
    assert.equal(grown.length, 1, 'once, to know how far it is');
    hand.emit({ type: 'usage', usage: { inputTokens: 5, outputTokens: 5 } });
    await drain();
    assert.equal(grown.length, 1, 'a count is no progress');
    hand.emit(text('word '));
    await drain();
    assert.equal(grown.length, 2, 'but it changes what is known');
    hand.emit({ type: 'tool-call-delta', id: '1', name: 'n', argumentsText: '{"a":' });
    await drain();
    assert.equal(grown.length, 2);
    hand.emit({ type: 'tool-call', id: '1', name: 'n', argumentsJson: '{"a":1}' });
    await drain();
    assert.equal(grown.length, 3, 'of a whole call only the meter knows what is new');
    hand.emit({ type: 'tool-call-delta', id: '2', name: 'n', argumentsText: 'x'.repeat(60_000) });
    await drain();
    assert.equal(grown.length, 4);
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.equal(reading.error, undefined);
  });

  it('a limit in the middle stops the attempt with its reason, and every word stands', async () => {
    const facts: BudgetFacts = { what: 'day', limitUsdMicros: 5, midAnswer: true };
    const stops = { now: false };
    const { begin, hand, bills } = setUp({ grown: () => (stops.now ? facts : undefined) });
    const { reading } = await begin({ origin: 'failover' });
    hand.emit(text('one '));
    await drain();
    stops.now = true;
    hand.emit(text('two'));
    await drain();
    const error = errorOf(reading.error);
    assert.deepEqual([error.kind, error.scope], ['budget', 'request']);
    assert.deepEqual(error.budget, { ...facts, mayAsk: true });
    assert.deepEqual(reading.types, ['text-delta', 'text-delta']);
    const inner = hand.calls[0]?.signal;
    assert.deepEqual([inner?.aborted, inner?.reason], [true, error]);
    assert.equal(bills.length, 1);
    assert.ok((bills[0]?.usdMicros ?? 0) > 0);
  });

  it('settles once, whatever ends it, and leaves no listener', async () => {
    const ended = async (end: (stage: ReturnType<typeof setUp>) => void) => {
      const stage = setUp();
      const { reading } = await stage.begin();
      stage.hand.emit(HEADERS);
      stage.hand.emit(text('four'));
      await drain();
      end(stage);
      await drain();
      assert.equal(stage.bills.length, 1);
      assert.equal(stage.notes.filter(({ type }) => type === 'spend-settled').length, 1);
      assert.equal(getEventListeners(stage.controller.signal, 'abort').length, 0);
      return [reading.kind, stage.bills[0]?.usdMicros];
    };
    const known = await ended(({ hand }) => {
      hand.emit(FINISH);
      hand.end();
    });
    assert.equal(known[0], undefined);
    const paid = known[1];
    assert.deepEqual(await ended(({ hand }) => hand.fail(failure('cut'))), ['cut', paid]);
    assert.equal((await ended(({ controller }) => controller.abort()))[1], paid);
  });

  it('settles from the abort itself, before any layer has moved', async () => {
    const { begin, bills, controller } = setUp();
    await begin();
    controller.abort();
    assert.equal(bills.length, 1);
  });

  it('owes nothing to who refused, and the prompt to who was given up', async () => {
    const owed = async (error: ChatError, hasHeaders = false) => {
      const { begin, hand, bills } = setUp();
      const parts = [{ type: 'text', text: 'x'.repeat(400) }] as const;
      await begin({ request: { messages: [{ role: 'user', parts }] } });
      if (hasHeaders) hand.emit(HEADERS);
      await drain();
      hand.fail(error);
      await drain();
      return bills[0]?.usdMicros ?? assert.fail();
    };
    assert.equal(await owed(failure('connect')), 0);
    assert.ok((await owed(failure('silent', { waitedMs: 9 }))) >= 100);
    assert.ok((await owed(failure('cut'), true)) >= 100);
    assert.equal(await owed(failure('overloaded', { status: 529 })), 0);
  });

  it('stopped while money was put aside, it sends nothing and owes nothing', async () => {
    let open: (() => void) | undefined;
    const admitting = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { begin, hand, bills, controller } = setUp({ admitting });
    const { reading } = await begin();
    controller.abort();
    open?.();
    await drain();
    assert.equal(reading.kind, 'aborted');
    assert.equal(hand.calls.length, 0);
    assert.deepEqual(bills, [{ usdMicros: 0, isEstimated: false, isUnknown: false }]);
  });

  it('stopped before, it does not even ask', async () => {
    const { begin, admitted, controller } = setUp();
    controller.abort();
    assert.equal((await begin()).reading.kind, 'aborted');
    assert.deepEqual(admitted, []);
  });

  it('puts aside no more than an answer may be long, and learns how long they are', async () => {
    const bounded = setUp();
    await bounded.begin({ request: { messages: [], outputTokensMax: 7 } });
    assert.ok((bounded.admitted[0] ?? Infinity) < 200, 'the question’s own bound');
    const { begin, hand, admitted } = setUp();
    for (let i = 0; i < 60; i += 1) {
      const { reading } = await begin();
      hand.emit({ type: 'usage', usage: { inputTokens: 5, outputTokens: 20 } });
      hand.emit(FINISH);
      hand.end();
      await drain();
      assert.ok(reading.isOver);
    }
    const [first = 0] = admitted;
    assert.ok(first > 9_000 && first <= 10_100, 'the model’s own bound');
    assert.ok((admitted.at(-1) ?? Infinity) < first / 2, `${admitted.at(-1)} of ${first}`);
  });
});
