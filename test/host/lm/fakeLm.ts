/*
 * A stand-in for the editor's language model API: its classes, and models that answer as a test
 * says. It keeps what was asked, which tokens were cancelled, and which streams were let go.
 */
import type { LmApi, LmModel, LmOptions } from '../../../src/host/lm/lmApi.ts';

export class TextPart {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
export class ToolCallPart {
  readonly callId: string;
  readonly name: string;
  readonly input: object;
  constructor(callId: string, name: string, input: object) {
    this.callId = callId;
    this.name = name;
    this.input = input;
  }
}
class ToolResultPart {
  callId: string;
  content: unknown[];
  constructor(callId: string, content: unknown[]) {
    this.callId = callId;
    this.content = content;
  }
}
export class DataPart {
  data: Uint8Array;
  mimeType: string;
  constructor(data: Uint8Array, mimeType: string) {
    this.data = data;
    this.mimeType = mimeType;
  }
  static image(data: Uint8Array, mimeType: string): DataPart {
    return new DataPart(data, mimeType);
  }
}
export class ThinkingPart {
  readonly value: string | readonly string[];
  constructor(value: string | readonly string[]) {
    this.value = value;
  }
}
/** As the editor throws it. */
export class LmErrorLike extends Error {
  override readonly name = 'LanguageModelError';
  readonly code: string;
  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

type Token = { isCancelled: boolean };
export type Asked = {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: readonly object[] }[];
  readonly options: LmOptions;
  readonly token: Token;
};
export type Answer = (asked: Asked) => AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>;

export type FakeLm = LmApi & {
  readonly asked: Asked[];
  readonly counted: string[];
  readonly tokens: Token[];
  /** Adds a model; the last one added under a name counts. */
  offer(vendor: string, id: string, answer?: Answer, more?: Partial<LmModel>): void;
  withdraw(vendor: string): void;
};

export function fakeLm(): FakeLm {
  const models: LmModel[] = [];
  const asked: Asked[] = [];
  const counted: string[] = [];
  const tokens: Token[] = [];
  return {
    asked,
    counted,
    tokens,
    offer(vendor, id, answer = says('Hello.'), more = {}) {
      models.push({
        id,
        vendor,
        name: id.toUpperCase(),
        family: 'f',
        maxInputTokens: 1000,
        async sendRequest(messages, options, token) {
          const own = { model: `${vendor}/${id}`, messages, options, token: token as Token };
          asked.push(own);
          return { stream: await answer(own) };
        },
        countTokens(text) {
          counted.push(text);
          return Promise.resolve(text.length);
        },
        ...more,
      });
    },
    withdraw(vendor) {
      for (let at = models.length - 1; at >= 0; at -= 1) {
        if (models[at]?.vendor === vendor) models.splice(at, 1);
      }
    },
    lm: {
      selectChatModels: ({ vendor, id } = {}) =>
        Promise.resolve(
          models.filter(
            (model) =>
              (vendor === undefined || model.vendor === vendor) &&
              (id === undefined || model.id === id),
          ),
        ),
    },
    LanguageModelTextPart: TextPart,
    LanguageModelToolCallPart: ToolCallPart,
    LanguageModelToolResultPart: ToolResultPart,
    LanguageModelDataPart: DataPart,
    LanguageModelThinkingPart: ThinkingPart,
    LanguageModelChatMessage: {
      User: (content) => ({ role: 'user', content }),
      Assistant: (content) => ({ role: 'assistant', content }),
    },
    LanguageModelChatToolMode: { Auto: 1, Required: 2 },
    CancellationTokenSource: class {
      readonly token: Token = { isCancelled: false };
      constructor() {
        tokens.push(this.token);
      }
      cancel(): void {
        this.token.isCancelled = true;
      }
      dispose(): void {}
    },
  };
}

/** Parts that come at once, then the end. */
export function says(...parts: readonly unknown[]): Answer {
  return () => stream(parts);
}

async function* stream(parts: readonly unknown[]): AsyncGenerator {
  await Promise.resolve();
  for (const part of parts) yield typeof part === 'string' ? new TextPart(part) : part;
}

/** Parts, then an error. */
export function breaks(error: unknown, ...parts: readonly unknown[]): Answer {
  return async function* answer() {
    yield* stream(parts);
    throw error;
  };
}

/** Parts, then nothing for ever. `onReturn`: the stream was let go. */
export function hangs(onReturn: () => void, ...parts: readonly unknown[]): Answer {
  return () => {
    const source = stream(parts);
    return {
      [Symbol.asyncIterator]: () => ({
        async next() {
          const read = await source.next();
          return read.done === true ? new Promise<never>(() => {}) : read;
        },
        return() {
          onReturn();
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
  };
}
