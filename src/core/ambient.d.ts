/*
 * The little of the platform that the ES-only rooms may name: abort controllers and signals.
 * Everything else (timers, fetch, process, DOM) stays an unknown name there, so the compiler is a wall.
 * `AbortSignal.any` and `AbortSignal.timeout` are left out on purpose: the first leaks with long-lived
 * signals, the second runs on real time. Use `linkAbort`.
 */
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare var AbortController: { new (): AbortController };
