/*
 * Folds the events of one Responses answer into stream events. It ends with `response.completed`,
 * `.incomplete` or `.failed` and with nothing else: a `[DONE]` (OpenRouter) adds nothing, and
 * without a terminal event the answer is `truncated`. Errors come nested, flat, or inside
 * `response.failed`, on status 200 too (all recorded). Events that are not known say nothing.
 */
import type { ChatError } from '../../core/index.ts';
import type { Sink } from '../body/decoding.ts';
import { endingOf, type ReadReason } from '../ending.ts';
import { bodyError, readingError } from '../errors/errorOf.ts';
import { isErrorShape } from '../errors/vendorError.ts';
import { asArray, asCount, asObject, asText, type JsonObject } from '../json.ts';
import type { AnswerFold, CallPlace } from '../wire.ts';
import { createOutputFold, type OutputFold } from './outputFold.ts';
import { readResponsesUsage } from './usage.ts';

/** A reason is a word; a longer one is noise. */
const REASON_MAX = 100;

const REASONS: { readonly [raw: string]: ReadReason } = {
  completed: 'stop',
  'incomplete:max_output_tokens': 'length',
  // Cut short, and nobody said by what: a limit, of all that can be.
  incomplete: 'length',
  'incomplete:content_filter': 'filtered',
  failed: 'failed',
  cancelled: 'broken-off',
};

export function createResponseFold(place: CallPlace, sink: Sink): AnswerFold {
  const output = createOutputFold(place, sink.emit);
  let isNamed = false;

  const fail = (error: ChatError): void => sink.fail(error);
  const head = (response: JsonObject | undefined): void => {
    const model = asText(response?.['model']);
    if (model === undefined || isNamed) return;
    isNamed = true;
    sink.emit({ type: 'model-named', model });
  };

  const settle = (response: JsonObject): void => {
    head(response);
    for (const [index, item] of asArray(response['output']).entries()) {
      const object = asObject(item);
      if (object !== undefined) output.done(object, index);
    }
    const usage = readResponsesUsage(asObject(response['usage']));
    const failCounted = (problem: ChatError): void => {
      if (usage !== undefined) sink.emit({ type: 'usage', usage });
      fail(problem);
    };
    const rawReason = rawReasonOf(response);
    const error = asObject(response['error']);
    if (error !== undefined) return failCounted(bodyError(place, { error }));
    const known = Object.hasOwn(REASONS, rawReason) ? REASONS[rawReason] : undefined;
    const reason = output.isRefusal ? 'filtered' : (known ?? 'unknown');
    const ending = endingOf(reason, output.hasText, (isCutShort) => output.close(isCutShort));
    if (!ending.ok) return failCounted(readingError(place, ending.kind, ending.what));
    ending.calls.forEach(sink.emit);
    if (usage !== undefined) sink.emit({ type: 'usage', usage });
    sink.emit({ type: 'finish', reason: ending.reason, rawReason });
    sink.finish();
  };

  const fold: AnswerFold = {
    chunk(value, name) {
      if (sink.phase === 'over') return;
      const type = asText(value['type']) ?? name;
      if ((type === undefined || type === 'error') && isErrorShape(value)) {
        return fail(bodyError(place, value));
      }
      const response = asObject(value['response']);
      if (type === 'response.created' || type === 'response.in_progress') return head(response);
      if (isTerminal(type) && response !== undefined) return settle(response);
      readPiece(output, type ?? '', value);
    },
    errorEvent(value) {
      if (sink.phase !== 'over') fail(bodyError(place, value));
    },
    whole(value) {
      const answer = asObject(value) ?? asObject(asArray(value)[0]);
      if (answer === undefined) return false;
      if (Array.isArray(answer['output'])) settle(answer);
      else if (isErrorShape(answer)) fail(bodyError(place, answer));
      return sink.phase === 'over';
    },
    done: () => fold.end('eof'),
    end(how) {
      if (sink.phase === 'over' || how === 'lost') return;
      fail(readingError(place, 'truncated', 'the answer ended before it was finished'));
    },
  };
  return fold;
}

function isTerminal(type: string | undefined): boolean {
  return /^response\.(?:completed|incomplete|failed|cancelled)$/.test(type ?? '');
}

function rawReasonOf(response: JsonObject): string {
  const detail = asText(asObject(response['incomplete_details'])?.['reason']);
  const status = asText(response['status']) ?? 'unknown';
  return (detail === undefined ? status : `${status}:${detail}`).slice(0, REASON_MAX);
}

/** One piece of one output item. */
function readPiece(output: OutputFold, type: string, value: JsonObject): void {
  const index = asCount(value['output_index']) ?? 0;
  const delta = asText(value['delta']) ?? '';
  const item = asObject(value['item']);
  if (type === 'response.output_text.delta') output.delta('text', delta, index);
  if (type === 'response.refusal.delta') output.refused(delta, index);
  if (/^response\.reasoning(?:_summary)?_text\.delta$/.test(type)) {
    output.delta('reasoning', delta, index);
  }
  if (type === 'response.function_call_arguments.delta') output.argumentsDelta(delta, index);
  if (type === 'response.output_item.added' && item !== undefined) output.added(item, index);
  if (type === 'response.output_item.done' && item !== undefined) output.done(item, index);
}
