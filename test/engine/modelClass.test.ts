import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type ModelFacts } from '../../src/core/index.ts';
import { isBelow, modelClassOf } from '../../src/engine/modelClass.ts';

const of = (fields: Partial<ModelFacts>, isLocal = false): string =>
  modelClassOf({ ...UNKNOWN_FACTS, ...fields }, isLocal);
const price = (input: number, output: number): Partial<ModelFacts> => ({
  price: {
    inputUsdMicrosPerMillion: input * 1_000_000,
    outputUsdMicrosPerMillion: output * 1_000_000,
  },
});

describe('modelClass', () => {
  it('is told by the blended price, three parts prompt to one part answer', () => {
    assert.equal(of(price(4, 4)), 'large');
    assert.equal(of(price(3, 15)), 'large');
    assert.equal(of(price(1, 5)), 'standard');
    assert.equal(of(price(0.8, 0.8)), 'standard');
    assert.equal(of(price(0.15, 0.6)), 'small');
    assert.equal(of(price(0, 0)), 'small');
  });

  it('is standard where the price is unknown, small on this computer, and as the person says', () => {
    assert.equal(of({}), 'standard');
    assert.equal(of(price(9, 9), true), 'small');
    assert.equal(of({ ...price(9, 9), modelClass: 'small' }), 'small');
    assert.equal(of({ modelClass: 'large' }, true), 'large');
  });

  it('has an order', () => {
    assert.deepEqual(
      [isBelow('small', 'standard'), isBelow('standard', 'large'), isBelow('large', 'large')],
      [true, true, false],
    );
  });
});
