import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineEvent } from '../../src/core/index.ts';
import { createTokenEstimator } from '../../src/engine/index.ts';
import { createSpendMeter } from '../../src/engine/spendMeter.ts';
import { failure, FINISH, HEADERS, targetCall, text } from './byHand.ts';
import { price } from './spendStage.ts';

const meter = (events: readonly EngineEvent[], of = price(1, 10)) => {
  const made = createSpendMeter(createTokenEstimator(), targetCall(), of);
  for (const event of events) made.see(event);
  return made;
};
const usage = (outputTokens: number, costUsdMicros?: number): EngineEvent => ({
  type: 'usage',
  usage: {
    inputTokens: 100,
    outputTokens,
    ...(costUsdMicros === undefined ? {} : { costUsdMicros }),
  },
});

describe('spendMeter', () => {
  it('knows how many characters cannot reach an amount', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'é', '漢', ' '), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(piece), fc.nat(5_000), fc.nat(50), (pieces, amount, rate) => {
        const made = meter([], price(1, rate / 10));
        let free = made.charsBelow(amount);
        for (const words of pieces) {
          made.see(text(words));
          free -= words.length;
          if (free < 0) break;
          assert.ok(made.soFar() < amount, `${made.soFar()} of ${amount}`);
        }
      }),
    );
    assert.ok(meter([], price(1, 10)).charsBelow(1_000_000) > 10_000);
    const unpriced = createSpendMeter(createTokenEstimator(), targetCall(), undefined);
    assert.equal(unpriced.charsBelow(0), Infinity);
  });

  it('counts text, thoughts and tool calls, each once', () => {
    const words = 'x'.repeat(400);
    assert.equal(meter([text(words)]).outputTokens(), 100);
    assert.equal(meter([{ type: 'reasoning-delta', text: words }]).outputTokens(), 100);
    const streamed: EngineEvent = {
      type: 'tool-call-delta',
      id: '1',
      name: 'n',
      argumentsText: words,
    };
    const whole: EngineEvent = { type: 'tool-call', id: '1', name: 'n', argumentsJson: words };
    assert.equal(meter([streamed, whole]).outputTokens(), 100);
    assert.equal(meter([whole]).outputTokens(), 100);
    // Letter by letter it comes to the same.
    const letters = Array.from({ length: 400 }, () => text('x'));
    assert.equal(meter(letters).outputTokens(), 100);
  });

  it('believes a count at the end, and one that came early only as far as it goes', () => {
    const early = [HEADERS, usage(1), text('x'.repeat(400))];
    assert.deepEqual(meter(early).bill(failure('cut')), {
      usdMicros: 100 + 1_000,
      isEstimated: true,
      isUnknown: false,
    });
    assert.deepEqual(meter([...early, usage(90), FINISH]).bill(), {
      usdMicros: 100 + 900,
      isEstimated: false,
      isUnknown: false,
    });
  });

  it('a refusal costs nothing, with headers or without, unless something came', () => {
    const refused = failure('server', { status: 500 });
    assert.equal(meter([HEADERS]).bill(refused).usdMicros, 0);
    assert.equal(meter([]).bill(refused).usdMicros, 0);
    assert.equal(meter([HEADERS, text('x'.repeat(400))]).bill(refused).usdMicros, 1_004);
    const lone = createSpendMeter(createTokenEstimator(), targetCall(), undefined);
    lone.see(HEADERS);
    assert.equal(lone.bill(refused).isUnknown, false);
  });

  it('an unknown price is unknown, unless the vendor says the sum', () => {
    const made = createSpendMeter(createTokenEstimator(), targetCall(), undefined);
    for (const event of [HEADERS, text('hi'), usage(3)]) made.see(event);
    assert.deepEqual(made.bill(), { usdMicros: 0, isEstimated: false, isUnknown: true });
    made.see(usage(3, 12));
    assert.deepEqual(made.bill(), { usdMicros: 12, isEstimated: false, isUnknown: false });
    assert.equal(made.soFar(), 0);
  });

  it('is whole, safe and not below zero, whatever an endpoint reports', () => {
    const wild = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.constantFrom(Number.NaN, Infinity, -Infinity, 9e15, 1e300),
    );
    fc.assert(
      fc.property(wild, wild, fc.option(wild, { nil: undefined }), (inputTokens, output, cost) => {
        const report: EngineEvent = {
          type: 'usage',
          usage: {
            inputTokens,
            outputTokens: output,
            ...(cost === undefined ? {} : { costUsdMicros: cost }),
          },
        };
        const { usdMicros } = meter([HEADERS, report, FINISH]).bill();
        assert.ok(Number.isSafeInteger(usdMicros) && usdMicros >= 0, String(usdMicros));
        assert.ok(usdMicros <= 1_000_000_000_000);
      }),
    );
  });
});
