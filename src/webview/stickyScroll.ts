/*
 * Keeps a log at its end while it grows, unless the reader scrolled up.
 * States: following, away. Scrolling up leaves; reaching the end, or `follow`, comes back.
 * Only the reader's own scrolling counts: growth never moves the scroll position upwards.
 */
const NEAR_END_PX = 24;

export class StickyScroll {
  private readonly onAway: (isAway: boolean) => void;
  private log: HTMLElement | undefined;
  private observer: ResizeObserver | undefined;
  private isFollowing = true;
  private lastTop = 0;

  constructor(onAway: (isAway: boolean) => void) {
    this.onAway = onAway;
  }

  watch(log: HTMLElement, inner: HTMLElement): void {
    this.log = log;
    log.addEventListener('scroll', this.scrolled, { passive: true });
    this.observer = new ResizeObserver(() => this.settle());
    this.observer.observe(inner);
    this.observer.observe(log);
  }

  follow(): void {
    this.isFollowing = true;
    this.settle();
    this.onAway(false);
  }

  stop(): void {
    this.observer?.disconnect();
    this.log?.removeEventListener('scroll', this.scrolled);
  }

  private settle(): void {
    const { log } = this;
    if (log === undefined) return;
    if (this.isFollowing) {
      log.scrollTop = log.scrollHeight;
      this.lastTop = log.scrollTop;
    } else this.onAway(!isNearEnd(log));
  }

  private readonly scrolled = (): void => {
    const { log } = this;
    if (log === undefined) return;
    const isUp = log.scrollTop < this.lastTop - 1;
    this.lastTop = log.scrollTop;
    if (isNearEnd(log)) this.isFollowing = true;
    else if (isUp) this.isFollowing = false;
    this.onAway(!this.isFollowing);
  };
}

function isNearEnd(log: HTMLElement): boolean {
  return log.scrollHeight - log.clientHeight - log.scrollTop <= NEAR_END_PX;
}
