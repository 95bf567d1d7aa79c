/*
 * When strip, tree and status bar are drawn again: soon after the engine noted something (many
 * notes make one drawing), and at the moment a pause ends, so that "paused until 14:05" never
 * outlives 14:05. Idle costs nothing: no timer runs while nobody is paused.
 */
import type { Clock, Disposable } from '../../core/index.ts';
import type { StripInput } from '../chat/stripView.ts';

const SOON_MS = 100;

export type Refresher = Disposable & {
  readonly soon: () => void;
  readonly now: () => void;
};

export function createRefresher(
  clock: Clock,
  input: () => StripInput,
  draw: () => void,
): Refresher {
  let soon: Disposable | undefined;
  let atEnd: Disposable | undefined;

  const now = (): void => {
    soon?.dispose();
    soon = undefined;
    draw();
    atEnd?.dispose();
    const { chain, asked, engine } = input();
    const ends = [...chain, ...asked]
      .map((entry) => engine.status(entry.target).untilMs)
      .filter((untilMs) => untilMs !== undefined && untilMs > clock.nowMs());
    const next = Math.min(...(ends as number[]));
    atEnd = Number.isFinite(next) ? clock.after(next - clock.nowMs() + 5, now) : undefined;
  };

  return {
    soon: () => {
      soon ??= clock.after(SOON_MS, now);
    },
    now,
    dispose() {
      soon?.dispose();
      atEnd?.dispose();
    },
  };
}
