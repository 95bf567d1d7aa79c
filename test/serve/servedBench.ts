/*
 * The real composition behind the real endpoint, in front of loopback upstreams, and a caller who
 * knows nothing of it but HTTP. The time limits are the shortest that the settings allow.
 */
import type { JournalEvent } from '../../src/core/index.ts';
import { composeServed } from './composeServed.ts';
import { readConfig } from './config.ts';
import { startEndpoint } from './server.ts';
import type { Endpoint } from './server.ts';

const open: Endpoint[] = [];

type Setup = {
  /** Ids and origins, in order; an id that begins with `un` is not armed. */
  readonly chain: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
};

export const keyOf = (id: string): string => `secret-key-of-provider-${id}`;

export async function startServed({ chain, settings = {} }: Setup): Promise<Endpoint> {
  const entries = Object.entries(chain);
  const config = {
    providers: entries.map(([id, origin]) => ({
      id,
      kind: 'compatible',
      baseUrl: `${origin}/v1`,
      models: ['m'],
      armed: !id.startsWith('un'),
      limits: { firstToken: 1, stall: 1 },
    })),
    retry: { base: 0.05, cap: 0.05 },
    ...settings,
    keys: Object.fromEntries(entries.map(([id]) => [id, keyOf(id)])),
  };
  const endpoint = await startEndpoint(composeServed(readConfig(JSON.stringify(config))));
  open.push(endpoint);
  return endpoint;
}

export async function closeServed(): Promise<void> {
  for (const endpoint of open.splice(0)) await endpoint.close();
}

export type Outcome = {
  readonly status: number;
  readonly text: string;
  readonly model: string | undefined;
  /** Of the error body or the error event. */
  readonly code: string | undefined;
  /** The stream closed with `[DONE]`, or the JSON answer was whole. */
  readonly isWhole: boolean;
  readonly retryAfter: string | null;
  readonly raw: string;
  readonly ms: number;
};

type Frame = {
  readonly model?: string;
  readonly error?: { readonly code: string };
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string };
    readonly message?: { readonly content?: string };
  }[];
};

export async function question(
  endpoint: Endpoint,
  {
    stream = true,
    model = 'auto',
    signal,
  }: { stream?: boolean; model?: string; signal?: AbortSignal } = {},
): Promise<Outcome> {
  const startMs = performance.now();
  const response = await fetch(`${endpoint.origin}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'Why?' }] }),
    ...(signal === undefined ? {} : { signal }),
  });
  const raw = await response.text();
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  const datas = isStream
    ? raw.split('\n\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
    : [raw];
  const frames = datas.filter((data) => data !== '[DONE]').map((data) => JSON.parse(data) as Frame);
  const choices = frames.flatMap((frame) => frame.choices ?? []);
  const failed = frames.find((frame) => frame.error !== undefined);
  return {
    status: response.status,
    text: choices.map(({ delta, message }) => (delta ?? message)?.content ?? '').join(''),
    model: frames.findLast((frame) => frame.model !== undefined)?.model,
    code: failed?.error?.code,
    isWhole: isStream ? datas.at(-1) === '[DONE]' : failed === undefined && response.ok,
    retryAfter: response.headers.get('retry-after'),
    raw,
    ms: performance.now() - startMs,
  };
}

export async function journalOf(endpoint: Endpoint): Promise<readonly JournalEvent[]> {
  const text = await (await fetch(`${endpoint.origin}/events?since=0&follow=0`)).text();
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as JournalEvent);
}
