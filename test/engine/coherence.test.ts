// Live answers that lose their sense end as `degenerate`, with every character that was shown; the
// journal gets figures, never words.

import assert from 'node:assert/strict';
import { answering, hanging } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, on } from './rig.ts';

const loop = (words: string): string[] => Array.from({ length: 300 }, () => words);
const B = answering(['B']);

describe('coherence layer', () => {
  afterEach(expectNothingLeft);

  it('ends a loop, keeps what was shown, and lets another answer', async () => {
    const rig = createRig({ providers: { a: [...hanging(loop('no way. '))], b: B } });
    const { text } = await rig.answer();
    const [kept = '', rest] = text.split('¦');
    assert.equal(rest, 'B');
    assert.ok(kept.length <= 1_200 && kept.length >= 380, String(kept.length));
    assert.equal(rig.notes('seam-started')[0]?.keptChars, kept.length);
    const [doubted] = rig.notes('answer-doubted');
    assert.equal(doubted?.found.is === 'loop' && doubted.found.unitChars, 8);
    assert.equal(rig.notes('attempt-ended')[0]?.error?.kind, 'degenerate');
    assert.doesNotMatch(JSON.stringify(rig.journal), /no way/);
    assert.equal(rig.engine.status(on('a')).state, 'working', 'half a failure');
  });

  it('ends a loop of thoughts before anything was said, and asks again', async () => {
    const thoughts = loop('Wait, let me think. ').map((text) => ({
      event: { type: 'reasoning-delta', text } as const,
    }));
    const rig = createRig({
      providers: { a: (_, nth) => (nth === 0 ? thoughts : answering(['A'])) },
    });
    assert.match((await rig.answer()).story, /retracted a\?retry A finish$/);
  });

  it('ends a soup of scripts', async () => {
    const soup = loop('the实现приветمرحباनमस्ते');
    const rig = createRig({ providers: { a: answering(soup), b: B } });
    assert.match((await rig.answer()).text, /¦B$/);
    assert.deepEqual(rig.notes('answer-doubted')[0]?.found, { is: 'soup' });
  });

  it('only notes an answer in a script that nobody asked for', async () => {
    const words = 'Предохранитель размыкается, когда отказов слишком много. '.repeat(6);
    const rig = createRig({ providers: { a: answering([words]) } });
    assert.match((await rig.answer()).story, /finish$/);
    // "why?" is too short a question to tell what it is written in.
    assert.deepEqual(rig.notes('answer-doubted'), []);
  });

  it('is off by option', async () => {
    const rig = createRig({
      providers: { a: answering(loop('no way. ')), b: B },
      options: { coherence: { stopLoops: false } },
    });
    assert.match((await rig.answer()).story, /^a\? .* finish$/);
    assert.equal(rig.calls('b'), 0);
  });
});
