/*
 * The engine's events → OpenAI's deltas while they come, and the whole message at the end.
 * Reasoning before the first word is held back until that word: until then the engine may take it
 * back, and a delta that was sent cannot be. `model` says who answered, as `provider/model`.
 * A caller here cannot fold a fragment: should the engine ever fold, the answer ends in its error.
 */
import { targetKey } from '../../src/core/index.ts';
import type { EngineEvent, FinishReason, Target, TokenUsage } from '../../src/core/index.ts';

export type Delta = {
  readonly role?: 'assistant';
  readonly content?: string;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly CallDelta[];
};

type CallDelta = {
  readonly index: number;
  readonly id?: string;
  readonly type?: 'function';
  readonly function: { readonly name?: string; readonly arguments: string };
};

type Call = { readonly index: number; readonly id: string; name: string; arguments: string };

type Usage = {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details?: { readonly cached_tokens: number };
  readonly completion_tokens_details?: { readonly reasoning_tokens: number };
};

export interface AnswerFold {
  /** What to send because of this event; often nothing. Throws where the answer cannot go on. */
  take(event: EngineEvent): readonly Delta[];
  /** The first content has been taken: nothing can be replaced any more. */
  readonly committed: boolean;
  /** Set once `finish` was taken. */
  readonly finishReason: string | undefined;
  readonly model: string;
  readonly fingerprint: string | undefined;
  readonly usage: Usage | undefined;
  message(): object;
}

const FINISH: Record<FinishReason, string> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  filtered: 'content_filter',
  pause: 'stop',
  unknown: 'stop',
};

export function createAnswerFold(): AnswerFold {
  const calls = new Map<string, Call>();
  let text = '';
  let reasoning = '';
  let held = '';
  let committed = false;
  let who: Target | undefined;
  let fingerprint: string | undefined;
  let usage: TokenUsage | undefined;
  let finishReason: string | undefined;

  const think = (piece: string): Delta[] => {
    held = '';
    if (piece === '') return [];
    reasoning += piece;
    return [{ reasoning_content: piece }];
  };
  const commit = (): Delta[] => {
    committed = true;
    return think(held);
  };
  const callPiece = (id: string, name: string, piece: string): Delta => {
    const known = calls.get(id);
    const call = known ?? { index: calls.size, id, name, arguments: '' };
    call.arguments += piece;
    calls.set(id, call);
    const { index } = call;
    return known === undefined
      ? { tool_calls: [{ index, id, type: 'function', function: { name, arguments: piece } }] }
      : { tool_calls: [{ index, function: { arguments: piece } }] };
  };

  const take = (event: EngineEvent): Delta[] => {
    switch (event.type) {
      case 'attempt-started':
        who = event.target;
        [fingerprint, usage] = [undefined, undefined];
        return [];
      case 'model-named':
        fingerprint = event.fingerprint;
        return [];
      case 'reasoning-delta':
        if (committed) return think(event.text);
        held += event.text;
        return [];
      case 'retracted':
        held = '';
        return [];
      case 'text-delta':
        text += event.text;
        return [...commit(), { content: event.text }];
      case 'tool-call-delta':
        return [...commit(), callPiece(event.id, event.name, event.argumentsText)];
      case 'tool-call': {
        const sent = calls.get(event.id)?.arguments;
        if (sent === event.argumentsJson) return [];
        // Only what is missing; where pieces and whole differ, the pieces are what the client has.
        const rest = event.argumentsJson.startsWith(sent ?? '') ? event.argumentsJson : sent;
        return [...commit(), callPiece(event.id, event.name, rest?.slice(sent?.length ?? 0) ?? '')];
      }
      case 'usage':
        usage = event.usage;
        return [];
      case 'finish':
        finishReason = FINISH[event.reason];
        return commit();
      case 'seam-started':
        if (event.mode === 'fold') throw event.error;
        return [];
      default:
        return [];
    }
  };

  return {
    take,
    get committed() {
      return committed;
    },
    get finishReason() {
      return finishReason;
    },
    get model() {
      return who === undefined ? 'auto' : targetKey(who);
    },
    get fingerprint() {
      return fingerprint;
    },
    get usage() {
      return usage === undefined ? undefined : usageOf(usage);
    },
    message: () => ({
      role: 'assistant',
      content: text === '' && calls.size > 0 ? null : text,
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...(calls.size === 0
        ? {}
        : {
            tool_calls: [...calls.values()].map(({ id, name, arguments: args }) => ({
              id,
              type: 'function',
              function: { name, arguments: args },
            })),
          }),
      refusal: null,
    }),
  };
}

function usageOf(usage: TokenUsage): Usage {
  const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens } = usage;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cachedInputTokens === undefined
      ? {}
      : { prompt_tokens_details: { cached_tokens: cachedInputTokens } }),
    ...(reasoningTokens === undefined
      ? {}
      : { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
  };
}
