/*
 * One simulated answer from its opening to its end, under the faults of the moment.
 * States: opening, first word due, speaking, silent (stall), over. A fault that is switched acts at
 * the next word; one that is switched off again lets the answer go on where it still can.
 * Promise: ends with one `finish` or throws one ChatError; stopped within a tick, no timer left.
 */
import { ChatError, dispositionOf } from '../core/index.ts';
import type {
  ChatErrorFields,
  ChatRequest,
  StreamEvent,
  Target,
  TargetCall,
  TokenUsage,
} from '../core/index.ts';
import { textOf } from './messageText.ts';
import { abortErrorOf, chunksOf, draw, pauseFor, wordsIn } from './simulatedPace.ts';
import type { Stage } from './simulatedPace.ts';

export const OPENING_MS = [60, 160] as const;
const FIRST_WORD_MS = [150, 350] as const;
const SLOW_FIRST_WORD_MS = [3_000, 3_000] as const;
/** Per word: 25 to 35 words a second, the pace of a small hosted model. */
const WORD_MS = [28, 40] as const;
/** Per word: 2.5 to 5 words a second; no gap comes near the trial's stall limit of 4 s. */
const SLOW_WORD_MS = [200, 400] as const;
const ALIVE_EVERY_MS = 1_000;
const RETRY_AFTER_MS = 8_000;
/** Words before a stall: enough to commit an answer, so that there is a fragment to keep. */
const STALL_AFTER_WORDS = 12;
/** The part of the answer that is said before a cut. */
const CUT_AFTER = 0.4;
/** A rough figure for English prose; reported as this provider's own count. */
const CHARS_PER_TOKEN = 4;

/** What simulated providers have to say, as `simulatedResponder.ts` does it. */
export type SimulatedAnswers = {
  readonly simulatedAnswer: (request: ChatRequest, providerId: string) => string;
};

/** Who is answering what, with which words. */
export type Part = {
  readonly name: string;
  readonly call: TargetCall;
  /** Loads them; the words are many, and most people never need them. */
  readonly answers: () => Promise<SimulatedAnswers>;
};

export async function* simulatedStream(stage: Stage, part: Part): AsyncGenerator<StreamEvent> {
  const { call } = part;
  if (stage.signal.aborted) throw abortErrorOf(stage.signal);
  const [{ simulatedAnswer }] = await Promise.all([
    part.answers(),
    pauseFor(stage, draw(stage.random, OPENING_MS)),
  ]);
  refuse(stage, part);
  yield { type: 'response-start', status: 200, vendorRequestId: `simulated-${call.attemptId}` };
  if (stage.faults.isOn('garbage')) throw garbled(part);
  yield { type: 'model-named', model: call.target.modelId };

  const whole = simulatedAnswer(call.request, call.target.providerId);
  const text = withinLimit(whole, call.request);
  yield* speak(stage, part, chunksOf(text, stage.random));
  yield { type: 'usage', usage: usageOf(call.request, text) };
  yield { type: 'finish', reason: text.length < whole.length ? 'length' : 'stop' };
}

async function* speak(
  stage: Stage,
  part: Part,
  chunks: readonly string[],
): AsyncGenerator<StreamEvent> {
  const { clock, random, faults, signal } = stage;
  const cutAfter = Math.floor(chunks.reduce((sum, chunk) => sum + wordsIn(chunk), 0) * CUT_AFTER);
  let words = 0;
  for (const chunk of chunks) {
    const gapMs = gapBefore(chunk, words === 0, random);
    let sinceMs = clock.nowMs();
    for (;;) {
      if (signal.aborted) throw abortErrorOf(signal);
      breakOff(stage, part, { hasBegun: words > 0, isCutDue: words >= cutAfter });
      if (faults.isOn('stall') && words >= STALL_AFTER_WORDS) {
        yield { type: 'alive' };
        await pauseFor(stage, ALIVE_EVERY_MS);
        sinceMs = clock.nowMs();
        continue;
      }
      const leftMs = sinceMs + (faults.isOn('slow') ? gapMs.slow : gapMs.usual) - clock.nowMs();
      if (leftMs <= 0) break;
      await pauseFor(stage, leftMs);
    }
    yield { type: 'text-delta', text: chunk };
    words += wordsIn(chunk);
  }
}

function gapBefore(
  chunk: string,
  isFirst: boolean,
  random: Stage['random'],
): { usual: number; slow: number } {
  const count = isFirst ? 1 : wordsIn(chunk);
  return {
    usual: count * draw(random, isFirst ? FIRST_WORD_MS : WORD_MS),
    slow: count * draw(random, isFirst ? SLOW_FIRST_WORD_MS : SLOW_WORD_MS),
  };
}

/** What is refused before headers. */
function refuse({ faults }: Stage, { name, call }: Part): void {
  if (faults.isOn('outage')) {
    const message = `${name} is overloaded right now.`;
    throw simulatedFailure(call.target, { kind: 'overloaded', status: 503, message });
  }
  if (faults.isOn('rate-limit')) {
    throw simulatedFailure(call.target, {
      kind: 'rate-limit',
      status: 429,
      retryAfterMs: RETRY_AFTER_MS,
      message: `${name} asks for a pause of ${RETRY_AFTER_MS / 1000} s.`,
    });
  }
}

/** What ends an answer that has begun. A rate limit does not: vendors count at the door. */
function breakOff(
  { faults }: Stage,
  part: Part,
  { hasBegun, isCutDue }: { hasBegun: boolean; isCutDue: boolean },
): void {
  const { name, call } = part;
  if (faults.isOn('garbage')) throw garbled(part, hasBegun);
  if (faults.isOn('outage') || (faults.isOn('cut') && isCutDue)) {
    const message = `The connection to ${name} broke while the answer arrived.`;
    throw simulatedFailure(call.target, { kind: 'cut', net: 'reset', message });
  }
}

/** Law 1's two sides of malformed: a whole answer that is none, or a broken piece of one. */
function garbled({ name, call }: Part, hasBegun = false): ChatError {
  return simulatedFailure(call.target, {
    kind: hasBegun ? 'cut' : 'protocol',
    status: 200,
    message: `${name} sent something that is not an answer.`,
  });
}

export function simulatedFailure(target: Target, fields: ChatErrorFields): ChatError {
  return new ChatError({ ...fields, scope: dispositionOf(fields.kind).scope, target });
}

/** The beginning of `text` that fits `outputTokensMax`, at least one word. */
function withinLimit(text: string, { outputTokensMax }: ChatRequest): string {
  if (outputTokensMax === undefined || tokensOf(text) <= outputTokensMax) return text;
  const fits = text.slice(0, outputTokensMax * CHARS_PER_TOKEN);
  return /^\s*\S+(?=\s)[^]*(?=\s)/.exec(fits)?.[0] ?? /^\s*\S+/.exec(text)?.[0] ?? '';
}

function usageOf({ messages }: ChatRequest, text: string): TokenUsage {
  const inputTokens = messages.reduce((sum, message) => sum + tokensOf(textOf(message)), 0);
  return { inputTokens, outputTokens: tokensOf(text) };
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARS_PER_TOKEN);
}
