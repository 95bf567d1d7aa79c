// Quantiles against exact ones, and Kaplan–Meier against a reference that follows its definition.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { add, noWeights } from '../../../src/engine/latency/histogram.ts';
import { stepOf, STEPS, valueAt } from '../../../src/engine/latency/scale.ts';
import { quantileOf } from '../../../src/engine/latency/survival.ts';

type One = { readonly value: number; readonly isCensored: boolean };

const value = fc.double({ min: 0, max: 13.5, noNaN: true }).map(Math.exp);
const one = fc.record({ value, isCensored: fc.boolean() });
const share = fc.double({ min: 0.01, max: 0.999, noNaN: true });

const histogramOf = (samples: readonly One[]) => {
  const [seen, censored] = [noWeights(), noWeights()];
  for (const each of samples) add(each.isCensored ? censored : seen, each.value);
  return { seen, censored };
};

/** The step in which the survival function falls to `1 − share`; the top where it never does. */
function reference(samples: readonly One[], wanted: number): number {
  let surviving = 1;
  for (let step = 0; step < STEPS; step += 1) {
    const atRisk = samples.filter((each) => stepOf(each.value) >= step).length;
    const ended = samples.filter((each) => !each.isCensored && stepOf(each.value) === step).length;
    if (atRisk > 0) surviving *= 1 - ended / atRisk;
    if (ended > 0 && surviving <= 1 - wanted + 1e-12) return step;
  }
  return STEPS;
}

describe('survival', () => {
  it('finds each quantile within its step', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), share, (values, wanted) => {
        const samples = values.map((of) => ({ value: of, isCensored: false }));
        const found = quantileOf(histogramOf(samples), wanted);
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil(values.length * wanted - 1e-9) - 1] ?? 1;
        assert.ok(Math.abs(Math.log(found / exact)) < 0.22, `${found} for ${exact}`);
      }),
    );
  });

  it('is Kaplan and Meier’s estimate where waits were given up', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), share, (samples, wanted) => {
        const step = reference(samples, wanted);
        const found = quantileOf(histogramOf(samples), wanted);
        if (step === STEPS) assert.equal(found, valueAt(STEPS));
        else
          assert.ok(found >= valueAt(step) * 0.999_999 && found <= valueAt(step + 1) * 1.000_001);
      }),
    );
  });

  it('never falls because a wait was given up: no limit ratchets down', () => {
    fc.assert(
      fc.property(
        fc.array(one, { minLength: 1, maxLength: 60 }),
        value,
        share,
        (samples, waited, wanted) => {
          const before = quantileOf(histogramOf(samples), wanted);
          const more = [...samples, { value: waited, isCensored: true }];
          assert.ok(quantileOf(histogramOf(more), wanted) >= before * 0.999_999);
        },
      ),
    );
  });

  it('grows with the share, and nobody knows what nobody saw', () => {
    const { seen, censored } = histogramOf([
      { value: 10, isCensored: false },
      { value: 100, isCensored: false },
      { value: 1_000, isCensored: true },
    ]);
    const at = (wanted: number): number => quantileOf({ seen, censored }, wanted);
    assert.ok(at(0.1) < at(0.3) && at(0.3) < at(0.6));
    assert.equal(at(0.9), valueAt(STEPS));
    assert.equal(quantileOf({ seen: [], censored: [] }, 0.5), valueAt(STEPS));
  });
});
