/*
 * What the editor and the extensions behind it throw, and the row of the error table that each is.
 */
import assert from 'node:assert/strict';
import { ChatError, type ErrorKind } from '../../../src/core/index.ts';
import { lmError } from '../../../src/host/lm/lmErrors.ts';
import { LmErrorLike } from './fakeLm.ts';

const PLACE = { providerId: 'p', modelId: 'copilot/m' };
const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const inside = (cause: unknown): Error => new LmErrorLike('Unknown', 'errored, see cause', cause);

const CASES: readonly (readonly [string, unknown, ErrorKind])[] = [
  ['consent refused', new LmErrorLike('NoPermissions', "cannot be used by 'x'."), 'permission'],
  ['model gone', new LmErrorLike('NotFound', "Language model 'x' is unknown."), 'model-gone'],
  [
    'blocked for a while',
    new LmErrorLike('Blocked', 'temporarily blocked due to making too many requests'),
    'rate-limit',
  ],
  ['blocked', new LmErrorLike('Blocked', 'no'), 'quota'],
  ['quota by its name', named('ChatQuotaExceeded', 'You have no quota'), 'quota'],
  ['quota by its name, inside', inside(named('ChatQuotaExceeded', 'x')), 'quota'],
  ['quota by its words', new Error('Error Code: quota_exceeded'), 'quota'],
  ['rate by its name', inside(named('ChatRateLimited', 'x')), 'rate-limit'],
  ['off topic', inside(new Error('off_topic')), 'content-filter'],
  ['filtered', new Error('Response got filtered.'), 'content-filter'],
  ['a status', new Error('Request Failed: 429 {"error":{"message":"slow down"}}'), 'rate-limit'],
  ['a server’s status', new Error('Server error: 503'), 'overloaded'],
  [
    'a quoted body',
    new Error('Request Failed: 400 {"error":{"code":"model_not_supported"}}'),
    'model-gone',
  ],
  ['context', inside(new Error('prompt is too long: 9 tokens > 8 maximum')), 'context-length'],
  ['called off by somebody', named('Canceled', 'Canceled'), 'cut'],
  ['nothing that is known', new Error('boom'), 'server'],
  ['no error', 'boom', 'server'],
  ['nothing', undefined, 'server'],
];

describe('errors of other extensions’ models', () => {
  for (const [what, thrown, kind] of CASES) {
    it(`${what} is ${kind}`, () => {
      const error = lmError(thrown, PLACE, false);
      assert.equal(error.kind, kind);
      assert.deepEqual(error.target, PLACE);
    });
  }

  it('are a cut once words had come, where they say nothing better', () => {
    assert.equal(lmError(new Error('boom'), PLACE, true).kind, 'cut');
    assert.equal(lmError(inside(new Error('off_topic')), PLACE, true).kind, 'content-filter');
    assert.equal(lmError(new Error('Server error: 500'), PLACE, true).kind, 'server');
  });

  it('keep the code and the words, cleaned', () => {
    const error = lmError(
      new LmErrorLike('NoPermissions', 'no\u202e sk-abcdefghijklmnop1'),
      PLACE,
      false,
    );
    assert.equal(error.vendorCode, 'NoPermissions');
    assert.doesNotMatch(error.vendorMessage ?? '', /abcdefgh|\u202e/);
    assert.equal(
      error.message,
      'copilot/m at p reported an error: Steadfast was not allowed to use it',
    );
    assert.equal(lmError(new Error('boom'), PLACE, false).vendorCode, undefined);
    assert.equal(lmError(inside(new Error('boom')), PLACE, false).vendorMessage, 'boom');
  });

  it('of our own stay as they are; causes that go in circles end', () => {
    const own = new ChatError({ kind: 'stall', message: 'x' });
    assert.equal(lmError(own, PLACE, false), own);
    const circular = new Error('round');
    circular.cause = circular;
    assert.equal(lmError(circular, PLACE, false).kind, 'server');
  });
});
