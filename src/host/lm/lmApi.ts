/*
 * The part of the editor's API through which models of other extensions are asked. `vscode` itself
 * fits; tests pass a stand-in. Types only: the composition must run without the editor.
 * Nothing proposed is needed: what only newer editors have is optional here.
 */
import type { ModelInfo, StreamEvent, Target, TargetCall } from '../../core/index.ts';

export type LmText = { readonly value: string };
export type LmToolCall = { readonly callId: string; readonly name: string; readonly input: object };
type LmToolResult = { callId: string; content: unknown[] };
type LmData = { mimeType: string; data: Uint8Array };
export type LmUserPart = LmText | LmToolResult | LmData;
export type LmAssistantPart = LmText | LmToolCall;

type LmTool = {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: object;
};
export type LmOptions = {
  /** Shown in the editor's own question whether Steadfast may use the model. */
  readonly justification: string;
  tools?: LmTool[];
  readonly toolMode?: number;
};

export interface LmModel {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly family: string;
  readonly maxInputTokens: number;
  sendRequest(
    messages: never[],
    options: LmOptions,
    token: unknown,
  ): PromiseLike<{ readonly stream: AsyncIterable<unknown> }>;
  countTokens(text: string, token?: unknown): PromiseLike<number>;
}

export interface LmApi {
  readonly lm: {
    selectChatModels(selector?: { vendor?: string; id?: string }): PromiseLike<readonly LmModel[]>;
  };
  readonly LanguageModelTextPart: new (value: string) => LmText;
  readonly LanguageModelToolCallPart: new (
    callId: string,
    name: string,
    input: object,
  ) => LmToolCall;
  readonly LanguageModelToolResultPart: new (callId: string, content: LmText[]) => LmToolResult;
  readonly LanguageModelDataPart: { image(data: Uint8Array, mime: string): LmData };
  readonly LanguageModelChatMessage: {
    User(content: LmUserPart[]): object;
    Assistant(content: LmAssistantPart[]): object;
  };
  readonly LanguageModelChatToolMode: { readonly Auto: number; readonly Required: number };
  readonly CancellationTokenSource: new () => {
    readonly token: unknown;
    cancel(): void;
    dispose(): void;
  };
  /** Not part of the stable API; recognised where the editor has it, never made. */
  readonly LanguageModelThinkingPart?: abstract new (...args: never[]) => object;
}

/** How models are asked, as `lmAsking.ts` does it. */
export type LmAsking = {
  readonly askLm: (
    deps: LmDeps,
    call: TargetCall,
    signal: AbortSignal,
  ) => AsyncIterable<StreamEvent>;
  readonly listLm: (
    deps: LmDeps,
    target: Target,
    signal: AbortSignal,
  ) => Promise<readonly ModelInfo[]>;
};

/** What the composition is given where there is an editor. */
export type LmAccess = {
  readonly api: LmApi;
  /** Why models are asked, in the person's language. */
  readonly justification: string;
  /** Loads `lmAsking.ts`, when a model is first asked: most people never do. */
  readonly load: () => Promise<LmAsking>;
};

export type LmDeps = {
  readonly access: LmAccess;
  /** Vendors that took a question in this window, so the person agreed; shared by all entries. */
  readonly answered: Set<string>;
};
