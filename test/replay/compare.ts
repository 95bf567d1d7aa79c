/*
 * One run against what the sidecar says: the differences in words, none where they agree. Only what
 * the sidecar says is compared. Beside it the laws hold for every run: one finish or one error, the
 * finish last, whole calls only, none beside an error, and none that is taken for senseless.
 * Where the product means something else on purpose the rule stands here with its reason; no rule
 * knows a file or a vendor.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ErrorKind } from '../../src/core/index.ts';
import { createLoopWatch } from '../../src/engine/loopWatch.ts';
import { createScriptWatch } from '../../src/engine/scriptWatch.ts';
import { find, type Drive } from '../providers/bench.ts';
import type { Expected, ExpectedCall, ExpectedError } from './sidecar.ts';

/** The corpus' classes as kinds of the error table; the first is the plain reading. */
const KINDS: { readonly [name: string]: readonly ErrorKind[] } = {
  auth: ['auth', 'permission'],
  permission: ['permission', 'auth', 'region'],
  quota: ['quota'],
  rate_limit: ['rate-limit'],
  overloaded: ['overloaded', 'server'],
  server_error: ['server', 'overloaded', 'upstream'],
  context_length: ['context-length'],
  model_not_found: ['model-gone'],
  invalid_request: ['invalid'],
  payload_too_large: ['too-large'],
  content_filter: ['content-filter'],
  tool_use_failed: ['tool-use-failed'],
  output_limit: ['invalid'],
  // A stream without its end, a JSON answer without its end.
  truncated: ['truncated', 'cut'],
  protocol: ['protocol'],
  // Finer than a class, where the sidecar's `detail` says so.
  request_exceeds_limit: ['too-large-per-minute'],
  loading: ['loading'],
  local_resources: ['no-memory'],
  unsupported_feature: ['unsupported'],
  region: ['region', 'permission'],
  timeout: ['server', 'request-timeout', 'overloaded'],
};

const FINISH: { readonly [finish: string]: readonly string[] } = {
  stop: ['stop'],
  length: ['length'],
  tool_calls: ['tool-calls'],
  content_filter: ['filtered'],
  pause: ['pause'],
};

export function differences(expected: Expected, run: Drive): readonly string[] {
  return [
    ...brokenLaws(run),
    ...wordsDiffer(expected, run),
    ...callsDiffer(expected, run),
    ...usageDiffers(expected, run),
    ...endDiffers(expected, run),
  ];
}

/** What holds for every answer, whatever it is. */
export function brokenLaws({ events, error }: Drive): readonly string[] {
  const found: string[] = [];
  const finishes = find(events, 'finish');
  const calls = find(events, 'tool-call');
  const ends = finishes.length + (error === undefined ? 0 : 1);
  if (ends !== 1) found.push(`it ended ${ends} times`);
  if (finishes.length > 0 && events.at(-1)?.type !== 'finish')
    found.push('something came after the finish');
  if (error !== undefined && calls.length > 0) found.push('a tool call beside an error');
  for (const call of calls) {
    if (parsed(call.argumentsJson) === undefined)
      found.push(`half a tool call: ${shown(call.argumentsJson)}`);
  }
  return [...found, ...senseless(events)];
}

/** No recorded answer is a loop or a soup of scripts: none may be taken for one. */
function senseless(events: Drive['events']): readonly string[] {
  const loops = { text: createLoopWatch(() => false), reasoning: createLoopWatch(() => false) };
  const scripts = createScriptWatch();
  return events.flatMap((event) => {
    if (event.type !== 'text-delta' && event.type !== 'reasoning-delta') return [];
    const isText = event.type === 'text-delta';
    const loop = (isText ? loops.text : loops.reasoning).push(event.text);
    return [
      ...(loop === undefined ? [] : [`taken for a loop: ${shown(loop)}`]),
      ...(isText && scripts.push(event.text) ? ['taken for a soup of scripts'] : []),
    ];
  });
}

