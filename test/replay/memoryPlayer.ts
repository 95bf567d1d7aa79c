/*
 * Plays cases without a network: the bytes are handed to the adapter as its transport would, cut
 * the same way. For tests that play hundreds of cases in seconds; what only a network can do is
 * left to the loopback player. It demands that every body that was begun is let go.
 */
import assert from 'node:assert/strict';
import { createProvider } from '../../src/providers/provider.ts';
import { pieces } from '../harness/recording.ts';
import { callOf, drive, handClock, serve, type FakeTransport } from '../providers/bench.ts';
import type { Player, Served } from './case.ts';
import { RECORDED_AT } from './loopbackPlayer.ts';
import type { Speaker } from './speaker.ts';

export const memoryPlayer: Player = {
  async play(served, { kind, baseUrl, modelId }, { sizes }) {
    const transport = transportOf(served, sizes);
    const config = { id: 'acme', kind, baseUrl, models: [] };
    const provider = createProvider(config, transport, handClock(RECORDED_AT));
    const run = await drive(provider, callOf(undefined, modelId));
    assert.equal(transport.closed(), transport.opened(), 'a body was left open');
    return run;
  },
  listModels(served, { kind, baseUrl }: Speaker, { sizes }) {
    const config = { id: 'acme', kind, baseUrl, models: [] };
    const provider = createProvider(config, transportOf(served, sizes), handClock(RECORDED_AT));
    return provider.listModels(new AbortController().signal);
  },
  bytes: ({ plain }, { sizes }) => Promise.resolve(cut(plain, sizes)),
};

function transportOf({ status, headers, plain }: Served, sizes: readonly number[]): FakeTransport {
  return serve({ status, headers, chunks: cut(plain, sizes) });
}

function cut(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
  return sizes.length === 0
    ? [bytes]
    : pieces({ body: bytes, chunkSizes: sizes }, Buffer.from(bytes));
}
