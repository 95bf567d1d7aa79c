// Who may be asked beside the first, and when nobody is.

import assert from 'node:assert/strict';
import { answering } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, on, type RigOptions } from './rig.ts';

const FREE = { inputUsdMicrosPerMillion: 0, outputUsdMicrosPerMillion: 0 };
const facts = { a: { price: FREE }, b: { price: FREE }, c: { price: FREE } };
const slow = answering(['A'], { wordMs: 9_000 });
const quick = answering(['B'], { wordMs: 300 });
const hedged = (providers: RigOptions['providers'], more: Partial<RigOptions> = {}) =>
  createRig({ providers, facts, options: { routing: { strategy: 'hedged' } }, ...more });

describe('contest', () => {
  afterEach(expectNothingLeft);

  it('takes only somebody of another family, of a known price below the cap, that may be asked so', async () => {
    const kin = { script: () => quick, family: 'same' };
    const family = hedged({ a: { script: () => slow, family: 'same' }, b: kin });
    assert.equal((await family.answer()).text, 'A');
    const dear = hedged({ a: slow, b: quick }, { facts: { ...facts, b: {} } });
    assert.equal((await dear.answer()).text, 'A', 'a price that nobody knows');
    const costly = {
      inputUsdMicrosPerMillion: 1_000_000_000,
      outputUsdMicrosPerMillion: 1_000_000_000,
    };
    const above = hedged({ a: slow, b: quick }, { facts: { ...facts, b: { price: costly } } });
    assert.equal((await above.answer()).text, 'A');
    const unloaded = hedged({
      a: slow,
      b: { script: () => quick, isLocal: true, isLoaded: false },
    });
    assert.equal((await unloaded.answer()).text, 'A', 'a local model that must load first');
  });

  it('hedges three times in a row, then once in twenty: the bucket', async () => {
    const rig = hedged({ a: slow, b: quick });
    for (let n = 0; n < 5; n += 1) await rig.answer();
    assert.equal(rig.calls('b'), 3);
  });

  it('asks a picked model alone, and questions of others in the background', async () => {
    const rig = hedged({ a: slow, b: quick });
    assert.equal((await rig.answer({ limits: { first: on('a') } })).text, 'A');
    assert.equal((await rig.answer({ lane: 'background' })).text, 'A');
    assert.equal(rig.calls('b'), 0);
  });
});
