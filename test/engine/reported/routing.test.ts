// What users of other systems report about routing and money, as scenarios of the whole engine.

import assert from 'node:assert/strict';
import { answering, hanging, refusing } from '../../../src/sim/scripts.ts';
import { createRig, expectNothingLeft } from '../rig.ts';
import { money } from '../spendStage.ts';

const FREE = { how: 'free' } as const;
const COSTLESS = {
  price: { inputUsdMicrosPerMillion: 0, outputUsdMicrosPerMillion: 0 },
} as const;

describe('reported: routing', () => {
  afterEach(expectNothingLeft);

  it('litellm#41344, #26672: a paid backup of a free model is held to the limits', async () => {
    const stage = money({ dayUsdMicros: 1, onExceed: 'block' });
    stage.pricing['a'] = FREE;
    const rig = createRig({
      providers: { a: refusing('quota'), b: answering(['B']) },
      spend: stage.make,
    });
    const { text } = await rig.answer();
    assert.deepEqual([text, rig.calls('b')], ['', 0]);
    assert.equal(stage.parts?.book.today().usdMicros, 0);
  });

  it('litellm#41344: so is one that is asked beside a free model that is slow', async () => {
    const stage = money({ dayUsdMicros: 1, onExceed: 'block' });
    stage.pricing['a'] = FREE;
    const rig = createRig({
      providers: { a: answering(['A'], { wordMs: 9_000 }), b: answering(['B']) },
      facts: { a: COSTLESS, b: COSTLESS },
      options: { routing: { strategy: 'hedged' } },
      spend: stage.make,
    });
    assert.deepEqual([(await rig.answer()).text, rig.calls('b')], ['A', 0]);
  });

  it('books what lost against another, which its vendor will bill', async () => {
    const stage = money();
    stage.pricing['b'] = FREE;
    const rig = createRig({
      providers: { a: hanging(), b: answering(['B']) },
      facts: { a: COSTLESS, b: COSTLESS },
      options: { routing: { strategy: 'race' } },
      spend: stage.make,
    });
    assert.equal((await rig.answer()).text, 'B');
    const [settled] = rig.notes('spend-settled');
    assert.equal(settled?.target.providerId, 'a');
    assert.ok((settled?.usdMicros ?? 0) > 0);
  });

  it('litellm#40202: a target is as quick as its first token, however long it talks', async () => {
    const talk = Array.from({ length: 400 }, () => 'word ');
    const rig = createRig({
      providers: {
        a: answering(talk, { headersMs: 3_000 }),
        b: answering(['B'], { headersMs: 1_000 }),
      },
      facts: { a: COSTLESS, b: COSTLESS },
      options: { routing: { strategy: 'race' } },
    });
    assert.equal((await rig.answer()).text, 'B');
  });
});
