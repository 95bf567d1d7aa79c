/*
 * Which receipts are open, kept by the editor for this workspace at once. The page's own state is
 * only written when a window closes in peace; a tab that comes back without it is the one that was
 * opened last and is not there yet.
 * Only names of turns are kept, no word of them; the oldest are forgotten first.
 */
import * as z from 'zod/mini';
import type { ReceiptHostMessage } from '../../protocol/receipt.ts';
import type { Memory } from '../views/pageMemory.ts';

export type ReceiptPlace = ReceiptHostMessage['place'];

export type ReceiptMemory = {
  readonly keep: (place: ReceiptPlace) => void;
  readonly forget: (turnId: string) => void;
  /** The one opened last of those for which `isOpen` is false. */
  readonly missing: (isOpen: (turnId: string) => boolean) => ReceiptPlace | undefined;
};

const NAME = 'steadfast.receipts';
const PLACES_MAX = 20;
const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Place = z.object({ conversationId: Id, turnId: Id });
const Places = z.array(Place);

/** A place as the page had kept it: ours but old, so read as if a stranger had written it. */
export function readPlace(state: unknown): ReceiptPlace | undefined {
  const read = Place.safeParse(state);
  return read.success ? read.data : undefined;
}

export function createReceiptMemory(memory: Pick<Memory, 'get' | 'update'>): ReceiptMemory {
  const places = (): ReceiptPlace[] => {
    const read = Places.safeParse(memory.get(NAME));
    return read.success ? read.data : [];
  };
  const others = (turnId: string): ReceiptPlace[] =>
    places().filter((place) => place.turnId !== turnId);
  return {
    keep(place) {
      void memory.update(NAME, [...others(place.turnId), place].slice(-PLACES_MAX));
    },
    forget(turnId) {
      void memory.update(NAME, others(turnId));
    },
    missing: (isOpen) => places().findLast(({ turnId }) => !isOpen(turnId)),
  };
}
