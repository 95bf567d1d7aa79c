/*
 * Bytes in and out as a port. The host's transport adds the key, refuses redirects, and is the only
 * code that knows either (law 8). A request names the provider whose key is wanted, never the key.
 * Failures before headers throw `ChatError` (`connect`, `tls`, `proxy`, `protocol` for a redirect,
 * `aborted`); a failure while the body is read throws `ChatError` `cut`. Status codes are no
 * failures here: the adapter reads them.
 */
import type { ProviderId } from './ids.ts';

/** How the key travels. The value itself is put in by the transport. */
export type KeyPlacement =
  | {
      readonly in: 'header';
      readonly name: string;
      readonly prefix?: string;
      /** Sent without one where none is stored; default: that is `auth`, decided here. */
      readonly isOptional?: boolean;
    }
  | { readonly in: 'none' };

export type TransportRequest = {
  readonly providerId: ProviderId;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: KeyPlacement;
  readonly body?: string;
  /** Longest silence before headers that must not be cut by the transport itself; Infinity = none. */
  readonly firstByteMaxMs: number;
  /** Longest silence between bytes that must not be cut by the transport itself; Infinity = none. */
  readonly idleMaxMs: number;
};

export type TransportResponse = {
  readonly status: number;
  /** Lower-case names. Repeated headers are joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** Chunks as they arrive. Leaving the loop early tears the connection down. */
  readonly body: AsyncIterable<Uint8Array>;
};

export interface Transport {
  /** On abort: rejects (or the body throws) within a tick, connection torn down. */
  send(request: TransportRequest, signal: AbortSignal): Promise<TransportResponse>;
}
