/*
 * The part of the list that is in the page, kept about the reader's place. It measures what stands
 * there, decides what should stand there next, and knows which element is which row.
 * Promise: a turn that is seen stays, whatever is learnt of the heights of others; where the turns
 * change, the place is kept by the turn that was seen. It draws nothing and never scrolls.
 */
import type { TurnView } from '../../protocol/index.ts';
import { HeightBook } from './heightBook.ts';
import { nearest, rangeAround, rangeAtEnd, rowsOf } from './listRange.ts';
import type { Place, Range, Row, Sight } from './listRange.ts';

/** So few are all there: readers of the screen and the browser's own search need no window. */
const ALL_MAX = 12;
/** Ready before it is seen: a turn of the wheel shows no empty space. */
const BEYOND_PX = 400;

export class ListWindow {
  /** As they were drawn last; one element of `inner` each, in order. */
  rows: readonly Row[] = [];
  /** A jump went where nothing was drawn. */
  isBlank = false;
  private turns: readonly TurnView[] = [];
  private range: Range = { first: 0, end: 0 };
  private readonly book = new HeightBook();
  private log: HTMLElement | undefined;
  private inner: HTMLElement | undefined;

  watch(log: HTMLElement, inner: HTMLElement): void {
    this.log = log;
    this.inner = inner;
  }

  /** Before the page learns of these turns; `isFollowing` keeps to the end. */
  sync(turns: readonly TurnView[], isFollowing: boolean): void {
    const place = isFollowing ? undefined : this.place();
    const turnId = place === undefined ? undefined : this.turns[place.index]?.turnId;
    this.turns = turns;
    this.book.sync(turns);
    const index = turns.findIndex((turn) => turn.turnId === turnId);
    this.range = this.rangeAt(place === undefined || index < 0 ? undefined : { ...place, index });
  }

  /** Looks at the page. True: other rows are wanted now. */
  look(isFollowing: boolean): boolean {
    const { log } = this;
    // A hidden page has no sizes.
    if (log === undefined || log.clientHeight === 0) return false;
    this.book.setWidth(log.clientWidth);
    const place = this.place();
    this.isBlank = place !== undefined && !this.isSeen(place, log.clientHeight);
    return this.change(this.rangeAt(isFollowing ? undefined : place));
  }

  /** Puts a turn into the middle of what is drawn next; scrolling there is the caller's part. */
  show(index: number): boolean {
    return this.change(this.rangeAt({ index, topPx: this.sight().seenPx / 2 }));
  }

  /** To be drawn now. */
  nextRows(pinned: Iterable<number>): readonly Row[] {
    this.rows = rowsOf(this.book, this.range, pinned);
    return this.rows;
  }

  /** What is in the page, with its elements. */
  drawn(): readonly (readonly [HTMLElement, Row])[] {
    const { rows } = this;
    return [...(this.inner?.children ?? [])].flatMap((element, at) => {
      const row = rows[at];
      return row !== undefined && element instanceof HTMLElement ? [[element, row] as const] : [];
    });
  }

  private change(range: Range): boolean {
    const { first, end } = this.range;
    this.range = range;
    return range.first !== first || range.end !== end;
  }

  /** The turn that is seen, or is next to what is seen, and where it stands. */
  private place(): Place | undefined {
    const { log } = this;
    if (log === undefined || log.clientHeight === 0) return undefined;
    const topPx = log.getBoundingClientRect().top;
    const places: Place[] = [];
    for (const [element, row] of this.drawn()) {
      if (row.type === 'space') continue;
      const box = element.getBoundingClientRect();
      this.book.learn(row.index, box.height);
      places.push({ index: row.index, topPx: box.top - topPx });
    }
    return nearest(places, this.book, log.clientHeight);
  }

  private isSeen({ index, topPx }: Place, seenPx: number): boolean {
    return topPx < seenPx && topPx + this.book.at(index) > 0;
  }

  private rangeAt(place: Place | undefined): Range {
    const { count } = this.book;
    if (count <= ALL_MAX) return { first: 0, end: count };
    const sight = this.sight();
    return place === undefined
      ? rangeAtEnd(this.book, sight)
      : rangeAround(this.book, place, sight);
  }

  private sight(): Sight {
    const seenPx = this.log?.clientHeight ?? globalThis.innerHeight;
    return { seenPx, beyondPx: BEYOND_PX };
  }
}
