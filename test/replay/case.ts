/*
 * One case of a folder, whatever it was read from: what is served, and how a run of it is judged.
 * A player does the serving: over the network (`loopbackPlayer.ts`), or in memory where a test has
 * no time for that. A case knows neither, and neither seed nor report.
 */
import type { ModelInfo } from '../../src/core/index.ts';
import type { Drive } from '../providers/bench.ts';
import type { Path } from './borders.ts';
import type { Speaker } from './speaker.ts';

export type Served = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As they leave, under the content coding that the headers name. */
  readonly bytes: Uint8Array;
  /** The same without it. */
  readonly plain: Uint8Array;
};

/** How one run is cut and carried. */
export type Way = { readonly sizes: readonly number[]; readonly path: Path };

export type Player = {
  play(served: Served, speaker: Speaker, way: Way): Promise<Drive>;
  listModels(served: Served, speaker: Speaker, way: Way): Promise<readonly ModelInfo[]>;
  /** The body as it comes out of the transport. */
  bytes(served: Served, way: Way): Promise<readonly Uint8Array[]>;
};

export type Case = {
  /** The file, or the id inside its list; no two of a folder have the same. */
  readonly id: string;
  readonly kind: 'recording' | 'framing' | 'fault' | 'vector';
  readonly api: string;
  readonly served: Served;
  /** Sizes of the packets that were recorded. */
  readonly packets?: readonly number[] | null | undefined;
  /** Plays the case once; what is wrong with it. */
  judge(player: Player, way: Way): Promise<readonly string[]>;
};
