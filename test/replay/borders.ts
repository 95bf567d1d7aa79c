/*
 * Every way in which one case is cut, and which paths of the transport carry it. Random borders
 * come from one seed and the case's own name: the same seed cuts the same way, whatever else is in
 * the folder.
 */
import { createSeededRandom } from '../../src/sim/seededRandom.ts';
import type { Case } from './case.ts';

/** Of the transport: the usual one, and the one for long silences. */
export type Path = 'fetch' | 'node';

export type Cut = {
  readonly name: string;
  /** Sizes of the pieces, over and over; none: whole. */
  readonly sizes: readonly number[];
  readonly paths: readonly Path[];
};

/** Bodies below this are also cut at every byte. */
const SMALL = 4096;
const RANDOM_CUTS = 4;
const PIECES_MAX = 20;
const BOTH = ['fetch', 'node'] as const;

export function bordersOf(
  { id, served: { bytes }, packets }: Pick<Case, 'id' | 'served' | 'packets'>,
  seed: number,
  randomCuts = RANDOM_CUTS,
): readonly Cut[] {
  const random = createSeededRandom(seed ^ hashOf(id));
  const either = (): readonly Path[] => [BOTH[random.below(BOTH.length)] ?? 'fetch'];
  const cuts: Cut[] = [{ name: 'whole', sizes: [], paths: BOTH }];
  if (packets && packets.length > 0) {
    cuts.push({ name: 'at the recorded borders', sizes: packets, paths: BOTH });
  }
  if (bytes.length < 2) return cuts;
  if (bytes.length < SMALL) cuts.push({ name: 'at every byte', sizes: [1], paths: either() });
  for (let turn = 0; turn < randomCuts; turn += 1) {
    const count = 1 + random.below(PIECES_MAX);
    const offsets = Array.from({ length: count }, () => 1 + random.below(bytes.length - 1));
    const edges = [0, ...new Set(offsets.toSorted((a, b) => a - b)), bytes.length];
    const sizes = edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0));
    cuts.push({ name: `at random borders ${turn}`, sizes, paths: either() });
  }
  return cuts;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
