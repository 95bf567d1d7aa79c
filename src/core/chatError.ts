/*
 * The one error of the world outside: everything that can go wrong on the way to an answer.
 * `kind` is a row of the disposition table; nothing else decides what happens next (law 6).
 * Messages say what happened and to which target; they never carry a key or a prompt.
 * Bugs are not ChatErrors: those are assertions.
 */
import type { ModelId, ProviderId } from './ids.ts';
import type { RateLimits } from './rateLimits.ts';
import { dispositionOf } from './disposition.ts';
import type { ErrorKind } from './disposition.ts';
import type { PassedOver } from './skip.ts';
import type { RequestPart } from './requestPart.ts';
import type { BudgetFacts } from './spend.ts';
import type { TimeLimit } from './timeLimit.ts';

export type ErrorScope = 'request' | 'target' | 'account' | 'family';
export type NetCause = 'dns' | 'unreachable' | 'connect-timeout' | 'refused' | 'reset';

/** A target that is left alone for a while, and when it is tried again. */
export type MayReturn = {
  readonly target: { readonly providerId: ProviderId; readonly modelId: ModelId };
  readonly afterMs: number;
};

export type ChatErrorFields = {
  readonly kind: ErrorKind;
  /** What happened, in one sentence, without a trailing remedy. */
  readonly message: string;
  /** `remote`: the provider or the network said so. `local`: our own rule. Default `remote`. */
  readonly origin?: 'remote' | 'local';
  /** What the failure speaks of. Default from the disposition table. */
  readonly scope?: ErrorScope;
  /** The server's own delay, milliseconds from the moment the answer arrived. */
  readonly retryAfterMs?: number;
  /** HTTP status; for an error inside a 200 the status that the body speaks of. */
  readonly status?: number;
  readonly net?: NetCause;
  readonly vendorCode?: string;
  readonly vendorMessage?: string;
  readonly vendorRequestId?: string;
  readonly limits?: RateLimits;
  readonly target?: { readonly providerId: ProviderId; readonly modelId: ModelId };
  /** For `exhausted`: what each target said, in the order they were tried. */
  readonly causes?: readonly ChatError[];
  /** For `exhausted` without a cause: who was not asked, and why. */
  readonly passedOver?: readonly PassedOver[];
  /** For `exhausted`: whose pause of ours ends first, and in how long. */
  readonly mayReturn?: MayReturn;
  /** For `budget`: which limit, and what it would have taken. */
  readonly budget?: BudgetFacts;
  /** For `silent`, `stall`, `slow-drip`, `deadline`: how long was waited. */
  readonly waitedMs?: number;
  /** Of those kinds: the limit that was passed. */
  readonly limit?: TimeLimit;
  /** For `unsupported`: what was refused, where the vendor names it. */
  readonly refused?: RequestPart;
  readonly cause?: unknown;
};

export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly kind: ErrorKind;
  readonly origin: 'remote' | 'local';
  readonly scope: ErrorScope;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly net: NetCause | undefined;
  readonly vendorCode: string | undefined;
  readonly vendorMessage: string | undefined;
  readonly vendorRequestId: string | undefined;
  readonly limits: RateLimits | undefined;
  readonly target: ChatErrorFields['target'];
  readonly causes: readonly ChatError[];
  readonly passedOver: readonly PassedOver[] | undefined;
  readonly mayReturn: MayReturn | undefined;
  readonly budget: BudgetFacts | undefined;
  readonly waitedMs: number | undefined;
  readonly limit: TimeLimit | undefined;
  readonly refused: RequestPart | undefined;

  constructor(fields: ChatErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.kind = fields.kind;
    this.origin = fields.origin ?? 'remote';
    this.scope = fields.scope ?? dispositionOf(fields.kind).scope;
    this.retryAfterMs = fields.retryAfterMs;
    this.status = fields.status;
    this.net = fields.net;
    this.vendorCode = fields.vendorCode;
    this.vendorMessage = fields.vendorMessage;
    this.vendorRequestId = fields.vendorRequestId;
    this.limits = fields.limits;
    this.target = fields.target;
    this.causes = fields.causes ?? [];
    this.passedOver = fields.passedOver;
    this.mayReturn = fields.mayReturn;
    this.budget = fields.budget;
    this.waitedMs = fields.waitedMs;
    this.limit = fields.limit;
    this.refused = fields.refused;
  }
}

/** The same error with its target, where it had none yet: the network knows only hosts. */
export function withTarget(
  error: ChatError,
  target: NonNullable<ChatErrorFields['target']>,
): ChatError {
  if (error.target !== undefined) return error;
  const { message, cause } = error;
  const fields = Object.assign({}, error, { message, cause, target });
  return new ChatError(fields as ChatErrorFields);
}

/** The server said no: by its status, or by one that its body speaks of. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ChatError && error.status !== undefined;
}
