/*
 * The only thing engine and adapters know of each other.
 * `stream` yields `StreamEvent`s and ends with one `finish` or one `ChatError`; on abort it throws
 * `ChatError` `aborted` (or the `ChatError` given as the abort reason) within a tick and tears the
 * connection down. `reach` and `warm` are free: they carry no word of a question.
 */
import type { TargetCall } from './call.ts';
import type { ModelPrice } from './catalog.ts';
import type { FamilyId, ModelId, ProviderId, UpstreamId } from './ids.ts';
import type { StreamEvent } from './streamEvent.ts';

/** A model as its vendor lists it; what the list does not say is absent. */
export type ModelInfo = {
  readonly id: ModelId;
  readonly name?: string;
  readonly contextTokensMax?: number;
  readonly outputTokensMax?: number;
  readonly vision?: boolean;
  readonly tools?: boolean;
  readonly reasoning?: boolean;
  readonly price?: ModelPrice;
};

export interface Provider {
  readonly id: ProviderId;
  readonly family: FamilyId;
  /** True when bytes never leave this computer. */
  readonly isLocal: boolean;
  /** Asked for a person's question and for nothing else: never probed, hedged, raced or warmed. */
  readonly onlyWhenAsked?: true;
  upstream(modelId: ModelId): UpstreamId;
  /** For local models: whether a first token can come without loading first. */
  isLoaded(modelId: ModelId): boolean | 'unknown';
  stream(call: TargetCall, signal: AbortSignal): AsyncIterable<StreamEvent>;
  /** Throws `ChatError`. */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** Keyless connection or model list. Throws `ChatError` when it cannot be reached. */
  reach(signal: AbortSignal): Promise<void>;
  /** Preload a model or open a connection. Throws `ChatError`. */
  warm(modelId: ModelId, signal: AbortSignal): Promise<void>;
}
