/*
 * Folds the lines of one `/api/chat` answer into stream events. The line with `done: true` is the
 * end; without it the answer is `truncated`. An error may come as a line of its own at any time. A
 * line that only says `load` is a sign of life: the model is there now and has said nothing yet.
 */
import type { ChatError, StreamEvent, TokenUsage } from '../../core/index.ts';
import type { Sink } from '../body/decoding.ts';
import { endingOf, type ReadReason } from '../ending.ts';
import { bodyError, readingError } from '../errors/errorOf.ts';
import { isErrorShape } from '../errors/vendorError.ts';
import { asObject, asText, type JsonObject } from '../json.ts';
import type { AnswerFold, CallPlace } from '../wire.ts';
import { createWholeCalls, type WholeCalls } from './wholeCalls.ts';
import { readOllamaUsage } from './usage.ts';

/** A reason is a word; a longer one is noise. */
const REASON_MAX = 100;

const REASONS: { readonly [raw: string]: ReadReason } = { stop: 'stop', length: 'length' };

export function createOllamaFold(place: CallPlace, sink: Sink): AnswerFold {
  const content = createContent(place, sink);
  let isKnown = false;
  let wasLoaded = false;

  const fail = (error: ChatError, usage?: TokenUsage): void => {
    if (usage !== undefined) sink.emit({ type: 'usage', usage });
    sink.fail(error);
  };

  const settle = (rawReason: string | undefined, usage: TokenUsage | undefined): void => {
    const reason = Object.hasOwn(REASONS, rawReason ?? '') ? REASONS[rawReason ?? ''] : undefined;
    const ending = endingOf(reason ?? 'unknown', content.hasText, (isCutShort) =>
      content.calls.close(isCutShort),
    );
    if (!ending.ok) return fail(readingError(place, ending.kind, ending.what), usage);
    ending.calls.forEach(sink.emit);
    if (ending.calls.length > 0) content.echo().forEach(sink.emit);
    if (usage !== undefined) sink.emit({ type: 'usage', usage });
    const raw = rawReason === undefined ? {} : { rawReason };
    sink.emit({ type: 'finish', reason: ending.reason, ...raw });
    sink.finish();
  };

  const fold: AnswerFold = {
    chunk(value) {
      if (sink.phase === 'over') return;
      if (isErrorShape(value)) return fold.errorEvent(value);
      isKnown ||= asObject(value['message']) !== undefined || typeof value['done'] === 'boolean';
      content.read(value);
      if (value['done'] !== true) return;
      const rawReason = asText(value['done_reason'])?.slice(0, REASON_MAX);
      wasLoaded = rawReason === 'load';
      if (!wasLoaded) settle(rawReason, readOllamaUsage(value));
    },
    errorEvent(value) {
      if (sink.phase !== 'over') fail(bodyError(place, value));
    },
    whole(value) {
      const line = asObject(value);
      if (line !== undefined) fold.chunk(line);
      return isKnown || sink.phase === 'over';
    },
    // This wire has no such mark: an answer ends with its last line.
    done: () => undefined,
    end(how) {
      if (sink.phase === 'over' || how === 'lost') return;
      if (wasLoaded) fail(readingError(place, 'empty', 'the model was loaded and said nothing'));
      else if (isKnown) fail(readingError(place, 'truncated', 'the answer ended before its end'));
      else fail(readingError(place, 'protocol', 'the answer is not one of the chat protocol'));
    },
  };
  return fold;
}

type Content = {
  readonly hasText: boolean;
  readonly calls: WholeCalls;
  read(line: JsonObject): void;
  /** What the model wants back with the results of its calls. */
  echo(): readonly StreamEvent[];
};

function createContent({ attemptId, modelId }: CallPlace, sink: Sink): Content {
  const calls = createWholeCalls(attemptId);
  let thinking = '';
  let hasText = false;
  let isNamed = false;
  return {
    calls,
    get hasText() {
      return hasText;
    },
    read(line) {
      const model = asText(line['model']);
      if (model !== undefined && !isNamed) sink.emit({ type: 'model-named', model });
      isNamed ||= model !== undefined;
      const message = asObject(line['message']);
      if (message === undefined) return;
      const thought = asText(message['thinking']);
      if (thought !== undefined) sink.emit({ type: 'reasoning-delta', text: thought });
      thinking += thought ?? '';
      const text = asText(message['content']);
      if (text !== undefined) sink.emit({ type: 'text-delta', text });
      hasText ||= text !== undefined;
      calls.add(message).forEach(sink.emit);
    },
    echo: () =>
      thinking === ''
        ? []
        : [{ type: 'opaque', opaque: { wire: 'ollama.chat', modelId, data: { thinking } } }],
  };
}
