/*
 * Engine errors as OpenAI's clients understand them.
 */
import assert from 'node:assert/strict';
import { ChatError, ERROR_KINDS } from '../../src/core/index.ts';
import type { ErrorKind } from '../../src/core/index.ts';
import { refused } from './refusal.ts';

const of = (kind: ErrorKind) => new ChatError({ kind, message: 'x' });
const exhausted = (...kinds: ErrorKind[]) =>
  new ChatError({ kind: 'exhausted', origin: 'local', message: 'Nobody.', causes: kinds.map(of) });

describe('serve/refusal', () => {
  it('every kind has an error status and a code', () => {
    for (const kind of ERROR_KINDS) {
      const { status, body } = refused(of(kind));
      assert.ok(status >= 400 && status < 600, kind);
      assert.match(body.error.code ?? '', /^[a-z_]+$/);
      assert.equal(body.error.steadfast?.kind, kind);
    }
  });

  it('when all targets say the same, that is the answer; else that nobody is left', () => {
    assert.equal(refused(exhausted('auth', 'auth')).status, 401);
    assert.equal(refused(exhausted('context-length')).body.error.code, 'context_length_exceeded');
    const mixed = refused(exhausted('auth', 'overloaded'));
    assert.deepEqual([mixed.status, mixed.body.error.code], [503, 'exhausted']);
    assert.equal(mixed.body.error.steadfast?.causes?.length, 2);
    assert.equal(refused(exhausted()).status, 503);
  });

  it('a bug is a 500', () => {
    assert.equal(refused(new TypeError('oops')).status, 500);
  });
});
