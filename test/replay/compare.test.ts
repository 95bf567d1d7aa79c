/*
 * The judge itself: it finds every difference that is planted, and lets pass what means the same.
 */
import assert from 'node:assert/strict';
import { ChatError, type ErrorKind, type StreamEvent } from '../../src/core/index.ts';
import { wordsOf, type Drive } from '../providers/bench.ts';
import { brokenLaws, differences } from './compare.ts';
import { BODY, EXPECTED, SIDECAR } from './folderOf.ts';
import { memoryPlayer } from './memoryPlayer.ts';
import { servedAs } from './served.ts';
import type { Expected } from './sidecar.ts';
import { speakerOf } from './speaker.ts';

const WAY = { sizes: [], path: 'fetch' } as const;
const played = (): Promise<Drive> =>
  memoryPlayer.play(
    servedAs(SIDECAR.response ?? {}, new TextEncoder().encode(BODY)),
    speakerOf('openai.chat'),
    WAY,
  );
function runOf(events: readonly StreamEvent[], error?: ChatError): Drive {
  return { events, error, ...wordsOf(events) };
}
const failed = (kind: ErrorKind, more: object = {}): Drive =>
  runOf([], new ChatError({ kind, message: 'm', ...more }));
const finished = (reason: 'stop' | 'unknown' | 'filtered', rawReason?: string): StreamEvent => ({
  type: 'finish',
  reason,
  ...(rawReason === undefined ? {} : { rawReason }),
});

