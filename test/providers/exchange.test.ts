/*
 * One question: what is thrown on the way, and whose clock a delay is counted by.
 */
import assert from 'node:assert/strict';
import { ChatError } from '../../src/core/index.ts';
import {
  ask,
  brokenBody,
  errorOfStatus,
  isSuccess,
  type Question,
} from '../../src/providers/exchange.ts';
import { bytesOf, handClock, serve, type Served } from './bench.ts';

const QUESTION: Question = {
  providerId: 'acme',
  method: 'GET',
  url: 'https://h.example/v1/models',
  key: { in: 'none' },
  firstByteMaxMs: 1,
  idleMaxMs: 1,
};
const { signal } = new AbortController();
const put = (served: Served) =>
  ask(serve(served), handClock(), QUESTION, new AbortController().signal);

describe('a question', () => {
  it('without a body has no content type and no body', async () => {
    const transport = serve({});
    await ask(transport, handClock(), QUESTION, signal);
    assert.deepEqual(transport.requests, [{ ...QUESTION, headers: {} }]);
  });

  it('that cannot be put is the error of the transport, or connect', async () => {
    const refused = new ChatError({ kind: 'tls', message: 'x' });
    const failing = (error: Error) => ({
      send: async () => {
        throw error;
      },
    });
    await assert.rejects(
      ask(failing(refused), handClock(), QUESTION, signal),
      (error) => error === refused,
    );
    await assert.rejects(ask(failing(new Error('x')), handClock(), QUESTION, signal), {
      kind: 'connect',
    });
  });

  it('counts dates by the calendar of the server, where it sends one', async () => {
    const headers = {
      date: 'Sun, 05 Oct 2025 13:32:58 GMT',
      'retry-after': 'Sun, 05 Oct 2025 13:33:00 GMT',
    };
    assert.equal(
      (await errorOfStatus(await put({ status: 429, headers }), signal)).retryAfterMs,
      2000,
    );
    const noDate = { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' };
    assert.equal(
      (await errorOfStatus(await put({ status: 429, headers: noDate }), signal)).retryAfterMs,
      5000,
    );
  });

  it('reads no more of an error than its beginning', async () => {
    const page = bytesOf('x'.repeat(70_000));
    const answer = await put({ status: 500, chunks: [page, page], thenHang: true });
    assert.equal((await errorOfStatus(answer, signal)).kind, 'server');
  });

  it('has an answer of 2xx or an error', async () => {
    assert.deepEqual(
      [
        isSuccess((await put({ status: 204 })).place),
        isSuccess((await put({ status: 302 })).place),
      ],
      [true, false],
    );
    const { place } = await put({});
    assert.equal(brokenBody(place, new Error('x')).kind, 'cut');
  });
});