function wordsDiffer(expected: Expected, run: Drive): readonly string[] {
  const { text, refusal, reasoning } = expected;
  const found: string[] = [];
  // A refusal is shown to the person as text; the sidecar keeps it apart.
  const words = (text ?? '') + (refusal ?? '');
  if (text !== undefined && run.text !== words) found.push(differ('text', words, run.text));
  if (reasoning !== undefined && run.reasoning !== (reasoning ?? '')) {
    found.push(differ('reasoning', reasoning ?? '', run.reasoning));
  }
  return found;
}

function callsDiffer(expected: Expected, run: Drive): readonly string[] {
  // An answer that failed has no call that may be run.
  if (expected.toolCalls === undefined || isSet(expected.error)) return [];
  if (failsForItsCalls(expected, run)) return [];
  const calls = find(run.events, 'tool-call').map(({ name, argumentsJson, opaque }) => ({
    id: (opaque?.data as { callId?: string } | undefined)?.callId ?? null,
    name,
    arguments: argumentsJson,
  }));
  const wanted = wholeCalls(expected);
  const same =
    calls.length === wanted.length && wanted.every((one, at) => isSameCall(one, calls[at]));
  return same ? [] : [differ('tool calls', wanted, calls)];
}

/** The calls that may be run: sidecars also list what a model or a limit left half. */
function wholeCalls({ toolCalls, finish }: Expected): readonly ExpectedCall[] {
  return (toolCalls ?? []).filter(({ arguments: text }) => {
    const isBare = (text ?? '').trim() === '';
    return isBare ? finish !== 'length' : parsed(text ?? '') !== undefined;
  });
}

/** A call that is no JSON makes the answer one that failed, whatever reason the server gave. */
function failsForItsCalls(expected: Expected, { error }: Drive): boolean {
  const isHalf = wholeCalls(expected).length < (expected.toolCalls ?? []).length;
  return isHalf && error?.kind === 'tool-use-failed';
}

/**
 * Arguments to the character; where the wire has an object and both sides wrote the text, the same
 * value. None at all are `{}`.
 */
function isSameCall(wanted: ExpectedCall, call: ExpectedCall | undefined): boolean {
  if (call === undefined || wanted.name !== call.name) return false;
  if (wanted.id !== undefined && (wanted.id === '' ? null : wanted.id) !== call.id) return false;
  const text = (wanted.arguments ?? '').trim() === '' ? '{}' : (wanted.arguments ?? '');
  const said = call.arguments ?? '';
  if (text === said) return true;
  const value = parsed(said);
  return said === JSON.stringify(value) && isDeepStrictEqual(parsed(text), value);
}

function usageDiffers({ usage: expected, usageRaw }: Expected, run: Drive): readonly string[] {
  if (expected === undefined) return [];
  const [usage] = find(run.events, 'usage');
  const said = Object.entries(expected ?? {}).filter(([, count]) => typeof count === 'number');
  const names = said.map(([name]) => name);
  if (said.length === 0 || hasNoCount(usageRaw)) {
    return usage === undefined ? [] : [differ('usage', null, usage.usage)];
  }
  // Half a report is none: prompt and answer are counted, or nothing is known.
  if (!names.includes('inputTokens') || !names.includes('outputTokens')) return [];
  if (usage === undefined) return [differ('usage', expected, null)];
  const { costUsdMicros: _cost, ...counts } = usage.usage;
  // Counts that the sidecar's reader did not know must be the body's own.
  const isNews = Object.entries(counts).some(
    ([name, count]) => !names.includes(name) && !isReported(usageRaw, count),
  );
  const same = said.every(([name, count]) => (counts as Record<string, number>)[name] === count);
  return same && !isNews ? [] : [differ('usage', Object.fromEntries(said), counts)];
}

/** A number that stands somewhere in the report as it came. */
function isReported(raw: unknown, count: number): boolean {
  if (typeof raw !== 'object' || raw === null) return raw === count;
  return Object.values(raw).some((value) => isReported(value, count));
}

/** Vertex's `{trafficType}` alone: the sidecars' reader took it for zeros, but unknown is not zero. */
function hasNoCount(raw: Expected['usageRaw']): boolean {
  return isSet(raw) && Object.values(raw ?? {}).every((value) => typeof value === 'string');
}

