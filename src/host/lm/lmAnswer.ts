/*
 * The parts of one answer as stream events: text, thoughts where the editor passes them on, whole
 * calls. Data and parts that are not known are signs of life. No token counts and no reason for the
 * end come with them: the counts stay unknown, and the end of the parts is the end of the answer.
 * A call leaves here at that end only, so that one before a break is never run.
 */
import type { ModelId, StreamEvent } from '../../core/index.ts';
import type { LmApi } from './lmApi.ts';

/** Above what a model can write, below what a string can hold; as on the other wires. */
const CONTENT_CHARS_MAX = 32 * 1024 * 1024;

export type LmAnswer = {
  /** Never throws, whatever an extension hands over. */
  read(part: unknown): StreamEvent;
  /** More than any model says: the stream went wild. */
  readonly isEndless: boolean;
  /** Whole calls and the finish; undefined where a call cannot be one. */
  end(): readonly StreamEvent[] | undefined;
};

type Place = { readonly attemptId: string; readonly modelId: ModelId };

export function createLmAnswer(api: LmApi, { attemptId, modelId }: Place): LmAnswer {
  const calls: StreamEvent[] = [];
  let seen = 0;
  let chars = 0;

  const say = (type: 'text-delta' | 'reasoning-delta', value: unknown): StreamEvent => {
    const text = wordsIn(value);
    chars += text.length;
    return text === '' ? { type: 'alive' } : { type, text };
  };
  const call = (part: { readonly [field: string]: unknown }): StreamEvent => {
    const { callId, name, input } = part;
    const id = `${attemptId}.${seen}`;
    seen += 1;
    const argumentsJson = jsonOf(input);
    if (typeof name !== 'string' || name === '' || argumentsJson === undefined) {
      return { type: 'alive' };
    }
    chars += argumentsJson.length;
    const own = typeof callId === 'string' && callId !== '';
    const opaque = own ? { opaque: { wire: 'vscode.lm', modelId, data: { callId } } as const } : {};
    calls.push({ type: 'tool-call', id, name, argumentsJson, ...opaque });
    return { type: 'tool-call-delta', id, name, argumentsText: argumentsJson };
  };

  return {
    read(part) {
      if (typeof part !== 'object' || part === null) return { type: 'alive' };
      const fields = part as { readonly [field: string]: unknown };
      if (part instanceof api.LanguageModelTextPart) return say('text-delta', fields['value']);
      if (part instanceof api.LanguageModelToolCallPart) return call(fields);
      const Thinking = api.LanguageModelThinkingPart;
      return Thinking !== undefined && part instanceof Thinking
        ? say('reasoning-delta', fields['value'])
        : { type: 'alive' };
    },
    get isEndless() {
      return chars > CONTENT_CHARS_MAX;
    },
    end() {
      if (calls.length < seen) return undefined;
      const reason = calls.length > 0 ? 'tool-calls' : 'stop';
      return [...calls, { type: 'finish', reason }];
    },
  };
}

/** A string, or several of them. */
function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  return value.filter((piece) => typeof piece === 'string').join('');
}

/** The arguments of a call are an object, and one that can be written down. */
function jsonOf(input: unknown): string | undefined {
  if (input === undefined || input === null) return '{}';
  if (typeof input !== 'object' || Array.isArray(input)) return undefined;
  try {
    return JSON.stringify(input);
  } catch {
    return undefined;
  }
}
