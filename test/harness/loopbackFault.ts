// The ways in which a loopback provider can behave, as plain data; loopbackProvider.ts acts them out.
// Each names what the client sees, so that a test reads like the outage it plays.

export type Fault =
  /** Answers with the recording, whole. */
  | { readonly kind: 'ok' }
  /** Answers with this status, body and headers, e.g. 429 with `retry-after`. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Nobody listens on the port: connection refused. */
  | { readonly kind: 'refuse' }
  /** Resets the connection (RST) before any header. */
  | { readonly kind: 'reset' }
  /** Takes the request and never says anything. */
  | { readonly kind: 'silent-before-headers' }
  /** Sends headers of a stream and then nothing. */
  | { readonly kind: 'silent-after-headers' }
  /** Sends headers and then only SSE comments: alive, but no progress. */
  | { readonly kind: 'comments-only'; readonly everyMs?: number }
  /** Goes silent after this many bytes of the recording, connection open. */
  | { readonly kind: 'stall-after'; readonly bytes: number }
  /** Destroys the connection after this many bytes. */
  | { readonly kind: 'cut-after'; readonly bytes: number }
  /** Ends the body cleanly after this many bytes: truncated without any error. */
  | { readonly kind: 'end-after'; readonly bytes: number };

export type FaultKind = Fault['kind'];

/** Faults that need no further field may be given by name. */
export type FaultName = Exclude<FaultKind, 'status' | 'stall-after' | 'cut-after' | 'end-after'>;

export function asFault(fault: Fault | FaultName): Fault {
  return typeof fault === 'string' ? { kind: fault } : fault;
}

/** How many bytes of the recording leave before the fault shows. */
export function bytesBeforeFault(fault: Fault): number {
  return 'bytes' in fault ? fault.bytes : Number.POSITIVE_INFINITY;
}

/** Faults of a stream leave the model list alone: it is one short answer. */
export function hitsModels(fault: Fault): boolean {
  return ['status', 'refuse', 'reset', 'silent-before-headers'].includes(fault.kind);
}
