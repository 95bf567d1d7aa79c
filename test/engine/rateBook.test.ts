// Limits of rate: reserved before sending, settled after, held back and headroom as they say.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatRequest, RateLimits, Target } from '../../src/core/index.ts';
import { createRateBook, type OwnLimits } from '../../src/engine/rateBook.ts';
import { A, B, failure, ports } from './byHand.ts';

const REQUEST: ChatRequest = { messages: [] };
const setUp = (own: OwnLimits = {}) => {
  const all = ports();
  const book = createRateBook({
    ...all,
    ownLimits: (id) => (id === 'a' ? own : {}),
    estimate: () => ({ input: 100, output: 50 }),
  });
  const send = (target: Target = A) => book.reserve(target, REQUEST);
  const hold = (target: Target = A) => book.held(target, REQUEST);
  const answer = (limits: RateLimits, target: Target = A): void =>
    send(target).see({ type: 'response-start', status: 200, limits });
  return { ...all, book, send, hold, answer };
};

describe('rate book', () => {
  it('holds nobody back while nothing is known', () => {
    const { book, send, hold } = setUp();
    for (let i = 0; i < 100; i += 1) send();
    assert.equal(hold(), undefined);
    assert.equal(book.headroom(A), 1);
  });

  it('keeps the person’s own requests per minute, all models of the provider together', async () => {
    const { clock, book, send, hold } = setUp({ requestsPerMinute: 2 });
    const other = { providerId: 'a', modelId: 'other' };
    send();
    await clock.advance(10_000);
    send(other);
    assert.deepEqual(hold(), {
      ...{ untilMs: 60_000, facts: { what: 'requests', by: 'own', limit: 2 } },
    });
    assert.equal(hold(other)?.untilMs, 60_000);
    assert.equal(hold(B), undefined);
    assert.equal(book.headroom(A), 0);
    await clock.advance(50_000);
    assert.equal(hold(), undefined);
    assert.equal(book.headroom(A), 0.5);
  });

  it('keeps the person’s own tokens per minute: estimated first, then as they were', () => {
    const { book, send, hold } = setUp({ tokensPerMinute: 400 });
    send().see({ type: 'usage', usage: { inputTokens: 20, outputTokens: 10 } });
    assert.equal(book.headroom(A), 1 - 30 / 400);
    const second = send();
    send();
    assert.deepEqual(hold()?.facts, { what: 'tokens', by: 'own', limit: 400 });
    second.failed(failure('connect'));
    assert.equal(hold(), undefined, 'nobody has read what got no response');
  });

  it('counts the tokens of what broke after its response as estimated', () => {
    const { book, send } = setUp({ tokensPerMinute: 1_000 });
    const one = send();
    one.see({ type: 'response-start', status: 200 });
    one.failed(failure('cut'));
    assert.equal(book.headroom(A), 0.85);
  });

  it('believes the server’s headers, of this model alone, and fills as they say', async () => {
    const { clock, book, hold, answer } = setUp();
    answer({ requests: { limit: 10, remaining: 0, resetsInMs: 20_000 } });
    assert.deepEqual(hold(), {
      ...{ untilMs: 2_000, facts: { what: 'requests', by: 'server', limit: 10 } },
    });
    assert.equal(hold({ providerId: 'a', modelId: 'other' }), undefined);
    assert.equal(book.headroom(A), 0);
    await clock.advance(2_000);
    assert.equal(hold(), undefined);
    await clock.advance(3_000);
    assert.equal(book.headroom(A), 0.25);
  });

  it('counts what is on its way until headers cover it', () => {
    const { book, send, hold, answer } = setUp();
    answer({ requests: { limit: 4, remaining: 2, resetsInMs: 60_000 } });
    const one = send();
    const two = send();
    assert.ok(hold() !== undefined);
    one.see({
      ...{ type: 'response-start', status: 200 },
      limits: { requests: { limit: 4, remaining: 2, resetsInMs: 60_000 } },
    });
    assert.equal(hold(), undefined);
    two.end();
    two.end();
    assert.equal(book.headroom(A), 0.5);
  });

  it('learns from a refusal as well, and takes the tightest of all windows', () => {
    const { book, send, hold } = setUp();
    const limits = {
      requests: { limit: 100, remaining: 90 },
      inputTokens: { limit: 1_000, remaining: 50, resetsInMs: 19_000 },
      outputTokens: { limit: 1_000, remaining: 900 },
    };
    send().failed(failure('rate-limit', { limits }));
    assert.deepEqual(hold()?.facts, { what: 'inputTokens', by: 'server', limit: 1_000 });
    assert.equal(hold()?.untilMs, 1_000);
    assert.equal(book.headroom(A), 0.05);
  });

  it('rings when there may be room again', () => {
    const { send, changes } = setUp();
    let rings = 0;
    changes.on(() => void (rings += 1));
    send().end();
    assert.equal(rings, 1);
  });

  it('forgets what servers said by hand, and never what the person set', () => {
    const { book, send, hold, answer } = setUp({ requestsPerMinute: 1 });
    answer({ requests: { limit: 10, remaining: 0, resetsInMs: 1e6 } });
    answer({ requests: { limit: 10, remaining: 0, resetsInMs: 1e6 } }, B);
    book.lift({ providerId: 'a' });
    assert.equal(hold()?.facts.by, 'own');
    assert.ok(hold(B) !== undefined);
    book.lift({ target: B });
    assert.equal(hold(B), undefined);
    send(B).end();
  });

  it('never lets more pass in a minute than the person set, whatever comes back', async () => {
    const step = fc.record({
      afterMs: fc.nat(15_000),
      tokens: fc.constantFrom(0, 10, 150, 400, NaN, -5),
      ending: fc.constantFrom('usage', 'fail', 'end'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { clock, book, send, hold } = setUp({ requestsPerMinute: 3, tokensPerMinute: 500 });
        const sent: number[] = [];
        for (const { afterMs, tokens, ending } of steps) {
          await clock.advance(afterMs);
          const nowMs = clock.nowMs();
          const held = hold();
          if (held !== undefined) {
            assert.ok(held.untilMs > nowMs && held.untilMs <= nowMs + 60_000);
            continue;
          }
          const reservation = send();
          sent.push(nowMs);
          assert.ok(sent.filter((at) => at > nowMs - 60_000).length <= 3);
          const usage = { inputTokens: tokens, outputTokens: 0 };
          if (ending === 'usage') reservation.see({ type: 'usage', usage });
          if (ending === 'fail') reservation.failed(failure('server'));
          reservation.end();
          const room = book.headroom(A);
          assert.ok(room >= 0 && room <= 1, String(room));
        }
      }),
      { numRuns: 100 },
    );
  });
});
