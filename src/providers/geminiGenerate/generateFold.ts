/*
 * Folds the responses of one `generateContent` stream, or a whole one, into stream events. The wire
 * has no mark of its end: a finish reason (or a blocked prompt) and then the end of the bytes. Text
 * that follows a reason still counts, since older models name one in every response: then only the
 * end of the bytes is the end. Bytes that end without any reason are `truncated`; an error anywhere
 * ends the answer.
 */
import { isErrorShape } from '../errors/vendorError.ts';
import type { Sink } from '../body/decoding.ts';
import { createClosing } from '../closing.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';
import type { AnswerFold, CallPlace } from '../wire.ts';
import type { TokenUsage } from '../../core/index.ts';
import { readReason, reasonIn } from './finishReason.ts';
import { createPartFold } from './partFold.ts';
import { readUsage } from './usage.ts';

export function createGenerateFold(place: CallPlace, sink: Sink): AnswerFold {
  const parts = createPartFold(place, sink);
  let usage: TokenUsage | undefined;
  let rawReason: string | undefined;
  let isNamed = false;
  /** Something was said after a reason was named. */
  let goesOn = false;

  const closing = createClosing(place, sink, () => usage);
  const settle = (): void => closing.settle(parts, readReason(rawReason ?? ''), rawReason);
  const end = (how: 'eof' | 'lost'): void => {
    if (sink.phase === 'over') return;
    const isEnd = rawReason !== undefined && !(goesOn && how === 'lost');
    if (isEnd) settle();
    else closing.endEarly(how);
  };
  const read = (value: JsonObject): void => {
    if (sink.phase === 'over') return;
    const model = asText(value['modelVersion']);
    if (model !== undefined && !isNamed) {
      isNamed = true;
      sink.emit({ type: 'model-named', model });
    }
    usage = readUsage(asObject(value['usageMetadata']) ?? {}) ?? usage;
    const candidate = firstCandidate(value);
    for (const item of asArray(asObject(candidate?.['content'])?.['parts'])) {
      const part = asObject(item) ?? {};
      goesOn ||= sink.phase === 'tail' && saysSomething(part);
      parts.read(part);
    }
    if (goesOn) sink.leaveTail();
    if (isErrorShape(value)) return closing.fail(value);
    const reason = reasonIn(value, candidate);
    if (reason === undefined) return;
    rawReason = reason;
    if (!goesOn) sink.enterTail();
  };

  return {
    chunk: read,
    errorEvent(value) {
      if (sink.phase !== 'over') closing.fail(value);
    },
    whole(parsed) {
      // Without `alt=sse` a stream is a list of responses; an error can stand in a list too.
      const values = (Array.isArray(parsed) ? asArray(parsed) : [parsed]).map(asObject);
      const isAnswer = values.some((value) => value !== undefined && isResponse(value));
      if (!isAnswer) return false;
      for (const value of values) read(value ?? {});
      if (Array.isArray(parsed)) end('eof');
      else if (sink.phase !== 'over') settle();
      return true;
    },
    done: () => end('eof'),
    end,
  };
}

function saysSomething(part: JsonObject): boolean {
  return asText(part['text']) !== undefined || asObject(part['functionCall']) !== undefined;
}

function isResponse(value: JsonObject): boolean {
  return (
    Array.isArray(value['candidates']) ||
    asObject(value['promptFeedback']) !== undefined ||
    isErrorShape(value)
  );
}

/** Candidate 0; the wire allows several, but only one is ever asked for. */
function firstCandidate(response: JsonObject): JsonObject | undefined {
  return asArray(response['candidates'])
    .map(asObject)
    .find((candidate) => typeof candidate?.['index'] !== 'number' || candidate['index'] === 0);
}
