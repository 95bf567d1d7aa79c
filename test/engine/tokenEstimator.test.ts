/*
 * Token estimates: plain ones that grow with the text, and calibration that follows what is
 * reported, stays within its bounds, and is not thrown off by nonsense.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatRequest, Part } from '../../src/core/index.ts';
import { createTokenEstimator, type Calibration } from '../../src/engine/index.ts';

const target = { providerId: 'p', modelId: 'm' };
const other = { providerId: 'p', modelId: 'other' };
const ask = (...parts: Part[]): ChatRequest => ({ messages: [{ role: 'user', parts }] });
const say = (text: string): ChatRequest => ask({ type: 'text', text });
const words = (count: number): ChatRequest => say('word'.repeat(count));
const tokens = (request: ChatRequest): number =>
  createTokenEstimator().inputTokens(request, target).tokens;

describe('a plain estimate', () => {
  it('is a token for four bytes, and four for the frame of a message', () => {
    assert.equal(tokens({ messages: [] }), 4);
    assert.equal(tokens(words(100)), 108);
    assert.equal(tokens(say('你好吗?'.repeat(100))), 8 + 250);
    assert.equal(tokens(say('é😀'.repeat(100))), 8 + 150);
    assert.equal(createTokenEstimator().textTokens('word'.repeat(10), target), 10);
  });

  it('counts all that is sent: files, calls, results, tools, pictures', () => {
    const text = 'word'.repeat(50);
    for (const part of [
      { type: 'file', name: 'a.ts', text },
      { type: 'tool-result', id: '1', name: 'n', text, isError: false },
      { type: 'tool-call', id: '1', name: 'n', argumentsJson: text },
    ] as const) {
      assert(tokens(ask(part)) >= 58, part.type);
    }
    assert.equal(
      tokens(ask({ type: 'image', mediaType: 'image/png', dataBase64: 'x'.repeat(99) })),
      1008,
    );
    const tools = [{ name: 'n', description: text, parametersSchema: {} }];
    assert(tokens({ ...say(''), tools }) > 58);
    assert.equal(tokens(ask({ type: 'reasoning', text })), 8);
  });

  it('never falls when something is added, and lies within its range', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const estimator = createTokenEstimator();
        const less = estimator.inputTokens(say(a), target);
        const more = estimator.inputTokens(say(a + b), target);
        assert(more.tokens >= less.tokens - 1);
        assert(less.minTokens <= less.tokens && less.tokens <= less.maxTokens);
      }),
    );
  });
});

describe('a calibrated estimate', () => {
  it('comes within a tenth of what a model reports, and its range grows narrow', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 3.5, noNaN: true }), (ratio) => {
        const estimator = createTokenEstimator();
        const request = words(2000);
        const wide = estimator.inputTokens(request, target);
        for (let times = 0; times < 12; times += 1) {
          estimator.observe(request, target, Math.round(2008 * ratio));
        }
        const { tokens: estimated, minTokens, maxTokens } = estimator.inputTokens(request, target);
        assert(Math.abs(estimated / (2008 * ratio) - 1) < 0.1, `${ratio}: ${estimated}`);
        assert(maxTokens / minTokens < wide.maxTokens / wide.minTokens);
      }),
    );
  });

  it('stays within a quarter and four times the plain one, whatever is reported', () => {
    const report = fc.oneof(fc.integer(), fc.double(), fc.constant(Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.array(report, { maxLength: 40 }), (reports) => {
        const estimator = createTokenEstimator();
        for (const count of reports) estimator.observe(words(500), target, count);
        const {
          tokens: estimated,
          minTokens,
          maxTokens,
        } = estimator.inputTokens(words(500), target);
        assert(estimated >= 127 && estimated <= 2032);
        assert(minTokens >= 0 && minTokens <= estimated && estimated <= maxTokens);
        assert(maxTokens <= 2032 * Math.E + 1);
      }),
    );
  });

  it('is of one model only, and learns nothing from pictures', () => {
    const estimator = createTokenEstimator();
    estimator.observe(words(1000), target, 2000);
    assert.equal(estimator.inputTokens(words(1000), other).tokens, 1008);
    const picture = ask({ type: 'image', mediaType: 'image/png', dataBase64: '' });
    estimator.observe(picture, other, 4000);
    assert.equal(estimator.inputTokens(words(1000), other).tokens, 1008);
  });

  it('is not turned over by one small prompt with a long frame of the server’s own', () => {
    const estimator = createTokenEstimator();
    estimator.observe(say('Hi'), target, 80);
    assert(estimator.inputTokens(words(1000), target).tokens < 1300);
  });

  it('goes on where an earlier window ended', () => {
    let kept: { readonly key: string; readonly value: Calibration } | undefined;
    const first = createTokenEstimator((key, value) => {
      kept = { key, value };
    });
    first.observe(words(2000), target, 3000);
    assert.equal(kept?.key, 'p/m');
    const second = createTokenEstimator();
    second.restore(kept.key, kept.value);
    const request = words(500);
    assert.deepEqual(second.inputTokens(request, target), first.inputTokens(request, target));
    // What this window has learned itself is newer.
    first.restore('p/m', { reported: 1, plain: 1, spread: 0.1 });
    assert.notEqual(first.inputTokens(request, target).tokens, 508);
  });

  it('takes up nothing that makes no sense, and nothing that could never be moved again', () => {
    for (const value of [
      { reported: Number.NaN, plain: 1, spread: 0.1 },
      { reported: 1, plain: 0, spread: 0.1 },
      { reported: -1, plain: 1, spread: 0.1 },
      { reported: Infinity, plain: 1, spread: 0.1 },
    ]) {
      const estimator = createTokenEstimator();
      estimator.restore('p/m', value);
      assert.equal(estimator.inputTokens(words(500), target).tokens, 508);
    }
    const estimator = createTokenEstimator();
    estimator.restore('p/m', { reported: 1e300, plain: 1e300, spread: 9 });
    for (let times = 0; times < 40; times += 1) estimator.observe(words(9000), target, 18_000);
    assert(estimator.inputTokens(words(9000), target).tokens > 16_000);
  });

  it('forgets the models that were not heard of for longest', () => {
    const estimator = createTokenEstimator();
    estimator.observe(words(1000), target, 2000);
    for (let n = 0; n < 500; n += 1) {
      estimator.observe(words(1000), { providerId: 'p', modelId: `m${n}` }, 2000);
    }
    assert.equal(estimator.inputTokens(words(1000), target).tokens, 1008);
    assert(estimator.inputTokens(words(1000), { providerId: 'p', modelId: 'm0' }).tokens > 1200);
  });
});
