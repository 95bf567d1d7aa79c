/*
 * Folds the chunks of one Chat Completions answer into stream events. Lenient: what it does not know
 * says nothing. Strict in three things: an error anywhere ends the answer, an answer without its
 * terminal event is `truncated`, and half a tool call never becomes a call.
 * A refusal is shown as text and the answer then ends as `filtered`: the person sees why, and nothing
 * takes it for an ordinary answer. Text after the finish reason is ignored; a late error is not.
 */
import type { FinishReason, StreamEvent, TokenUsage } from '../../core/index.ts';
import { bodyError, readingError, type AnswerPlace } from '../errors/errorOf.ts';
import { isErrorShape } from '../errors/vendorError.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';
import type { Sink } from '../body/decoding.ts';
import { readWords, type Words } from './delta.ts';
import { readReason, type ReadReason } from './finishReason.ts';
import { createReasoningFold } from './reasoningEcho.ts';
import { createToolCallFold } from './toolCalls.ts';
import { findUsage, readUsage } from './usage.ts';

export type ChatPlace = AnswerPlace & { readonly modelId: string; readonly attemptId: string };

export type ChatFold = {
  /** One parsed chunk, or a whole answer. */
  chunk(value: JsonObject): void;
  /** An event that is named `error`: its data, parsed or not. */
  errorEvent(value: unknown): void;
  /** The end as the wire marks it (`[DONE]`, or the closing of a whole JSON answer). */
  done(): void;
  /** The bytes ended without that mark. */
  end(how: 'eof' | 'lost'): void;
};

export function createChatFold(place: ChatPlace, sink: Sink): ChatFold {
  const calls = createToolCallFold(place.attemptId, place.modelId);
  const reasoning = createReasoningFold();
  let shown = '';
  let refused = false;
  let thought = false;
  let rawReason: string | undefined;
  let usage: TokenUsage | undefined;
  let modelNamed = '';

  const nameModel = (chunk: JsonObject): void => {
    const model = asText(chunk['model']);
    if (model === undefined) return;
    const fingerprint = asText(chunk['system_fingerprint']);
    const named = `${model}\n${fingerprint ?? ''}`;
    // Once, and again only when the fingerprint turns up later than the name.
    if (modelNamed !== '' && (fingerprint === undefined || modelNamed === named)) return;
    modelNamed = named;
    sink.emit({
      type: 'model-named',
      model,
      ...(fingerprint === undefined ? {} : { fingerprint }),
    });
  };

  const show = (text: string): void => {
    if (text === '') return;
    shown += text;
    sink.emit({ type: 'text-delta', text });
  };

  const say = (words: Words): void => {
    if (words.reasoning !== '') {
      thought = true;
      sink.emit({ type: 'reasoning-delta', text: words.reasoning });
    }
    show(words.text);
    show(words.refusal);
    if (words.refusal !== '') refused = true;
  };

  const addCalls = (said: JsonObject): void => {
    for (const event of calls.add(said)) sink.emit(event);
  };

  const read = (choice: JsonObject): void => {
    if (sink.phase !== 'open') return;
    const delta = asObject(choice['delta']);
    const message = asObject(choice['message']);
    if (delta !== undefined) {
      say(readWords(delta));
      reasoning.add(delta);
      addCalls(delta);
    }
    if (message === undefined) return;
    // A message is cumulative (Perplexity sends it beside each delta, and in whole answers beside an
    // empty one): only what it holds beyond what was shown is new.
    if (!thought) reasoning.add(message);
    say(newWords(readWords(message), delta === undefined));
    if (calls.isEmpty) addCalls(message);
  };

  const newWords = (words: Words, isAlone: boolean): Words => ({
    text: words.text.startsWith(shown) ? words.text.slice(shown.length) : isAlone ? words.text : '',
    reasoning: thought ? '' : words.reasoning,
    refusal: refused ? '' : words.refusal,
  });

  const report = (): void => {
    if (usage !== undefined) sink.emit({ type: 'usage', usage });
    usage = undefined;
  };

  const fail = (error: ReturnType<typeof bodyError>): void => {
    report();
    sink.fail(error);
  };

  const settle = (): void => {
    const reason = refused
      ? 'filtered'
      : rawReason === undefined
        ? 'unknown'
        : readReason(rawReason);
    const failure = FAILED[reason];
    if (failure !== undefined) return fail(readingError(place, failure.kind, failure.what));
    const { calls: whole, isBroken } = calls.close(reason !== 'stop' && reason !== 'unknown');
    if (isBroken && (reason === 'stop' || reason === 'unknown')) {
      return fail(
        readingError(place, 'tool-use-failed', 'the model made a tool call that is not valid JSON'),
      );
    }
    const isSilent = shown === '' && whole.length === 0;
    if (isSilent && (reason === 'stop' || reason === 'unknown')) {
      return fail(readingError(place, 'empty', 'the answer has no text'));
    }
    const endings: readonly StreamEvent[] = [
      ...whole,
      ...reasoning.close(whole.length > 0, place.modelId),
    ];
    for (const event of endings) sink.emit(event);
    report();
    const isCall = whole.length > 0 && (reason === 'stop' || reason === 'unknown');
    sink.emit({
      type: 'finish',
      reason: isCall ? 'tool-calls' : (reason as FinishReason),
      ...(rawReason === undefined ? {} : { rawReason }),
    });
    sink.finish();
  };

  return {
    chunk(value) {
      if (sink.phase === 'over') return;
      const choice = firstChoice(value);
      const counted = findUsage(value, choice);
      if (counted !== undefined) usage = readUsage(counted) ?? usage;
      if (sink.phase === 'open') nameModel(value);
      if (choice !== undefined) read(choice);
      // Errors come alone, beside choices, in a choice, and even after the finish reason.
      if (isErrorShape(value)) return fail(bodyError(place, value));
      if (choice !== undefined && isErrorShape({ choices: [], error: choice['error'] })) {
        return fail(bodyError(place, { error: choice['error'] }));
      }
      const reason = asText(choice?.['finish_reason']);
      if (reason !== undefined && rawReason === undefined) {
        rawReason = reason.slice(0, 100);
        sink.enterTail();
      }
    },
    errorEvent(value) {
      if (sink.phase !== 'over') fail(bodyError(place, value));
    },
    done() {
      if (sink.phase !== 'over') settle();
    },
    end(how) {
      if (sink.phase === 'over') return;
      if (rawReason !== undefined) return settle();
      if (how === 'lost') return report();
      fail(readingError(place, 'truncated', 'the answer ended before it was finished'));
    },
  };
}

const FAILED: {
  readonly [R in ReadReason]?: {
    readonly kind: 'server' | 'overloaded' | 'truncated';
    readonly what: string;
  };
} = {
  failed: { kind: 'server', what: 'the answer ended in an error that was not explained' },
  overloaded: { kind: 'overloaded', what: 'the system ran short while it was answering' },
  'broken-off': { kind: 'truncated', what: 'the server broke the answer off' },
};

/** Choice 0; the wire allows several, but only one is ever asked for. */
function firstChoice(chunk: JsonObject): JsonObject | undefined {
  for (const item of asArray(chunk['choices'])) {
    const choice = asObject(item);
    if (choice !== undefined && (typeof choice['index'] !== 'number' || choice['index'] === 0)) {
      return choice;
    }
  }
  return undefined;
}
