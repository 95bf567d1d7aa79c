/*
 * Folds the chunks of one Chat Completions answer into stream events. Lenient: what it does not
 * know says nothing. Strict in three things: an error anywhere ends the answer, an answer without
 * its terminal event is `truncated`, and half a tool call never becomes a call. Text after the
 * finish reason is ignored, unless its own chunk names one too (some servers name one in every
 * chunk); a late error is not.
 */
import type { ChatError, TokenUsage } from '../../core/index.ts';
import { bodyError, readingError } from '../errors/errorOf.ts';
import { isErrorShape } from '../errors/vendorError.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';
import type { Sink } from '../body/decoding.ts';
import type { AnswerFold, CallPlace } from '../wire.ts';
import { createContentFold } from './contentFold.ts';
import { endingOf } from './ending.ts';
import { findUsage, readUsage } from './usage.ts';

/** A reason is a word; a longer one is noise. */
const REASON_MAX = 100;
/** As long as a model's name may be in the settings; it goes into every record of the answer. */
const NAME_MAX = 200;

export function createChatFold(place: CallPlace, sink: Sink): AnswerFold {
  const content = createContentFold(place, sink);
  const nameModel = createModelNaming(sink);
  let rawReason: string | undefined;
  let usage: TokenUsage | undefined;
  /** A chunk named a reason after another had, and said more: then none of them is the end. */
  let goesOn = false;

  const report = (): void => {
    if (usage !== undefined) sink.emit({ type: 'usage', usage });
    usage = undefined;
  };
  const fail = (error: ChatError): void => {
    report();
    sink.fail(error);
  };
  const settle = (): void => {
    const ending = endingOf(content, rawReason, place.modelId);
    if (!ending.ok) return fail(readingError(place, ending.kind, ending.what));
    ending.events.forEach(sink.emit);
    report();
    const raw = rawReason === undefined ? {} : { rawReason };
    sink.emit({ type: 'finish', reason: ending.reason, ...raw });
    sink.finish();
  };

  const fold = {
    chunk(value: JsonObject): void {
      if (sink.phase === 'over') return;
      const choice = firstChoice(value);
      const counted = findUsage(value, choice);
      if (counted !== undefined) usage = readUsage(counted) ?? usage;
      const reason = asText(choice?.['finish_reason']);
      if (sink.phase === 'open') nameModel(value);
      if (choice !== undefined && (sink.phase === 'open' || reason !== undefined)) {
        const said = content.read(choice);
        goesOn ||= said && sink.phase === 'tail';
        if (goesOn) sink.leaveTail();
      }
      const error = errorIn(value, choice);
      if (error !== undefined) return fail(bodyError(place, error));
      if (reason === undefined) return;
      rawReason ??= reason.slice(0, REASON_MAX);
      if (!goesOn) sink.enterTail();
    },
    errorEvent(value: unknown): void {
      if (sink.phase !== 'over') fail(bodyError(place, value));
    },
    whole(parsed: unknown): boolean {
      // Gemini's compatible endpoint wraps its errors in a list.
      const value = asObject(parsed) ?? asObject(asArray(parsed)[0]);
      const isAnswer = asArray(value?.['choices']).length > 0;
      if (value === undefined || !(isAnswer || isErrorShape(value))) return false;
      fold.chunk(value);
      fold.done();
      return true;
    },
    done(): void {
      if (sink.phase !== 'over') settle();
    },
    end(how: 'eof' | 'lost'): void {
      if (sink.phase === 'over') return;
      const isLost = how === 'lost';
      if (rawReason !== undefined && !(goesOn && isLost)) return settle();
      if (isLost) return report();
      fail(readingError(place, 'truncated', 'the answer ended before it was finished'));
    },
  };
  return fold;
}

/** Errors come alone, beside choices, in a choice, and even after the finish reason. */
function errorIn(chunk: JsonObject, choice: JsonObject | undefined): JsonObject | undefined {
  if (isErrorShape(chunk)) return chunk;
  const inChoice = { choices: [], error: choice?.['error'] };
  return isErrorShape(inChoice) ? { error: inChoice.error } : undefined;
}

/** Names the model once, and again only when the fingerprint turns up later than the name. */
function createModelNaming(sink: Sink): (chunk: JsonObject) => void {
  let last: string | undefined;
  return (chunk) => {
    const model = asText(chunk['model'])?.slice(0, NAME_MAX);
    if (model === undefined) return;
    const fingerprint = asText(chunk['system_fingerprint'])?.slice(0, NAME_MAX);
    if (last !== undefined && (fingerprint === undefined || last === fingerprint)) return;
    last = fingerprint ?? '';
    const print = fingerprint === undefined ? {} : { fingerprint };
    sink.emit({ type: 'model-named', model, ...print });
  };
}

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
