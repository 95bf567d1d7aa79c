/*
 * How high each turn of the list is: as it was measured last, else guessed from how much it says.
 * Measured heights outlive the element they were measured on, since that comes and goes with
 * scrolling. Promise: one number for every turn, always; what stayed is not looked at again.
 * It knows nothing of the page.
 */
import type { TurnView } from '../../protocol/index.ts';
import type { Heights } from './listRange.ts';

export class HeightBook implements Heights {
  private turns: readonly TurnView[] = [];
  private heights: number[] = [];
  private readonly measured = new Map<string, number>();
  private widthPx = 0;

  get count(): number {
    return this.turns.length;
  }

  at(index: number): number {
    return this.heights[index] ?? 0;
  }

  /** The turns as they are now; most are those of before, some places up or down. */
  sync(turns: readonly TurnView[]): void {
    const { turns: before, heights: old } = this;
    if (turns === before) return;
    const shift = turns.length - before.length;
    const heights = turns.map((turn, index) => {
      const was = before[index] === turn ? index : index - shift;
      const height = before[was] === turn ? old[was] : undefined;
      return height ?? this.measured.get(turn.turnId) ?? guessedHeight(turn, this.widthPx);
    });
    this.turns = turns;
    this.heights = heights;
    if (this.measured.size > 2 * turns.length + 64) this.prune();
  }

  learn(index: number, heightPx: number): void {
    const turn = this.turns[index];
    if (turn === undefined || this.heights[index] === heightPx) return;
    this.heights[index] = heightPx;
    this.measured.set(turn.turnId, heightPx);
  }

  /** In another width everything has another height. */
  setWidth(widthPx: number): void {
    if (widthPx === this.widthPx) return;
    this.widthPx = widthPx;
    this.measured.clear();
    this.heights = this.turns.map((turn) => guessedHeight(turn, widthPx));
  }

  private prune(): void {
    const here = new Set(this.turns.map(({ turnId }) => turnId));
    for (const turnId of this.measured.keys()) {
      if (!here.has(turnId)) this.measured.delete(turnId);
    }
  }
}

/** What stands in a turn besides its words: paddings, bubble, name, footer. */
const AROUND_PX = 130;
const LINE_PX = 20;
/** An average letter of the editor's 13 px font. */
const LETTER_PX = 6.6;
/** Before the first layout: the panel's usual width. */
const USUAL_PX = 380;

function guessedHeight({ question, answers }: TurnView, widthPx: number): number {
  const perLine = Math.max(8, (widthPx > 0 ? widthPx : USUAL_PX) / LETTER_PX);
  let letters = question.length;
  for (const { blocks } of answers) {
    for (const block of blocks) letters += block.type === 'text' ? block.text.length : 0;
  }
  return AROUND_PX + Math.ceil(letters / perLine) * LINE_PX;
}
