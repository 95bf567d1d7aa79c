/*
 * What the transport tests share: a request with defaults, a transport whose key store is a table,
 * reading a whole body, and catching the one ChatError that is expected.
 */
import { inspect } from 'node:util';
import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/index.ts';
import type { Transport, TransportRequest, TransportResponse } from '../../../src/core/index.ts';
import { createTransport } from '../../../src/host/transport/index.ts';

export const KEY = 'sk-test-0123456789-abcdefghijklmnop';

/** A transport that has KEY for every origin, or for the one given. */
export function transportWithKey(boundTo?: string): Transport {
  return createTransport({
    keyOf: (_id, origin) =>
      Promise.resolve(boundTo === undefined || origin === boundTo ? KEY : undefined),
  });
}

export function ask(url: string, silenceMs: number, more: Partial<TransportRequest> = {}) {
  const request: TransportRequest = {
    providerId: 'vendor',
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    key: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
    body: '{"question":"why"}',
    firstByteMaxMs: silenceMs,
    idleMaxMs: silenceMs,
    ...more,
  };
  return request;
}

export async function textOf(response: TransportResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The ChatError that `work` fails with; also proves that printing it shows no key and no path. */
export async function errorOf(work: Promise<unknown>): Promise<ChatError> {
  const error: unknown = await work.then(
    () => assert.fail('expected a failure'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ChatError, inspect(error));
  const printed = `${JSON.stringify(error)} ${inspect(error, { depth: 20, showHidden: true })}`;
  assert.ok(!printed.includes(KEY), 'the key is in the error');
  assert.ok(!printed.includes('secret-path'), `the path is in the error: ${printed}`);
  return error;
}

/** A promise that never settles. */
export function forever(): Promise<never> {
  return new Promise(() => {});
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
