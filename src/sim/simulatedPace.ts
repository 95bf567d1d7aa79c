/*
 * How a simulated answer is spoken: text cut into small chunks of whole words, and the waits
 * between them on the given clock.
 * Promise: the chunks joined are the text, and a wait ends when its time is over, a fault is
 * switched, or the signal fires, whichever is first; it then leaves no timer and no listener.
 */
import { ChatError } from '../core/index.ts';
import type { Clock, Random } from '../core/index.ts';
import type { FaultBoard } from './simulatedFaults.ts';

export type Stage = {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultBoard;
  readonly signal: AbortSignal;
};

/** Evenly between the two. */
export function draw(random: Random, [from, to]: readonly [number, number]): number {
  return from + random.next() * (to - from);
}

/** Chunks of one to three words, each with the space before it, in order. */
export function chunksOf(text: string, random: Random): readonly string[] {
  const words = text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
  const chunks: string[] = [];
  for (let at = 0; at < words.length;) {
    const size = 1 + Math.floor(random.next() * 3);
    chunks.push(words.slice(at, at + size).join(''));
    at += size;
  }
  return chunks;
}

export function wordsIn(chunk: string): number {
  return chunk.match(/\S+/g)?.length ?? 0;
}

/** Resolves after `delayMs` or at the next switched fault; throws the abort error when stopped. */
export function pauseFor(stage: Stage, delayMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      timer.dispose();
      change.dispose();
      stage.signal.removeEventListener('abort', stop);
    };
    const go = (): void => {
      end();
      resolve();
    };
    const stop = (): void => {
      end();
      reject(abortErrorOf(stage.signal));
    };
    const timer = stage.clock.after(Math.max(0, delayMs), go);
    const change = stage.faults.onChange(go);
    if (stage.signal.aborted) stop();
    else stage.signal.addEventListener('abort', stop, { once: true });
  });
}

/** The ChatError that was given as the reason, else a plain `aborted`. */
export function abortErrorOf(signal: AbortSignal): ChatError {
  if (signal.reason instanceof ChatError) return signal.reason;
  return new ChatError({
    kind: 'aborted',
    origin: 'local',
    scope: 'request',
    message: 'The request was stopped.',
  });
}
