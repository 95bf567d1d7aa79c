/*
 * Every recording of every wire, read through the real provider: whole, at the recorded packet
 * borders, at every byte (small bodies) and at random borders. Text, reasoning, calls, finish,
 * usage and error must be what the sidecar says, each time.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorKind } from '../../src/core/index.ts';
import { createProvider, type PresetKind } from '../../src/providers/index.ts';
import {
  callOf,
  cutAtRandom,
  cutEverywhere,
  cutInSizes,
  drive,
  find,
  handClock,
  seeded,
  serve,
  type Drive,
} from './bench.ts';

const ROOT = path.join(import.meta.dirname, '../fixtures/corpus');
const RANDOM_CUTS = 20;
const SMALL = 4096;
const SHORT_CUTS = 10;
/** When the answers came that bring no date of their own: the modelled resets count from here. */
const RECORDED_AT = Date.parse('2026-08-20T10:15:00Z');

type Sidecar = {
  readonly name: string;
  readonly api: string;
  readonly response: { readonly status: number; readonly headers?: Record<string, string> };
  readonly chunkSizes?: readonly number[];
  readonly expected: {
    readonly text: string | null;
    readonly reasoning?: string | null;
    readonly refusal?: string | null;
    readonly toolCalls?: readonly { id: string | null; name: string; arguments: string }[];
    readonly finish: string | null;
    readonly finishReasonRaw: string | null;
    readonly usage: Record<string, number | null> | null;
    readonly usageRaw?: Record<string, unknown> | null;
    readonly error: {
      readonly class: string;
      readonly detail: string | null;
      readonly message?: string | null;
      readonly effectiveStatus: number | null;
      readonly retryAfterMs: number | null;
      readonly retryableSameProvider: boolean | null;
    } | null;
  };
};

type Wire = {
  readonly kind: PresetKind;
  readonly count: number;
  /** What ends a stream. */
  readonly end: RegExp;
  /** Where the preset speaks this wire only at its own address, and to this model. */
  readonly own?: { readonly baseUrl: string; readonly modelId: string };
};

