/*
 * Serves a case from a loopback HTTP server and reads it as the product would: through its own
 * transport, by fetch or by node, and through the adapter of the wire.
 * Whatever hangs is stopped after a while, and the abort is then what came of it.
 */
import { linkAbort, type Clock, type Provider, type Transport } from '../../src/core/index.ts';
import { realClock } from '../../src/host/realClock.ts';
import { createTransport } from '../../src/host/transport/index.ts';
import { createProvider } from '../../src/providers/provider.ts';
import { startLoopbackProvider } from '../harness/loopbackProvider.ts';
import { callOf, drive } from '../providers/bench.ts';
import type { Player, Served, Way } from './case.ts';
import { turnedTo, type Speaker } from './speaker.ts';

export type LoopbackPlayer = Player & { close(): Promise<void> };

/** Above the length from which a transport takes keys out of good answers too. */
const KEY = 'sk-replay-0123456789abcdef';
const HANG_MS = 30_000;
/** When the answers came that bring no date of their own: the modelled resets count from here. */
export const RECORDED_AT = Date.parse('2026-08-20T10:15:00Z');

const clock: Clock = { ...realClock, wallMs: () => RECORDED_AT };

export async function startLoopbackPlayer(): Promise<LoopbackPlayer> {
  const server = await startLoopbackProvider({ wire: 'played' });
  const origin = `http://127.0.0.1:${server.port}`;
  const transport = turnedTo(origin, createTransport({ keyOf: () => Promise.resolve(KEY) }));

  const serve = ({ status, headers, bytes }: Served, { sizes }: Way): void => {
    server.forget();
    const chunkSizes = sizes.length === 0 ? [Math.max(1, bytes.length)] : sizes;
    server.replay({ body: bytes, head: { status, headers }, chunkSizes });
  };
  return {
    play: (served, speaker, way) => {
      serve(served, way);
      return untilHang((signal) => {
        const call = { ...callOf(undefined, speaker.modelId), signal, ...silenceOf(way) };
        return drive(providerOf(speaker, transport), call);
      });
    },
    listModels: (served, speaker, way) => {
      serve(served, way);
      return untilHang((signal) => providerOf(speaker, transport).listModels(signal));
    },
    bytes: (served, way) => {
      serve(served, way);
      return untilHang((signal) => bytesThrough(transport, way, signal));
    },
    close: () => server.close(),
  };
}

/** The transport takes its path by the silence that it must bear. */
function silenceOf({ path }: Way): { firstByteMaxMs: number; idleMaxMs: number } {
  const ms = path === 'node' ? Infinity : HANG_MS;
  return { firstByteMaxMs: ms, idleMaxMs: ms };
}

function providerOf({ kind, baseUrl }: Speaker, transport: Transport): Provider {
  return createProvider({ id: 'acme', kind, baseUrl, models: [] }, transport, clock);
}

async function bytesThrough(
  transport: Transport,
  way: Way,
  signal: AbortSignal,
): Promise<readonly Uint8Array[]> {
  const asked = { providerId: 'acme', method: 'GET', url: 'https://llm.example/' } as const;
  const bare = { headers: {}, key: { in: 'none' }, ...silenceOf(way) } as const;
  const { body } = await transport.send({ ...asked, ...bare }, signal);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return chunks;
}

async function untilHang<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const link = linkAbort(new AbortController().signal);
  const timer = setTimeout(() => link.abort(), HANG_MS);
  try {
    return await run(link.signal);
  } finally {
    clearTimeout(timer);
    link.dispose();
  }
}
