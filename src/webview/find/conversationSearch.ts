/*
 * Looks for words in all turns of a conversation, a few milliseconds at a time, so that typing goes
 * on meanwhile. Turns in the page are read there, others from their text; what was read is kept
 * while the turn stays as it is. States: idle, looking; a new look ends the one before.
 */
import type { TurnView } from '../../protocol/index.ts';
import type { Words } from '../words.ts';
import { drawnText, sourcesOf } from './drawnText.ts';
import type { Found } from './findCounts.ts';
import { findMatches, MATCHES_MAX } from './findMatches.ts';
import { findRanges } from './findRanges.ts';
import { mayHold, type MayHold } from './mayHold.ts';

/** Half a frame: the other half is for the page. */
const SLICE_MS = 8;

export type Searched = {
  readonly turns: readonly TurnView[];
  /** What of it is in the page. */
  readonly drawn: ReadonlyMap<string, Element>;
  readonly wanted: string;
  readonly words: Words;
};

export class ConversationSearch {
  private readonly texts = new WeakMap<TurnView, readonly string[]>();
  private counts = new WeakMap<TurnView, number>();
  private counted = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `told` hears what was found so far, in order, after each slice; and whether that is all. */
  look(searched: Searched, told: (found: readonly Found[], isAll: boolean) => void): void {
    this.stop();
    const counting = this.counting(searched);
    const found: Found[] = [];
    const slice = (): void => {
      const untilMs = performance.now() + SLICE_MS;
      for (;;) {
        const next = counting.next();
        if (next.done === true) return told([...found], true);
        if (next.value !== undefined && next.value.count > 0) found.push(next.value);
        if (performance.now() > untilMs) break;
      }
      this.timer = setTimeout(slice);
      told([...found], false);
    };
    slice();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Yields each turn's count, and nothing where it only takes a breath. */
  private *counting({ turns, drawn, wanted, words }: Searched): Generator<Found | undefined, void> {
    if (wanted === '') return;
    if (wanted !== this.counted) this.counts = new WeakMap();
    this.counted = wanted;
    const holds = mayHold(wanted);
    let rest = MATCHES_MAX;
    for (const turn of turns) {
      const element = drawn.get(turn.turnId);
      const all =
        element === undefined
          ? yield* this.countOf(turn, holds, { wanted, words })
          : findRanges(element, wanted).length;
      const count = Math.min(rest, all);
      rest -= count;
      yield { turnId: turn.turnId, count };
      if (rest <= 0) return;
    }
  }

  private *countOf(
    turn: TurnView,
    holds: MayHold,
    { wanted, words }: Pick<Searched, 'wanted' | 'words'>,
  ): Generator<undefined, number> {
    const known = this.counts.get(turn);
    if (known !== undefined) return known;
    let count = 0;
    if (holds === undefined || sourcesOf(turn).some(holds)) {
      let texts = this.texts.get(turn);
      if (texts === undefined) {
        const fresh: string[] = [];
        for (const text of drawnText(turn, words)) {
          fresh.push(text);
          yield;
        }
        this.texts.set(turn, (texts = fresh));
      }
      for (const text of texts) count += findMatches(text, wanted).length;
    }
    this.counts.set(turn, count);
    return count;
  }
}
