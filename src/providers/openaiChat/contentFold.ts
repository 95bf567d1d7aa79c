/*
 * The content of one answer, folded from its choices: text, reasoning, refusal and tool calls, each
 * shown once, however many times a server sends it.
 * A refusal is shown as text, so that the person sees why; that the answer then counts as filtered
 * is decided in `ending.ts`. Which chunk ends the answer is not known here.
 */
import { asObject, type JsonObject } from '../json.ts';
import type { Sink } from '../body/decoding.ts';
import { readWords, type Words } from './delta.ts';
import { createReasoningFold, type ReasoningFold } from './reasoningEcho.ts';
import { createToolCallFold, type ToolCallFold } from './toolCalls.ts';

export type ContentFold = {
  readonly calls: ToolCallFold;
  readonly reasoning: ReasoningFold;
  readonly hasText: boolean;
  readonly isRefusal: boolean;
  /** True where it said something. */
  read(choice: JsonObject): boolean;
};

type Place = { readonly attemptId: string; readonly modelId: string };

export function createContentFold({ attemptId, modelId }: Place, sink: Sink): ContentFold {
  const calls = createToolCallFold(attemptId, modelId);
  const reasoning = createReasoningFold();
  let shown = '';
  let refused = false;
  let thought = false;

  const say = (words: Words): boolean => {
    if (words.reasoning !== '') sink.emit({ type: 'reasoning-delta', text: words.reasoning });
    for (const text of [words.text, words.refusal]) {
      if (text !== '') sink.emit({ type: 'text-delta', text });
    }
    shown += words.text + words.refusal;
    thought ||= words.reasoning !== '';
    refused ||= words.refusal !== '';
    return words.text + words.reasoning + words.refusal !== '';
  };
  const call = (delta: JsonObject): boolean => {
    const events = calls.add(delta);
    events.forEach(sink.emit);
    return events.length > 0;
  };

  /** What a cumulative message holds beyond what was shown. */
  const unsaid = (words: Words, isAlone: boolean): Words => {
    const goesOn = words.text.startsWith(shown);
    return {
      text: goesOn ? words.text.slice(shown.length) : isAlone ? words.text : '',
      reasoning: thought ? '' : words.reasoning,
      refusal: refused ? '' : words.refusal,
    };
  };

  return {
    calls,
    reasoning,
    get hasText() {
      return shown !== '';
    },
    get isRefusal() {
      return refused;
    },
    read(choice) {
      const delta = asObject(choice['delta']);
      const message = asObject(choice['message']);
      let said = false;
      if (delta !== undefined) {
        said = say(readWords(delta));
        reasoning.add(delta);
        said = call(delta) || said;
      }
      // Perplexity sends a message beside each delta, and in whole answers beside an empty one.
      if (message === undefined) return said;
      if (!thought) reasoning.add(message);
      said = say(unsaid(readWords(message), delta === undefined)) || said;
      return (calls.isEmpty && call(message)) || said;
    },
  };
}
