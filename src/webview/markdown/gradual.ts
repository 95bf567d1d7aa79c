/*
 * Work in small steps, for a part of each frame, so that the page stays alive meanwhile.
 * States: idle, working, paused (it goes on with `resume`). Nothing is worked on in a page that is
 * not shown.
 */

/** Of the 16 ms of a frame, with room for its layout. */
const SHARE_MS = 6;

export class Gradual {
  /** Resolves when there is nothing left to do, or it was stopped. */
  done: Promise<void> = Promise.resolve();
  private step: (() => boolean) | undefined;
  private frame: number | undefined;
  private finish: () => void = () => undefined;

  /** `step` says whether more is to be done. */
  start(step: () => boolean): void {
    this.stop();
    this.step = step;
    this.done = new Promise((resolve) => {
      this.finish = resolve;
    });
    this.resume();
  }

  resume(): void {
    if (this.step !== undefined) this.frame ??= requestAnimationFrame(this.work);
  }

  pause(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  stop(): void {
    this.pause();
    this.step = undefined;
    this.finish();
  }

  private readonly work = (): void => {
    this.frame = undefined;
    const untilMs = performance.now() + SHARE_MS;
    while (this.step?.() === true) if (performance.now() > untilMs) return this.resume();
    this.stop();
  };
}
