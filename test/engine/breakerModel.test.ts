// The breaker of one target against a model of it that shares no code: any order of claims,
// outcomes, waits and resets gives the state that the model says.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RequestLedger } from '../../src/core/index.ts';
import { createBreakerBook, type BreakerBook, type Permit } from '../../src/engine/breakerBook.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import type { VirtualClock } from '../../src/sim/virtualClock.ts';
import { A, failure, ports } from './byHand.ts';

type Model = {
  state: 'closed' | 'open' | 'half-open';
  score: number;
  atMs: number;
  openUntilMs: number;
  opens: number;
  trial: Held | undefined;
  nowMs: number;
};
type Held = {
  readonly permit: Permit;
  readonly ledger: RequestLedger;
  worst: () => number | undefined;
  isTrial: boolean;
  isOver: boolean;
};
type Real = {
  readonly book: BreakerBook;
  readonly clock: VirtualClock;
  readonly held: Held[];
  readonly requests: { readonly ledger: RequestLedger; worst: number | undefined }[];
};
type Command = fc.AsyncCommand<Model, Real>;

const fade = (model: Model): number =>
  model.score * 2 ** (-(model.nowMs - model.atMs) / DEFAULT_BREAKER_OPTIONS.halfLifeMs);
const agree = ({ book }: Real, model: Model): void => {
  const { state, openUntilMs, tally } = book.of(A);
  assert.equal(state, model.state);
  if (state === 'open') assert.ok(Math.abs(openUntilMs - model.openUntilMs) < 1e-3);
  if (state === 'closed')
    assert.ok(Math.abs(tally.score - model.score) < 1e-6, `${tally.score} is not ${model.score}`);
};
const opened = (model: Model): void => {
  const ms = Math.min(30_000 * 2 ** model.opens, 900_000);
  Object.assign(model, {
    state: 'open',
    openUntilMs: model.nowMs + ms,
    opens: model.opens + 1,
    trial: undefined,
  });
};
const counted = (
  model: Model,
  held: Held,
  request: Real['requests'][number],
  weight: number,
): void => {
  if (model.state !== 'closed') return;
  const fresh = Math.max(0, weight - (request.worst ?? 0));
  request.worst = Math.max(request.worst ?? 0, weight);
  Object.assign(model, { score: fade(model) + fresh * Math.log(20), atMs: model.nowMs });
  if (model.score >= 8.5) opened(model);
};

const claim = (nth: number, trial: 'live' | undefined): Command => ({
  check: () => true,
  toString: () => `claim(r${nth}, ${trial})`,
  async run(model, real) {
    const request = real.requests[nth] ?? assert.fail();
    const permit = real.book.claim(A, { ledger: request.ledger, trial });
    const isTrial = model.state === 'open' && trial !== undefined;
    assert.equal(permit !== undefined, model.state === 'closed' || isTrial);
    if (permit === undefined) return;
    const held: Held = {
      permit,
      ledger: request.ledger,
      worst: () => request.worst,
      isTrial,
      isOver: false,
    };
    real.held.push(held);
    if (isTrial) Object.assign(model, { state: 'half-open', trial: held });
    agree(real, model);
  },
});

type Outcome = 'token' | 'whole' | 'server' | 'empty' | 'invalid' | 'back';
const settle = (nth: number, what: Outcome): Command => ({
  check: () => true,
  toString: () => `settle(${nth}, ${what})`,
  async run(model, real) {
    const held = real.held[nth % Math.max(1, real.held.length)];
    if (held === undefined) return;
    const request = real.requests.find(({ ledger }) => ledger === held.ledger) ?? assert.fail();
    const isOn = model.trial === held && !held.isOver;
    const weight = { token: 0, whole: 0, server: 1, empty: 0.5, invalid: 0, back: 0 }[what];
    if (what === 'token') held.permit.progressed();
    else if (what === 'whole') {
      // Some answers end without a token.
      if (nth % 2 === 0) held.permit.progressed();
      held.permit.succeeded();
    } else if (what === 'back') held.permit.giveBack();
    else held.permit.failed(failure(what));

    const wasOver = held.isOver;
    if (what === 'token' || what === 'whole') {
      if (isOn)
        Object.assign(model, {
          state: 'closed',
          score: 6.5,
          atMs: model.nowMs,
          opens: 0,
          trial: undefined,
        });
      const isFirst = !held.isTrial && request.worst === undefined;
      if (what === 'whole' && !wasOver) {
        if (model.state === 'closed') {
          const answered =
            isFirst ||
            (held.isTrial && !isOn && !wasClosedBy.has(held) && request.worst === undefined);
          model.score = answered ? Math.max(0, fade(model) + Math.log(0.6 / 0.98)) : fade(model);
          model.atMs = model.nowMs;
          request.worst ??= 0;
        }
        held.isOver = true;
      }
      if (isOn) wasClosedBy.add(held);
    } else if (!wasOver) {
      held.isOver = true;
      if (isOn && weight > 0) opened(model);
      else if (isOn) Object.assign(model, { state: 'open', trial: undefined });
      else if (weight > 0) counted(model, held, request, weight);
    }
    agree(real, model);
  },
});
/** Trials whose first token closed the breaker: their end says nothing more. */
const wasClosedBy = new WeakSet<Held>();

const wait = (ms: number): Command => ({
  check: () => true,
  toString: () => `wait(${ms})`,
  async run(model, real) {
    await real.clock.advance(ms);
    model.nowMs += ms;
    const isDue = model.state === 'open' && model.nowMs >= model.openUntilMs;
    assert.equal(real.book.isDue(A), isDue);
  },
});
const reset: Command = {
  check: () => true,
  toString: () => 'reset',
  async run(model, real) {
    real.book.reset({ target: A });
    Object.assign(model, { state: 'closed', score: 0, atMs: 0, opens: 0, trial: undefined });
    agree(real, model);
  },
};

describe('breaker model', () => {
  it('the book does what the model says, whatever happens in whatever order', async () => {
    const request = fc.nat(5);
    const outcome = fc.constantFrom<Outcome>(
      'token',
      'whole',
      'server',
      'server',
      'empty',
      'invalid',
      'back',
    );
    const commands = fc.commands(
      [
        fc
          .tuple(request, fc.constantFrom(undefined, undefined, 'live' as const))
          .map(([nth, trial]) => claim(nth, trial)),
        fc.tuple(fc.nat(30), outcome).map(([nth, what]) => settle(nth, what)),
        fc.constantFrom(0, 1_000, 30_000, 700_000).map(wait),
        fc.constant(reset),
      ],
      { maxCommands: 60 },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (cmds) => {
        const setup = () => {
          const all = ports();
          const book = createBreakerBook({
            ...all,
            random: { next: () => 0.5 },
            options: () => DEFAULT_BREAKER_OPTIONS,
            isProbed: () => true,
          });
          const requests = Array.from({ length: 6 }, (_, i) => ({
            ledger: createLedger(`r${i}`, 4),
            worst: undefined,
          }));
          const model: Model = {
            state: 'closed',
            score: 0,
            atMs: 0,
            openUntilMs: 0,
            opens: 0,
            trial: undefined,
            nowMs: 0,
          };
          return { model, real: { book, clock: all.clock, held: [], requests } };
        };
        await fc.asyncModelRun(setup, cmds);
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);
});