/** The recordings of each wire, and a preset that speaks it. */
const WIRES: { readonly [api: string]: Wire } = {
  'openai.chat': { kind: 'compatible', count: 149, end: /"finish_reason": ?"\w/ },
  'openai.responses': {
    kind: 'openai',
    count: 41,
    end: /"type": ?"response\.(?:completed|incomplete)"/,
    own: { baseUrl: 'https://api.openai.com/v1', modelId: 'gpt-5' },
  },
  'ollama.chat': { kind: 'ollama', count: 12, end: /"done": ?true/ },
  'gemini.generateContent': { kind: 'gemini', count: 33, end: /"finishReason": ?"\w/ },
  'anthropic.messages': { kind: 'anthropic', count: 31, end: /"type": ?"message_stop"/ },
};

/** The corpus' classes as kinds of the error table; the first is the plain reading. */
const KINDS: { readonly [name: string]: readonly ErrorKind[] } = {
  auth: ['auth'],
  permission: ['permission', 'auth', 'region'],
  quota: ['quota'],
  rate_limit: ['rate-limit'],
  request_exceeds_limit: ['too-large-per-minute'],
  overloaded: ['overloaded', 'server'],
  loading: ['loading'],
  local_resources: ['no-memory'],
  server_error: ['server', 'overloaded'],
  context_length: ['context-length'],
  model_not_found: ['model-gone'],
  invalid_request: ['invalid'],
  unsupported_feature: ['unsupported'],
  payload_too_large: ['too-large'],
  content_filter: ['content-filter'],
  tool_use_failed: ['tool-use-failed'],
  truncated: ['truncated'],
  protocol: ['protocol'],
};

const FINISH: { readonly [finish: string]: string } = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  content_filter: 'filtered',
  pause: 'pause',
};

function recordings(): { file: string; sidecar: Sidecar; body: Uint8Array }[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.meta.json'))
    .toSorted()
    .map((name) => {
      const file = name.slice(0, -'.meta.json'.length);
      const sidecar = JSON.parse(readFileSync(path.join(ROOT, name), 'utf8')) as Sidecar;
      const folder = path.dirname(path.join(ROOT, file));
      const bodyName = readdirSync(folder).find(
        (other) => other.startsWith(`${path.basename(file)}.`) && !other.endsWith('.meta.json'),
      );
      assert(bodyName, `${file} has no body`);
      return { file, sidecar, body: new Uint8Array(readFileSync(path.join(folder, bodyName))) };
    })
    .filter(({ sidecar }) => Object.hasOwn(WIRES, sidecar.api));
}

async function read(sidecar: Sidecar, chunks: readonly Uint8Array[]): Promise<Drive> {
  const { status, headers = {} } = sidecar.response;
  const transport = serve({ status, headers, chunks });
  const { kind, own } = WIRES[sidecar.api] ?? assert.fail(sidecar.api);
  const baseUrl = own?.baseUrl ?? 'https://llm.example/v1';
  const config = { id: 'acme', kind, baseUrl, models: [] };
  const provider = createProvider(config, transport, handClock(RECORDED_AT));
  const run = await drive(provider, callOf(undefined, own?.modelId));
  assert.equal(transport.closed(), transport.opened(), 'a body was left open');
  return run;
}

function check({ expected }: Sidecar, run: Drive): void {
  // A refusal is shown to the person as text (see `chatFold.ts`); the sidecar keeps it apart.
  assert.equal(run.text, (expected.text ?? '') + (expected.refusal ?? ''));
  assert.equal(run.reasoning, expected.reasoning ?? '');
  const calls = find(run.events, 'tool-call');
  assert.deepEqual(
    calls.map((call) => ({
      id: (call.opaque?.data as { callId: string } | undefined)?.callId ?? null,
      name: call.name,
      arguments: call.argumentsJson,
    })),
    expected.error ? [] : (expected.toolCalls ?? []),
  );
  checkUsage(expected, run);
  if (expected.error && !isFiltered(expected)) return checkError(expected.error, run);
  assert.equal(run.error, undefined);
  const finish = find(run.events, 'finish');
  assert.equal(finish.length, 1);
  assert.equal(run.events.at(-1), finish[0]);
  assert.equal(finish[0]?.rawReason ?? null, expected.finishReasonRaw);
  assert.equal(finish[0]?.reason, expected.refusal ? 'filtered' : FINISH[expected.finish ?? '']);
}

/**
 * Mistral's `num_cached_tokens`, which the sidecars' reader did not know: they say that no cached
 * tokens were reported where the body reports them.
 */
function hasCountOfItsOwn(raw: Record<string, unknown> | null | undefined): boolean {
  return typeof raw?.['num_cached_tokens'] === 'number';
}

/** A prompt that is blocked inside a 200 is an answer that was filtered, not an error. */
function isFiltered({ error, finishReasonRaw }: Sidecar['expected']): boolean {
  return error?.class === 'content_filter' && finishReasonRaw?.startsWith('blocked:') === true;
}

/** Vertex's `{trafficType}` alone: the sidecars' reader took it for zeros, but unknown is not zero. */
function hasNoCount(raw: Record<string, unknown> | null | undefined): boolean {
  return Object.values(raw ?? {}).every((value) => typeof value === 'string');
}

function checkUsage({ usage: expected, usageRaw }: Sidecar['expected'], run: Drive): void {
  const [usage] = find(run.events, 'usage');
  if (!expected || hasNoCount(usageRaw)) return assert.equal(usage, undefined);
  assert(usage, 'no usage');
  const { costUsdMicros: _cost, ...counts } = usage.usage;
  const said = Object.entries(expected).filter(([, count]) => count !== null);
  if (hasCountOfItsOwn(usageRaw))
    said.push(['cachedInputTokens', counts.cachedInputTokens ?? null]);
  assert.deepEqual(counts, Object.fromEntries(said));
}

type Expected = NonNullable<Sidecar['expected']['error']>;

function kindsOf({ class: name, detail, message }: Expected): readonly ErrorKind[] {
  // More in one request than a minute allows: waiting, which the class stands for, cannot help.
  if (message?.startsWith('Request too large') === true) return ['too-large-per-minute'];
  return KINDS[detail ?? ''] ?? KINDS[name] ?? [];
}

function checkError(expected: Expected, run: Drive): void {
  assert(run.error, `no error; expected ${expected.class}`);
  assert.equal(find(run.events, 'finish').length, 0);
  const kinds = kindsOf(expected);
  assert(kinds.includes(run.error.kind), `${run.error.kind}, expected ${kinds.join(' or ')}`);
  // An error inside a 200 often names no status; the sidecar then holds the reader's guess.
  if (expected.effectiveStatus !== null && run.error.status !== undefined) {
    assert.equal(run.error.status, expected.effectiveStatus);
  }
  if (expected.retryAfterMs !== null) {
    // Headers round up where bodies are exact: both are the server's word, the larger is taken.
    const waitMs = run.error.retryAfterMs ?? 0;
    assert(
      waitMs >= expected.retryAfterMs && waitMs < expected.retryAfterMs + 1000,
      `${waitMs} ms`,
    );
  }
}

describe('recorded answers', () => {
  const all = recordings();

  it('are all there', () => {
    for (const [api, { count }] of Object.entries(WIRES)) {
      assert.equal(all.filter(({ sidecar }) => sidecar.api === api).length, count, api);
    }
  });

  for (const { file, sidecar, body } of all) {
    it(`${file} is read right, whole and cut anywhere`, async () => {
      const random = seeded(body.length);
      const cuts: [string, Uint8Array[]][] = [['whole', [body]]];
      if (sidecar.chunkSizes) cuts.push(['recorded', cutInSizes(body, sidecar.chunkSizes)]);
      if (body.length < SMALL) cuts.push(['every byte', cutEverywhere(body)]);
      for (let turn = 0; turn < RANDOM_CUTS; turn += 1) {
        cuts.push([`random ${turn}`, cutAtRandom(body, random, 1 + Math.floor(random() * 20))]);
      }
      for (const [how, chunks] of cuts) {
        const run = await read(sidecar, chunks);
        try {
          check(sidecar, run);
        } catch (error) {
          throw new Error(`cut ${how}: ${(error as Error).message}`, { cause: error });
        }
      }
    });
  }

  const whole = all.filter(({ sidecar }) => sidecar.expected.error === null);
  it(`${whole.length} answers that break off anywhere keep their beginning and are never taken for whole`, async () => {
    for (const { file, sidecar, body } of whole) {
      const random = seeded(body.length + 1);
      for (let turn = 0; turn < SHORT_CUTS; turn += 1) {
        const length = Math.floor(random() * body.length);
        const run = await read(sidecar, [body.subarray(0, length)]);
        const { text, refusal, reasoning } = sidecar.expected;
        const what = `${file} after ${length} bytes`;
        assert(((text ?? '') + (refusal ?? '')).startsWith(run.text), what);
        assert((reasoning ?? '').startsWith(run.reasoning), what);
        if (run.error === undefined) {
          const seen = Buffer.from(body.subarray(0, length)).toString('utf8');
          assert.match(seen, WIRES[sidecar.api]?.end ?? assert.fail(), what);
          continue;
        }
        assert(
          ['truncated', 'cut', 'protocol'].includes(run.error.kind),
          `${what}: ${run.error.kind}`,
        );
        assert.equal(find(run.events, 'tool-call').length, 0, what);
      }
    }
  });
});
