/*
 * What of a conversation and its attachments goes into a model's window. What is left out goes in
 * this order and is named one by one: the oldest turns first, then the attachments are shortened,
 * the large ones first; the question itself and the instructions are never cut.
 * Estimates decide, so some room is kept for the answer and for being wrong.
 */
import type {
  AttachedRecord,
  ChatRequest,
  ContextPiece,
  TurnContext,
  TurnRecord,
} from '../../core/index.ts';
import { askedRequest } from '../chat/askedRequest.ts';
import type { L10n } from '../l10n.ts';
import { shortened } from './pieces.ts';

export type FitInput = {
  readonly earlier: readonly TurnRecord[];
  readonly asked: TurnContext & Pick<TurnRecord, 'question' | 'conversationId'>;
  /** Tokens that the prompt may have; Infinity where nobody knows. */
  readonly promptMax: number;
  readonly tokens: (request: ChatRequest) => number;
};

export type Fitted = {
  readonly leftOutTurns: number;
  readonly attached: readonly AttachedRecord[];
  readonly sentences: readonly string[];
  readonly tokens: number;
  /** Even without all that can be left out. */
  readonly isOver: boolean;
};

/** Room for the answer: what the model can say, but not more than a quarter of the window. */
export function promptMaxOf(
  windowTokens: number | 'unknown',
  outputMax: number | 'unknown',
): number {
  if (windowTokens === 'unknown') return Number.POSITIVE_INFINITY;
  const answer = Math.min(outputMax === 'unknown' ? 4096 : outputMax, 4096, windowTokens / 4);
  return Math.floor(windowTokens - answer);
}

export function fitted(input: FitInput, l10n: L10n): Fitted {
  const { earlier, asked, promptMax, tokens } = input;
  const attached = asked.attached ?? [];
  const sizeOf = (leftOutTurns: number, parts: readonly AttachedRecord[]): number =>
    tokens(askedRequest(earlier, { ...asked, attached: parts, leftOutTurns }));

  const whole = sizeOf(0, attached);
  if (whole <= promptMax) {
    return { leftOutTurns: 0, attached, sentences: [], tokens: whole, isOver: false };
  }
  // The fewest turns whose leaving is enough.
  let [low, high] = [0, earlier.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sizeOf(middle, attached) <= promptMax) high = middle;
    else low = middle + 1;
  }
  let parts = attached;
  let size = sizeOf(low, parts);
  const bare = sizeOf(low, []);
  // The first cut goes by an average; what is still too much is cut once more, and no further.
  for (let tries = 0; tries < 4 && size > promptMax && parts.length > 0; tries += 1) {
    const share = Math.max(0, (promptMax - bare) / (size - bare));
    parts = cutTo(parts, charsOf(parts) * share * 0.98);
    size = sizeOf(low, parts);
  }
  const marked = attached.map((part) => cutOf(part, parts, l10n));
  const turns = low === 0 ? [] : [turnsLeft(low, l10n)];
  return {
    leftOutTurns: low,
    attached: marked.map(({ part }) => part),
    sentences: [...turns, ...marked.flatMap(({ cuts }) => cuts)],
    tokens: size,
    isOver: size > promptMax,
  };
}

const turnsLeft = (count: number, { t }: L10n): string =>
  count === 1
    ? t('The oldest question is not sent along')
    : t('The {0} oldest questions are not sent along', count);

const charsOf = (parts: readonly AttachedRecord[]): number =>
  parts.reduce((sum, { pieces }) => pieces.reduce((own, { text }) => own + text.length, sum), 0);

/** Small pieces stay whole; the large ones share what is left. */
function cutTo(parts: readonly AttachedRecord[], charsMax: number): readonly AttachedRecord[] {
  const sizes = parts
    .flatMap(({ pieces }) => pieces.map(({ text }) => text.length))
    .toSorted((a, b) => a - b);
  let left = charsMax;
  let share = 0;
  for (const [index, size] of sizes.entries()) {
    share = Math.max(0, left / (sizes.length - index));
    left -= Math.min(size, share);
  }
  const limit = Math.floor(share);
  return parts.flatMap((part) => {
    const pieces = part.pieces.flatMap((piece) => cutPiece(piece, limit));
    return pieces.length === 0 ? [] : [{ ...part, pieces }];
  });
}

/** The end of its name tells the model that something is missing. */
function cutPiece(piece: ContextPiece, charsMax: number): readonly ContextPiece[] {
  const { text, kept, of } = shortened(piece.text, charsMax);
  if (kept === of) return [piece];
  const name = piece.name.replace(/ \[only the first \d+ lines\]$/, '');
  return kept === 0 ? [] : [{ ...piece, name: `${name} [only the first ${kept} lines]`, text }];
}

/** What is left of `part`, with what was cut among its notes: whoever shows the turn says so. */
function cutOf(
  part: AttachedRecord,
  after: readonly AttachedRecord[],
  { t }: L10n,
): { readonly part: AttachedRecord; readonly cuts: readonly string[] } {
  const now = after.find(({ ref }) => ref === part.ref);
  const pieces = now?.pieces ?? [];
  const cuts =
    now === undefined
      ? [t('{0} does not fit and is left out', part.label)]
      : part.pieces.flatMap(({ name, text }) => {
          const left = pieces.find((piece) => piece.name.startsWith(name));
          if (left === undefined) return [t('{0} does not fit and is left out', name)];
          const kept = left.text.split('\n').length;
          return left.text === text ? [] : [t('{0}: only the first {1} lines fit', name, kept)];
        });
  if (cuts.length === 0) return { part, cuts };
  return { part: { ...part, pieces, notes: [...(part.notes ?? []), ...cuts] }, cuts };
}
