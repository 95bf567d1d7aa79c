/*
 * A simulated answer when all is well, and under each fault: from the start, in the middle, and
 * healed again. All on a clock moved by hand.
 */
import assert from 'node:assert/strict';
import type { Fault } from '../../src/sim/index.ts';
import { ChatError } from '../../src/core/index.ts';
import { callOf, stage } from './simulatedStage.ts';

const wordsOf = (text: string): number => text.match(/\S+/g)?.length ?? 0;

describe('sim/simulatedStream', () => {
  it('opens, names its model, speaks at 25 to 35 words a second, reports usage, ends', async () => {
    const { clock, ask } = stage();
    const answer = ask();
    await clock.advance(30_000);
    await answer.over;
    assert.equal(answer.error, undefined);
    const types = answer.told.map(({ event }) => event.type);
    assert.deepEqual(types.slice(0, 2), ['response-start', 'model-named']);
    assert.deepEqual(types.slice(-2), ['usage', 'finish']);
    assert.deepEqual(answer.told.at(-1)?.event, { type: 'finish', reason: 'stop' });
    const spoken = answer.told.filter(({ event }) => event.type === 'text-delta');
    const tookMs = (spoken.at(-1)?.atMs ?? 0) - (spoken[0]?.atMs ?? 0);
    const perSecond = (wordsOf(answer.text()) * 1000) / tookMs;
    assert.ok(perSecond > 25 && perSecond < 36, `${perSecond} words a second`);
    assert.ok((spoken[0]?.atMs ?? 0) < 600, 'the first word is quick');
    assert.equal(clock.pending, 0);
  });

  it('the same seed tells the same story', async () => {
    const tell = async (seed: number) => {
      const { clock, ask } = stage(seed);
      const answer = ask();
      await clock.advance(30_000);
      return JSON.stringify(answer.told);
    };
    assert.equal(await tell(7), await tell(7));
    assert.notEqual(await tell(7), await tell(8));
  });

  it('counts its tokens and keeps to the limit of a request', async () => {
    const { clock, ask } = stage();
    const answer = ask(callOf('hello', { outputTokensMax: 1 }));
    await clock.advance(5_000);
    assert.equal(answer.text(), 'Hello.');
    const [usage, finish] = answer.told.slice(-2).map(({ event }) => event);
    assert.deepEqual(usage, { type: 'usage', usage: { inputTokens: 2, outputTokens: 2 } });
    assert.deepEqual(finish, { type: 'finish', reason: 'length' });
  });

  const refusals: [Fault, Partial<ChatError>][] = [
    ['outage', { kind: 'overloaded', status: 503, scope: 'target' }],
    ['rate-limit', { kind: 'rate-limit', status: 429, retryAfterMs: 8_000, scope: 'account' }],
    ['garbage', { kind: 'protocol', status: 200 }],
  ];
  for (const [fault, expected] of refusals) {
    it(`${fault}: ${expected.kind} before a word, and the next question after healing`, async () => {
      const { clock, faults, ask } = stage();
      faults.set(fault, true);
      const answer = ask();
      await clock.advance(1_000);
      await answer.over;
      const error = answer.error ?? assert.fail();
      const target = { providerId: 'aster', modelId: 'simulated' };
      for (const [field, value] of Object.entries({ ...expected, origin: 'remote', target })) {
        assert.deepEqual(error[field as keyof ChatError], value, field);
      }
      assert.equal(answer.count('text-delta'), 0);
      faults.set(fault, false);
      const again = ask();
      await clock.advance(30_000);
      assert.equal(again.count('finish'), 1);
    });
  }

  it('slow: the first word after 3 s, then a few words a second', async () => {
    const { clock, faults, ask } = stage();
    faults.set('slow', true);
    const answer = ask();
    await clock.advance(3_000);
    assert.equal(answer.count('text-delta'), 0);
    await clock.advance(10_200);
    const perSecond = wordsOf(answer.text()) / 10;
    assert.ok(perSecond >= 2 && perSecond <= 5.5, `${perSecond} words a second`);
    faults.set('slow', false);
    await clock.advance(8_000);
    assert.equal(answer.count('finish'), 1);
  });

  it('stall: a dozen words, then signs of life, and on when it is healed', async () => {
    const { clock, faults, ask } = stage();
    faults.set('stall', true);
    const answer = ask();
    await clock.advance(10_000);
    const said = answer.text();
    assert.ok(wordsOf(said) >= 12 && wordsOf(said) <= 14, said);
    assert.ok(answer.count('alive') >= 8);
    faults.set('stall', false);
    await clock.advance(30_000);
    assert.equal(answer.count('finish'), 1);
    assert.ok(answer.text().startsWith(said));
  });

  it('cut: breaks in mid-answer', async () => {
    const { clock, faults, ask } = stage();
    const whole = ask();
    await clock.advance(30_000);
    faults.set('cut', true);
    const answer = ask();
    await clock.advance(30_000);
    await answer.over;
    assert.deepEqual([answer.error?.kind, answer.error?.net], ['cut', 'reset']);
    const part = wordsOf(answer.text()) / wordsOf(whole.text());
    assert.ok(part > 0.35 && part < 0.5, `${part}`);
  });

  const inTheMiddle: [Fault, string | undefined][] = [
    ['outage', 'cut'],
    ['garbage', 'cut'],
    ['cut', 'cut'],
    ['rate-limit', undefined],
  ];
  for (const [fault, kind] of inTheMiddle) {
    it(`${fault} switched on in mid-answer: ${kind ?? 'goes on'}`, async () => {
      const { clock, faults, ask } = stage();
      const answer = ask();
      await clock.advance(3_000);
      const said = answer.text();
      faults.set(fault, true);
      await clock.advance(0);
      if (kind === undefined) await clock.advance(30_000);
      await answer.over;
      assert.equal(answer.error?.kind, kind);
      if (kind !== undefined) assert.equal(answer.text(), said, 'it breaks at once');
      assert.equal(clock.pending, 0);
    });
  }

  it('stall switched on in mid-answer: silent from that word on', async () => {
    const { clock, faults, ask } = stage();
    const answer = ask();
    await clock.advance(2_000);
    const said = answer.text();
    faults.set('stall', true);
    await clock.advance(5_000);
    assert.equal(answer.text(), said);
    assert.ok(answer.count('alive') >= 4);
    answer.controller.abort();
    await answer.over;
  });

  const moments: [string, number, Fault | undefined][] = [
    ['while opening', 0, undefined],
    ['before the first word', 200, 'slow'],
    ['while speaking', 2_000, undefined],
    ['in a stall', 6_000, 'stall'],
  ];
  for (const [when, ms, fault] of moments) {
    it(`stops at once ${when}, leaving no timer`, async () => {
      const { clock, faults, ask } = stage();
      if (fault !== undefined) faults.set(fault, true);
      const answer = ask();
      await clock.advance(ms);
      const reason = new ChatError({ kind: 'stall', message: 'silent' });
      answer.controller.abort(ms === 0 ? undefined : reason);
      await answer.over;
      assert.equal(answer.error?.kind, ms === 0 ? 'aborted' : 'stall');
      assert.equal(clock.pending, 0);
    });
  }

  it('stopped before it began: aborted', async () => {
    const { provider } = stage();
    const events = provider.stream(callOf('hello'), AbortSignal.abort());
    await assert.rejects(
      async () => {
        for await (const event of events) assert.fail(event.type);
      },
      { kind: 'aborted' },
    );
  });
});
