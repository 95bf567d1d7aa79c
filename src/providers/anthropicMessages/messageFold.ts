/*
 * Folds the events of one Messages answer, or a whole one, into stream events. Lenient: events that
 * are not known say nothing, `ping` proves the connection and no more. Strict in three things: an
 * error ends the answer, only `message_stop` finishes it (bytes that end before it are `truncated`,
 * whatever reason was named), and half a tool call never becomes a call.
 */
import { isErrorShape } from '../errors/vendorError.ts';
import type { Sink } from '../body/decoding.ts';
import { createClosing } from '../closing.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';
import type { AnswerFold, CallPlace } from '../wire.ts';
import { createBlockFold } from './blocks.ts';
import { readReason } from './finishReason.ts';
import { mergeUsage, readUsage } from './usage.ts';

/** A reason is a word; a longer one is noise. */
const REASON_MAX = 100;

export function createMessageFold(place: CallPlace, sink: Sink): AnswerFold {
  const blocks = createBlockFold(place, sink);
  let usage: JsonObject = {};
  let rawReason: string | undefined;
  let isNamed = false;

  const closing = createClosing(place, sink, () => readUsage(usage));
  const settle = (): void => closing.settle(blocks, readReason(rawReason ?? ''), rawReason);
  /** What a message says of itself: its model, its counts, why it stopped. */
  const readHead = (message: JsonObject): void => {
    usage = mergeUsage(usage, asObject(message['usage']));
    rawReason = asText(message['stop_reason'])?.slice(0, REASON_MAX) ?? rawReason;
    const model = asText(message['model']);
    if (model === undefined || isNamed) return;
    isNamed = true;
    sink.emit({ type: 'model-named', model });
  };

  return {
    chunk(value, name) {
      if (sink.phase === 'over') return;
      if (isErrorShape(value)) return closing.fail(value);
      const index = value['index'];
      switch (asText(value['type']) ?? name) {
        case 'message_start':
          return readHead(asObject(value['message']) ?? {});
        case 'content_block_start':
          return blocks.start(index, asObject(value['content_block']) ?? {});
        case 'content_block_delta':
          return blocks.delta(index, asObject(value['delta']) ?? {});
        case 'content_block_stop':
          return blocks.stop(index);
        case 'message_delta':
          usage = mergeUsage(usage, asObject(value['usage']));
          return readHead(asObject(value['delta']) ?? {});
        case 'message_stop':
          return settle();
        default:
      }
    },
    errorEvent(value) {
      if (sink.phase !== 'over') closing.fail(value);
    },
    whole(parsed) {
      const value = asObject(parsed);
      if (value === undefined) return false;
      if (isErrorShape(value)) return (closing.fail(value), true);
      if (!Array.isArray(value['content'])) return false;
      readHead(value);
      asArray(value['content']).forEach((block, index) => {
        blocks.start(index, asObject(block) ?? {});
        blocks.stop(index);
      });
      settle();
      return true;
    },
    // This wire has no such mark; a gateway that adds one adds it after `message_stop`.
    done() {
      if (sink.phase !== 'over') closing.endEarly('eof');
    },
    end(how) {
      if (sink.phase !== 'over') closing.endEarly(how);
    },
  };
}
