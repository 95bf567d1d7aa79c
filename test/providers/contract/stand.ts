/*
 * Where the contract is tried: a real HTTP server on this computer, the product's own transport with
 * a key, the adapter of one wire, and a clock that moves only when it is told to. Nothing waits for
 * real time: what a network still has to do is given turns of the loop.
 */
import assert from 'node:assert/strict';
import { setImmediate as oneTurn } from 'node:timers/promises';
import type { ChatRequest, Provider, StreamEvent, TargetCall } from '../../../src/core/index.ts';
import { createTransport } from '../../../src/host/transport/index.ts';
import { createProvider } from '../../../src/providers/provider.ts';
import type { JsonObject } from '../../../src/providers/json.ts';
import { createVirtualClock, type VirtualClock } from '../../../src/sim/virtualClock.ts';
import type { Fault, FaultName } from '../../harness/loopbackFault.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../../harness/loopbackProvider.ts';
import { speakerOf, turnedTo } from '../../replay/speaker.ts';
import { callOf, drive, type Drive } from '../bench.ts';
import type { Wire } from '../../../src/providers/wire.ts';

export const KEY = 'sk-contract-0123456789abcdef';
/** Below what makes the transport take its path for long silences. */
const SILENCE_MS = 60_000;
const TURNS_MAX = 100_000;

export type Stand = {
  readonly server: LoopbackProvider;
  readonly clock: VirtualClock;
  readonly provider: Provider;
  /** What the server answers from now on, cut at every piece, and how it behaves. */
  plays(pieces: readonly (string | Uint8Array)[], fault?: Fault | FaultName): Promise<void>;
  call(request?: ChatRequest): TargetCall;
  ask(request?: ChatRequest, signal?: AbortSignal): Promise<Drive>;
  events(signal: AbortSignal): AsyncIterable<StreamEvent>;
  /** The body of the newest question. */
  sent(): JsonObject;
  close(): Promise<void>;
};

export async function startStand(wire: Wire): Promise<Stand> {
  const server = await startLoopbackProvider({ wire: 'played' });
  const clock = createVirtualClock({ drain: () => oneTurn() });
  const { kind, baseUrl, modelId } = speakerOf(wire);
  const transport = createTransport({ keyOf: () => Promise.resolve(KEY) });
  const provider = createProvider(
    { id: 'acme', kind, baseUrl, models: [] },
    turnedTo(`http://127.0.0.1:${server.port}`, transport),
    clock,
  );
  const call = (request?: ChatRequest): TargetCall => ({
    ...callOf(request, modelId),
    firstByteMaxMs: SILENCE_MS,
    idleMaxMs: SILENCE_MS,
  });
  return {
    server,
    clock,
    provider,
    call,
    async plays(pieces, fault = 'ok') {
      const bytes = pieces.map((piece) => Buffer.from(piece));
      server.forget();
      server.replay({ body: Buffer.concat(bytes), chunkSizes: bytes.map(({ length }) => length) });
      await server.behave(fault);
    },
    ask: (request, signal) => drive(provider, call(request), signal),
    events: (signal) => provider.stream(call(), signal),
    sent: () => JSON.parse(server.requests.at(-1)?.body ?? 'null') as JsonObject,
    close: () => server.close(),
  };
}

/** Gives the loop turns until something is true; fails where it never is. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let turn = 0; turn < TURNS_MAX; turn += 1) {
    if (isTrue()) return;
    await oneTurn();
  }
  assert.fail(`never: ${what}`);
}
