/*
 * A child abort controller that follows its parent, with a disposer (law 4).
 * Aborting the parent aborts the child with the same reason; the child never aborts the parent.
 * Dispose when the work is over: no listener stays on a long-lived parent.
 */
export type LinkedAbort = {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Detach from the parent. Idempotent. Does not abort. */
  dispose(): void;
};

export function linkAbort(parent: AbortSignal): LinkedAbort {
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    dispose: () => parent.removeEventListener('abort', follow),
  };
}
