// Places and queues: shares of the lanes, who is next, what is shed; and the same against a model.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Lane } from '../../src/core/index.ts';
import { createSlotBook, type SlotBook, type Ticket } from '../../src/engine/slotBook.ts';
import { ports } from './byHand.ts';

const setUp = (start = 1, over: Partial<{ queueMax: number; rankMs: number }> = {}) => {
  const all = ports();
  const options = { queueMax: 32, rankMs: 30_000, ...over };
  const shape = { start, max: Math.max(64, start), isFixed: false };
  const book = createSlotBook({ ...all, options: () => options, shapeOf: () => shape });
  let rings = 0;
  all.changes.on(() => void (rings += 1));
  const enter = (...lanes: Lane[]): Ticket[] => lanes.map((lane) => book.enter('a', lane));
  return { ...all, book, enter, shape, rings: () => rings };
};
const states = (tickets: readonly Ticket[]): string =>
  tickets.map(({ state }) => state[0]).join('');

describe('slot book', () => {
  it('gives what is free, in the order of coming', () => {
    const { enter, rings } = setUp(2);
    const all = enter('chat', 'inline', 'chat', 'chat');
    assert.equal(states(all), 'hhww');
    assert.deepEqual(all[3]?.figures(), { inUse: 2, limit: 2, ahead: 1 });
    all[0]?.leave();
    assert.equal(states(all), 'lhhw');
    assert.equal(rings(), 1, 'who waited hears of it');
    all[1]?.succeeded();
    assert.equal(states(all), 'llhh');
  });

  it('keeps one of two or more places for premium', () => {
    const { enter } = setUp(3);
    const all = enter('background', 'external', 'background', 'chat');
    assert.equal(states(all), 'hhwh');
  });

  it('lets best effort have a single place while nobody premium waits', () => {
    const { enter } = setUp(1);
    const all = enter('background', 'external', 'chat');
    assert.equal(states(all), 'hww');
    all[0]?.leave();
    assert.equal(states(all), 'lwh', 'premium passes');
    all[2]?.leave();
    assert.equal(states(all), 'lhl');
  });

  it('lets nobody starve: a rank is worth so much waiting and no more', async () => {
    const { enter, clock } = setUp(1);
    const [held] = enter('chat');
    const [old] = enter('background');
    await clock.advance(60_001);
    const young = enter('chat');
    held?.leave();
    assert.equal(old?.state, 'held');
    assert.equal(states(young), 'w');
  });

  it('is first come, first served where a rank is worth nothing', () => {
    const { enter } = setUp(1, { rankMs: 0 });
    const all = enter('chat', 'background', 'chat');
    all[0]?.leave();
    assert.equal(states(all), 'lhw');
  });

  it('has a place of its own for a probe', () => {
    const { enter } = setUp(1);
    const all = enter('chat', 'probe', 'probe', 'chat');
    assert.equal(states(all), 'hhww');
    assert.deepEqual(all[2]?.figures(), { inUse: 1, limit: 1, ahead: 0 });
    all[1]?.leave();
    assert.equal(states(all), 'hlhw');
  });

  it('sheds best effort first when too many wait, the last of it', () => {
    const { enter } = setUp(1, { queueMax: 2 });
    const all = enter('chat', 'background', 'external', 'chat');
    assert.equal(states(all), 'hsww', 'background stands behind external');
    const more = enter('chat', 'chat');
    assert.equal(states([...all, ...more]), 'hsswws', 'then the premium one that came last');
  });

  it('lets nobody wait where the queue has no room, and still gives what is free', () => {
    const { enter } = setUp(1, { queueMax: 0 });
    assert.equal(states(enter('chat', 'chat')), 'hs');
  });

  it('keeps accounts apart', () => {
    const { book } = setUp(1);
    assert.equal(book.enter('a', 'chat').state, 'held');
    assert.equal(book.enter('b', 'chat').state, 'held');
  });

  it('gives back once, however often it is left', () => {
    const { enter } = setUp(1);
    const [first, second, third] = enter('chat', 'chat', 'chat');
    first?.leave();
    first?.leave();
    first?.succeeded();
    assert.equal(second?.state, 'held');
    assert.equal(third?.state, 'waiting');
  });

  it('learns from answers and from a 429 of those who hold a place', async () => {
    const { enter, book, clock } = setUp(1);
    for (let i = 0; i < 19; i += 1) enter('chat')[0]?.succeeded();
    const [probe] = enter('probe');
    assert.equal(probe?.succeeded(), undefined, 'a probe says nothing of it');
    assert.deepEqual(enter('chat')[0]?.succeeded(), { from: 1, to: 2, because: 'clean' });
    await clock.advance(1);
    const [one] = enter('chat');
    assert.deepEqual(one?.crowded(), { from: 2, to: 1, because: 'crowded' });
    one?.leave();
    assert.equal(one?.crowded(), undefined);
    await clock.advance(3_600_000);
    assert.equal(book.recovered('a'), undefined, 'it began with one');
  });

  it('serves those who waited when the setting gives more places', () => {
    const { enter, shape } = setUp(1);
    const all = enter('chat', 'chat', 'chat');
    shape.start = 2;
    assert.equal(states([...all, ...enter('background')]), 'hhww');
  });

  type Held = { readonly lane: Lane; readonly id: number; readonly ticket: Ticket };
  type Model = { readonly here: Held[]; next: number };
  type Real = { readonly book: SlotBook; readonly limit: number; readonly queueMax: number };
  const isBest = (lane: Lane): boolean => lane === 'background' || lane === 'external';
  const check = ({ here }: Model, { limit, queueMax }: Real): void => {
    const of = (state: Ticket['state']): Held[] => here.filter((one) => one.ticket.state === state);
    const held = of('held').filter(({ lane }) => lane !== 'probe');
    const best = held.filter(({ lane }) => isBest(lane));
    const waiting = of('waiting');
    assert.ok(held.length <= limit, 'in flight ≤ limit');
    assert.ok(best.length <= Math.max(1, limit - 1), 'best effort leaves one');
    assert.ok(of('held').length - held.length <= 1, 'one probe');
    assert.ok(waiting.length <= queueMax, 'queue ≤ limit');
    const isIdle = held.length < limit;
    assert.ok(!isIdle || !waiting.some(({ lane }) => lane === 'chat' || lane === 'inline'));
    for (const lane of ['chat', 'inline', 'background', 'external', 'probe'] as const) {
      const last = Math.max(-1, ...held.filter((one) => one.lane === lane).map(({ id }) => id));
      const first = waiting.find((one) => one.lane === lane)?.id ?? Infinity;
      assert.ok(last < first || lane === 'probe', `first come, first served in ${lane}`);
    }
  };
  class Enter implements fc.Command<Model, Real> {
    readonly lane: Lane;
    constructor(lane: Lane) {
      this.lane = lane;
    }
    check = (): boolean => true;
    run(model: Model, real: Real): void {
      const ticket = real.book.enter('a', this.lane);
      model.here.push({ lane: this.lane, id: model.next, ticket });
      model.next += 1;
      check(model, real);
    }
    toString = (): string => `enter ${this.lane}`;
  }
  class Leave implements fc.Command<Model, Real> {
    readonly at: number;
    readonly isEnd: boolean;
    constructor(at: number, isEnd: boolean) {
      this.at = at;
      this.isEnd = isEnd;
    }
    check = ({ here }: Readonly<Model>): boolean => here.length > 0;
    run(model: Model, real: Real): void {
      const { ticket } = model.here[this.at % model.here.length] as Held;
      const wasHeld = ticket.state === 'held';
      if (this.isEnd) ticket.succeeded();
      else ticket.leave();
      if (wasHeld) assert.equal(ticket.state, 'left');
      check(model, real);
    }
    toString = (): string => `leave ${this.at}`;
  }

  it('does as its model says, whoever comes and goes', () => {
    const lane = fc.constantFrom<Lane>('chat', 'inline', 'background', 'external', 'probe');
    const commands = fc.commands<Model, Real>(
      [
        lane.map((one) => new Enter(one)),
        fc.tuple(fc.nat(30), fc.boolean()).map(([at, isEnd]) => new Leave(at, isEnd)),
      ],
      { maxCommands: 60 },
    );
    fc.assert(
      fc.property(
        ...[fc.integer({ min: 1, max: 4 }), fc.nat(5), fc.constantFrom(0, 30_000), commands],
        (limit, queueMax, rankMs, some) => {
          const options = () => ({ queueMax, rankMs });
          const shapeOf = () => ({ start: limit, max: limit, isFixed: true });
          const book = createSlotBook({ ...ports(), options, shapeOf });
          const model: Model = { here: [], next: 0 };
          fc.modelRun(() => ({ model, real: { book, limit, queueMax } }), some);
          for (const { ticket } of model.here) ticket.leave();
          assert.ok(model.here.every(({ ticket }) => /left|shed/.test(ticket.state)));
          const free = Array.from({ length: limit }, () => book.enter('a', 'chat').state);
          assert.ok(
            free.every((state) => state === 'held'),
            'no place is lost',
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
