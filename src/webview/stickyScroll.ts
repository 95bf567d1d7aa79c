/*
 * Keeps a log at its end while it grows, unless the reader scrolled up.
 * States: following, away. Scrolling up leaves; reaching the end, or `follow`, comes back.
 * Only scrolling counts, the reader's own or `bring`: growth never moves the position upwards.
 */
const NEAR_END_PX = 24;

export type StickyEvents = {
  onAway(isAway: boolean): void;
  /** The log was scrolled; told before the next frame is drawn. */
  onScroll(): void;
  /** The log, or what is in it, has another size. */
  onGrown(): void;
};

export class StickyScroll {
  isFollowing = true;
  private readonly events: StickyEvents;
  private log: HTMLElement | undefined;
  private observer: ResizeObserver | undefined;
  private lastTop = 0;

  constructor(events: StickyEvents) {
    this.events = events;
  }

  watch(log: HTMLElement, inner: HTMLElement): void {
    this.log = log;
    log.addEventListener('scroll', this.scrolled, { passive: true });
    this.observer = new ResizeObserver(() => {
      this.settle();
      this.events.onGrown();
    });
    this.observer.observe(inner);
    this.observer.observe(log);
  }

  follow(): void {
    this.isFollowing = true;
    this.settle();
    this.events.onAway(false);
  }

  /** Scrolls, if it must, until `element` is seen. */
  bring(element: Element, block: 'center' | 'nearest'): void {
    const { log } = this;
    if (log === undefined) return;
    const before = log.scrollTop;
    element.scrollIntoView({ block, inline: 'nearest' });
    this.lastTop = log.scrollTop;
    if (log.scrollTop === before) return;
    // At once: growth that is noticed before the event would go back to the end.
    this.isFollowing = isNearEnd(log);
    this.events.onAway(!this.isFollowing);
  }

  /**
   * Where a jump met emptiness the browser has nothing to hold on to, and looks for something
   * better only when it is scrolled again.
   */
  hold(): void {
    const { log } = this;
    if (log === undefined) return;
    const { scrollTop } = log;
    log.scrollTop = scrollTop - 1;
    log.scrollTop = scrollTop;
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
    } else this.events.onAway(!isNearEnd(log));
  }

  private readonly scrolled = (): void => {
    const { log } = this;
    if (log === undefined) return;
    const isUp = log.scrollTop < this.lastTop - 1;
    this.lastTop = log.scrollTop;
    if (isNearEnd(log)) this.isFollowing = true;
    else if (isUp) this.isFollowing = false;
    this.events.onAway(!this.isFollowing);
    this.events.onScroll();
  };
}

function isNearEnd(log: HTMLElement): boolean {
  return log.scrollHeight - log.clientHeight - log.scrollTop <= NEAR_END_PX;
}