function endDiffers(expected: Expected, run: Drive): readonly string[] {
  const { error, finish, finishReasonRaw } = expected;
  if (isSet(error) && !(isFiltered(error) && run.error === undefined))
    return errorDiffers(error, run);
  if (finish === 'error' && !isSet(error)) {
    return run.error === undefined ? ['no error; expected one'] : [];
  }
  if (run.error !== undefined) {
    // An answer that stopped without a word is a failure here: the next target is asked.
    const isEmpty = run.error.kind === 'empty' && run.text === '' && finish === 'stop';
    return isEmpty || failsForItsCalls(expected, run)
      ? []
      : [`error ${run.error.kind}; expected finish ${String(finish)}`];
  }
  const [ended] = find(run.events, 'finish');
  const found: string[] = [];
  if (finishReasonRaw !== undefined && (ended?.rawReason ?? null) !== (finishReasonRaw || null)) {
    found.push(differ('raw finish reason', finishReasonRaw, ended?.rawReason));
  }
  if (finish === undefined && !isSet(error)) return found;
  const wanted = isSet(error) || expected.refusal ? ['filtered'] : finishesOf(expected);
  if (!wanted.includes(ended?.reason ?? '')) found.push(differ('finish', wanted, ended?.reason));
  return found;
}

/** Without a reason that says something nothing is claimed, except that calls are calls. */
function finishesOf({ finish, toolCalls }: Expected): readonly string[] {
  if (isSet(finish) && finish !== 'other') return FINISH[finish] ?? [];
  return (toolCalls ?? []).length > 0 ? ['tool-calls'] : ['unknown'];
}

/** A prompt that is blocked inside a 200 is an answer that was filtered, not an error. */
function isFiltered(error: ExpectedError): boolean {
  return error.class === 'content_filter';
}

function errorDiffers(expected: ExpectedError, { error, events }: Drive): readonly string[] {
  if (error === undefined) {
    const reason = find(events, 'finish')[0]?.reason;
    return [`finish ${String(reason)}; expected error ${String(expected.class)}`];
  }
  const found: string[] = [];
  const kinds = kindsOf(expected);
  if (kinds !== undefined && !kinds.includes(error.kind)) {
    found.push(`error ${error.kind} (${error.message}); expected ${kinds.join(' or ')}`);
  }
  const { effectiveStatus: status, retryAfterMs } = expected;
  // An error inside a 200 often names no status; the sidecar then holds the reader's guess.
  if (isSet(status) && error.status !== undefined && error.status !== status) {
    found.push(differ('status', status, error.status));
  }
  if (isSet(retryAfterMs)) {
    // Headers round up where bodies are exact: both are the server's word, and the larger is taken,
    // up to the moment when a window that is used up opens again.
    const waitMs = error.retryAfterMs ?? 0;
    const resets = Object.values(error.limits ?? {}).map((window) => window?.resetsInMs ?? 0);
    const isObeyed =
      waitMs >= retryAfterMs &&
      waitMs < Math.max(retryAfterMs + 1000, 1, ...resets.map((ms) => ms + 1));
    if (!isObeyed) found.push(differ('wait in ms', retryAfterMs, waitMs));
  }
  return found;
}

/** `undefined` where the class says nothing that is known here. */
export function kindsOf(expected: ExpectedError): readonly ErrorKind[] | undefined {
  const { class: name, detail, message } = expected;
  // More in one request than a minute allows: waiting, which the class stands for, cannot help.
  if (message?.startsWith('Request too large') === true) return ['too-large-per-minute'];
  const known = (word: string): readonly ErrorKind[] | undefined =>
    Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  return known(detail ?? '') ?? known(name ?? '');
}

function isSet<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

/** `undefined` where the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const SHOWN_MAX = 300;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}

/** Both sides from a little before the place where they part. */
function differ(what: string, wanted: unknown, got: unknown): string {
  if (typeof wanted !== 'string' || typeof got !== 'string') {
    return `${what} is ${shown(got)}; expected ${shown(wanted)}`;
  }
  let at = 0;
  while (at < wanted.length && wanted[at] === got[at]) at += 1;
  const from = Math.max(0, at - 20);
  return `${what} differs at character ${at}: ${shown(got.slice(from))}; expected ${shown(wanted.slice(from))}`;
}