describe('the judge', () => {
  it('finds nothing where all is as the sidecar says, and asks only for what it says', async () => {
    assert.deepEqual(differences(EXPECTED, await played()), []);
    assert.deepEqual(
      differences({ text: EXPECTED.text, finish: 'tool_calls' }, await played()),
      [],
    );
  });

  const planted: readonly (readonly [string, Partial<Expected>])[] = [
    ['text', { text: 'Hello' }],
    ['reasoning', { reasoning: '' }],
    ['a refusal', { refusal: 'No' }],
    ['a call too many', { toolCalls: [] }],
    ['the id of a call', { toolCalls: [{ id: 'v2', name: 'look', arguments: '{ "at": 1 }' }] }],
    ['the name of a call', { toolCalls: [{ id: 'v1', name: 'see', arguments: '{ "at": 1 }' }] }],
    ['a blank in arguments', { toolCalls: [{ id: 'v1', name: 'look', arguments: '{"at": 1 }' }] }],
    ['the finish', { finish: 'stop' }],
    ['the raw reason', { finishReasonRaw: 'stop' }],
    ['usage', { usage: { inputTokens: 3, outputTokens: 5 } }],
    ['a count that is missing', { usage: { inputTokens: 3, outputTokens: 4, reasoningTokens: 0 } }],
    ['an error', { error: { class: 'server_error' } }],
    ['an error without a word', { finish: 'error' }],
  ];
  for (const [what, change] of planted) {
    it(`finds ${what}`, async () => {
      assert.notDeepEqual(differences({ ...EXPECTED, ...change }, await played()), []);
    });
  }

  it('finds usage where none was reported, and the other way round', () => {
    const usage = { type: 'usage', usage: { inputTokens: 1, outputTokens: 1 } } as const;
    const whole = { usage: { inputTokens: 1, outputTokens: 1 } };
    assert.equal(differences(whole, runOf([finished('stop')])).length, 1);
    assert.equal(differences(whole, runOf([usage, finished('stop')])).length, 0);
    assert.equal(differences({ usage: null }, runOf([usage, finished('stop')])).length, 1);
    const more = { ...usage, usage: { ...usage.usage, cachedInputTokens: 7 } };
    const run = runOf([more, finished('stop')]);
    assert.equal(differences({ ...whole, usageRaw: { a: { b: 7 } } }, run).length, 0);
    assert.equal(differences({ ...whole, usageRaw: { a: { b: 8 } } }, run).length, 1);
    // Half a report is none.
    const half = { usage: { inputTokens: null, outputTokens: 1 } };
    assert.equal(differences(half, runOf([finished('stop')])).length, 0);
  });

  it('tells classes of errors apart, and takes neighbours for each other', () => {
    const classed = (name: string, more: object = {}) => ({ error: { class: name, ...more } });
    assert.deepEqual(differences(classed('auth'), failed('auth')), []);
    assert.deepEqual(differences(classed('overloaded'), failed('server')), []);
    assert.notDeepEqual(differences(classed('rate_limit'), failed('quota')), []);
    assert.notDeepEqual(differences(classed('quota'), failed('rate-limit')), []);
    const finer = classed('invalid_request', { detail: 'unsupported_feature' });
    assert.deepEqual(differences(finer, failed('unsupported')), []);
    assert.notDeepEqual(differences(finer, failed('invalid')), []);
    const huge = classed('rate_limit', { message: 'Request too large for m' });
    assert.deepEqual(differences(huge, failed('too-large-per-minute')), []);
    assert.deepEqual(differences(classed('of a kind that is new'), failed('invalid')), []);
    const wrongStatus = classed('auth', { effectiveStatus: 401 });
    assert.notDeepEqual(differences(wrongStatus, failed('auth', { status: 403 })), []);
  });

  it('wants a named delay obeyed, and not stretched without a reason', () => {
    const limited: Expected = { error: { class: 'rate_limit', retryAfterMs: 2000 } };
    const limits = { tokens: { remaining: 0, resetsInMs: 60_000 } };
    const after = (retryAfterMs: number | undefined, more: object = {}) =>
      differences(limited, failed('rate-limit', { retryAfterMs, ...more })).length;
    assert.deepEqual([after(undefined), after(1000), after(2000), after(2999)], [1, 1, 0, 0]);
    assert.deepEqual([after(3000), after(60_000, { limits })], [1, 0]);
  });

  it('knows where the product means something else on purpose', () => {
    const blocked: Expected = { error: { class: 'content_filter' }, finishReasonRaw: 'blocked:X' };
    assert.deepEqual(differences(blocked, runOf([finished('filtered', 'blocked:X')])), []);
    assert.notDeepEqual(differences(blocked, runOf([finished('stop', 'blocked:X')])), []);
    assert.deepEqual(differences({ text: '', finish: 'stop' }, failed('empty')), []);
    assert.notDeepEqual(differences({ text: 'a', finish: 'stop' }, failed('empty')), []);
    assert.deepEqual(differences({ finish: 'other' }, runOf([finished('unknown', 'odd')])), []);
    assert.deepEqual(differences({ finish: null }, runOf([finished('unknown')])), []);
    assert.notDeepEqual(differences({ finish: null }, runOf([finished('stop')])), []);
    const half = { toolCalls: [{ id: 'v', name: 'f', arguments: '{}{' }], finish: 'tool_calls' };
    assert.deepEqual(differences(half, failed('tool-use-failed')), []);
    assert.notDeepEqual(differences(half, failed('server')), []);
    assert.notDeepEqual(differences(half, runOf([finished('stop')])), []);
    const none = { usage: { inputTokens: 0, outputTokens: 0 }, usageRaw: { trafficType: 'X' } };
    assert.deepEqual(differences(none, runOf([finished('stop')])), []);
  });
});

describe('the laws of every answer', () => {
  const call = { type: 'tool-call', id: 'a.0', name: 'f', argumentsJson: '{}' } as const;
  const broken: readonly (readonly [string, Drive])[] = [
    ['no end', runOf([])],
    ['two ends', runOf([finished('stop'), finished('stop')])],
    ['a finish and an error', { ...failed('cut'), events: [finished('stop')] }],
    ['something after the finish', runOf([finished('stop'), { type: 'alive' }])],
    ['a call beside an error', { ...failed('cut'), events: [call] }],
    ['half a call', runOf([{ ...call, argumentsJson: '{' }, finished('stop')])],
  ];
  for (const [what, run] of broken) {
    it(`${what} breaks them`, () => assert.notDeepEqual(brokenLaws(run), []));
  }
  it('one end breaks none', () =>
    assert.deepEqual(brokenLaws(runOf([call, finished('stop')])), []));
});
