/*
 * What is asked: messages made of parts, tools, and the request that freezes them.
 * One neutral form for all wire formats; adapters translate, nothing above them knows a vendor.
 * Opaque data (signatures, encrypted reasoning) is echoed only to the wire and model it came from.
 */
import type { ModelId, ProviderId } from './ids.ts';

/** The families of bytes that adapters speak. */
export type WireFormat =
  | 'openai.chat'
  | 'openai.responses'
  | 'anthropic.messages'
  | 'gemini.generateContent'
  | 'ollama.chat'
  | 'vscode.lm'
  | 'simulated';

/** Vendor data that must go back untouched, and only to where it came from. */
export type Opaque = {
  readonly wire: WireFormat;
  readonly modelId: ModelId;
  /** The entry it came from, where known: what is sealed for one account opens in no other. */
  readonly providerId?: ProviderId;
  readonly data: unknown;
};

type WithOpaque = { readonly opaque?: Opaque };

export type Text = WithOpaque & { readonly type: 'text'; readonly text: string };
/** `dataBase64` is bare base64, without a `data:` prefix. */
export type Image = WithOpaque & {
  readonly type: 'image';
  readonly mediaType: string;
  readonly dataBase64: string;
  readonly name?: string;
};
/** A text file that the person attached; adapters inline it as fenced text. */
export type File = WithOpaque & {
  readonly type: 'file';
  readonly name: string;
  readonly languageId?: string;
  readonly text: string;
};
/** `id` is ours; each adapter maps it. `argumentsJson` is the complete JSON text. */
export type ToolCall = WithOpaque & {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  readonly argumentsJson: string;
};
export type ToolResult = WithOpaque & {
  readonly type: 'tool-result';
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly isError: boolean;
};
export type Reasoning = WithOpaque & { readonly type: 'reasoning'; readonly text: string };

export type Part = Text | Image | File | ToolCall | ToolResult | Reasoning;

export type Message = {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly parts: readonly Part[];
};

/** `parametersSchema` is a JSON Schema object. */
export type ToolDeclaration = {
  readonly name: string;
  readonly description: string;
  readonly parametersSchema: Readonly<Record<string, unknown>>;
};

export type ReasoningEffort = 'off' | 'low' | 'medium' | 'high';

/**
 * One question, frozen before anything is sent. A field that the person did not set is absent, and
 * absent fields are not sent: no sampling parameters by default.
 */
export type ChatRequest = {
  readonly messages: readonly Message[];
  /**
   * A random name of the conversation (1 to 64 characters), the same in all of its requests and
   * made of nothing else: lets a vendor find the beginning that it has cached.
   */
  readonly cacheKey?: string;
  readonly tools?: readonly ToolDeclaration[];
  readonly toolChoice?: 'auto' | 'none' | 'required' | { readonly name: string };
  /** Upper bound of generated tokens, reasoning included where the wire counts it so. */
  readonly outputTokensMax?: number;
  readonly reasoning?: ReasoningEffort;
  readonly stop?: readonly string[];
  readonly temperature?: number;
  readonly topP?: number;
};
