/*
 * An endpoint over an engine that does what a test says, and a caller that reads what comes back.
 */
import type { EngineEvent, JournalEvent, RequestCall, Target } from '../../src/core/index.ts';
import { startEndpoint } from './server.ts';
import type { Endpoint } from './server.ts';

const TARGETS: readonly Target[] = [
  { providerId: 'one', modelId: 'm' },
  { providerId: 'two', modelId: 'vendor/m' },
];

type Script = (call: RequestCall) => AsyncIterable<EngineEvent>;

export type Scripted = Endpoint & {
  readonly calls: RequestCall[];
  note(event: Partial<JournalEvent>): void;
};

const open: Endpoint[] = [];

export async function scripted(script: Script): Promise<Scripted> {
  const calls: RequestCall[] = [];
  const listeners = new Set<(event: JournalEvent) => void>();
  const endpoint = await startEndpoint({
    run(call) {
      calls.push(call);
      return script(call);
    },
    targets: () => TARGETS,
    limits: () => ({ tier: 'trusted', localOnly: false }),
    onJournal(fn) {
      listeners.add(fn);
      return { dispose: () => void listeners.delete(fn) };
    },
  });
  open.push(endpoint);
  return {
    ...endpoint,
    calls,
    note: (event) => listeners.forEach((fn) => fn(event as JournalEvent)),
  };
}

export async function closeAll(): Promise<void> {
  for (const endpoint of open.splice(0)) await endpoint.close();
}

/** A script that yields these events and ends, or fails with the error at the end. */
export function says(...told: (EngineEvent | Error)[]): Script {
  return async function* () {
    for (const event of told) {
      if (event instanceof Error) throw event;
      yield await Promise.resolve(event);
    }
  };
}

export const started: EngineEvent = {
  type: 'attempt-started',
  attemptId: 'r.1',
  target: { providerId: 'one', modelId: 'm' },
  origin: 'first',
};
export const text = (words: string): EngineEvent => ({ type: 'text-delta', text: words });
export const usage: EngineEvent = {
  type: 'usage',
  usage: { inputTokens: 10, outputTokens: 5, cachedInputTokens: 4, reasoningTokens: 2 },
};
export const finish: EngineEvent = { type: 'finish', reason: 'stop' };

export type Body = Record<string, unknown>;

export function ask(endpoint: Endpoint, body: Body | string, signal?: AbortSignal) {
  return fetch(`${endpoint.origin}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body:
      typeof body === 'string'
        ? body
        : JSON.stringify({ messages: [{ role: 'user', content: 'Why?' }], ...body }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** The data lines of a stream, parsed; `[DONE]` as it is. */
export async function events(response: Response): Promise<readonly (Chunk | '[DONE]')[]> {
  const lines = (await response.text()).split('\n\n').filter((line) => line.startsWith('data: '));
  return lines.map((line) => {
    const data = line.slice('data: '.length);
    return data === '[DONE]' ? data : (JSON.parse(data) as Chunk);
  });
}

export type Chunk = {
  readonly object?: string;
  readonly model?: string;
  readonly system_fingerprint?: string;
  readonly choices?: readonly {
    readonly delta: Record<string, unknown>;
    readonly finish_reason: string | null;
  }[];
  readonly usage?: unknown;
  readonly error?: { readonly message: string; readonly code: string };
};
