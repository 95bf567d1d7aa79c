/*
 * What a wire format is to the rest of the room: how a question is written, how an answer is read,
 * where the models are listed. One `WireCodec` per format, chosen by the preset in `wires.ts`; the
 * bytes themselves are cut and joined in `body/`, the same for all.
 */
import type { ChatRequest, ModelId, ModelInfo, WireFormat } from '../core/index.ts';
import type { Sink } from './body/decoding.ts';
import type { AnswerPlace } from './errors/errorOf.ts';
import type { JsonObject } from './json.ts';
import type { LoadedModel } from './loadedModels.ts';
import type { ModelPage } from './models.ts';
import type { PresetOn } from './presets/preset.ts';

/** The formats that travel through the `Transport`. */
export type Wire = Exclude<WireFormat, 'vscode.lm' | 'simulated'>;

/** Where an answer to a question came from. */
export type CallPlace = AnswerPlace & { readonly modelId: string; readonly attemptId: string };

/** Query parameters that stand after the path. */
export type Query = { readonly [name: string]: string };

export type EncodedQuestion = {
  /** Under the base address. */
  readonly path: string;
  readonly query?: Query;
  readonly body: string;
};

/** Folds the values of one answer into stream events; ends the sink in a finish or an error. */
export type AnswerFold = {
  /** One parsed event of a stream; `name` where the wire names its events. */
  chunk(value: JsonObject, name?: string): void;
  /** An event that is named `error`: its data, parsed or not. */
  errorEvent(value: unknown): void;
  /** A whole JSON answer, or an error in its place; false where it is neither. */
  whole(value: unknown): boolean;
  /** The end as some wires mark it (`[DONE]`). */
  done(): void;
  /** The bytes ended without that mark. */
  end(how: 'eof' | 'lost'): void;
};

export type ModelListing = {
  readonly path: string;
  readonly query?: Query;
  /** The query parameter that asks for the next page. */
  readonly cursor: string;
  /** `undefined` where the text is no list of models. */
  readonly readPage: (text: string) => ModelPage | undefined;
  /** Where the list names models and says no more: what is asked for each of them. */
  readonly details?: {
    readonly encode: (modelId: ModelId) => EncodedQuestion;
    readonly read: (text: string, info: ModelInfo) => ModelInfo;
  };
};

/** For servers that let the client choose a window, and cut what does not fit in silence. */
export type WindowRule = {
  /** What such a server opens where nobody chose. */
  readonly usualTokens: number;
  /** The largest window that is asked for without the person's word. */
  readonly unaskedTokensMax: number;
};

export type ModelLoading = {
  /** Where the server says which models are loaded. */
  readonly path: string;
  /** `undefined` where the text says nothing about it. */
  readLoaded(text: string): readonly LoadedModel[] | undefined;
  /** A question without words that only loads a model. */
  encodeLoad(modelId: ModelId): EncodedQuestion;
  /** Two names of one model have the same form here. */
  plainName(modelId: ModelId): string;
  /** How long a loaded model surely stays so after it was seen or used. */
  readonly staysMs: number;
};

export type WireCodec<W extends Wire = Wire> = {
  /**
   * How a streamed answer is cut. `sse` also takes a whole JSON answer in its place; for `ndjson`
   * that is a stream of one line.
   */
  readonly framing: 'sse' | 'ndjson';
  /** Sent with every question of this wire, the list of models too. */
  headers(preset: PresetOn<W>): Readonly<Record<string, string>>;
  /** `windowTokens`: the window to open, on wires that have a `window` rule. */
  encode(
    request: ChatRequest,
    modelId: ModelId,
    preset: PresetOn<W>,
    windowTokens?: number,
  ): EncodedQuestion;
  createFold(place: CallPlace, sink: Sink): AnswerFold;
  readonly models: ModelListing;
  /** Only where a server loads a model when it is first asked. */
  readonly loading?: ModelLoading;
  readonly window?: WindowRule;
};
