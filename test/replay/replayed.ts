/*
 * Plays every case of a folder at all of its borders and gathers what came of it. A case has passed
 * when every run of it did. Cases run one after the other on one loopback server, so that a slow
 * machine changes how long it takes and nothing else.
 */
import { bordersOf } from './borders.ts';
import type { Case, Player, Way } from './case.ts';
import type { Folder } from './folder.ts';
import { startLoopbackPlayer } from './loopbackPlayer.ts';

type Problem = { readonly cut: string; readonly path: string; readonly problem: string };

export type Result = {
  readonly id: string;
  readonly kind: Case['kind'];
  readonly api: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** How often it was played. */
  readonly runs: number;
  readonly problems: readonly Problem[];
  /** Why it was skipped. */
  readonly reason?: string;
};

export type Report = {
  readonly folder: string;
  readonly seed: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly cases: readonly Result[];
};

/** Enough to see what is wrong; more of the same says nothing new. */
const PROBLEMS_MAX = 5;

export async function replayFolder(
  { cases, skipped }: Folder,
  { folder, seed }: { readonly folder: string; readonly seed: number },
): Promise<Report> {
  const player = await startLoopbackPlayer();
  const results: Result[] = [];
  try {
    for (const one of cases) results.push(await replayCase(one, player, seed));
  } finally {
    await player.close();
  }
  const passed = results.filter(({ outcome }) => outcome === 'passed').length;
  for (const { file, reason } of skipped) {
    results.push({
      id: file,
      kind: 'recording',
      api: '',
      outcome: 'skipped',
      runs: 0,
      problems: [],
      reason,
    });
  }
  const failed = cases.length - passed;
  return { folder, seed, passed, failed, skipped: skipped.length, cases: results };
}

async function replayCase(one: Case, player: Player, seed: number): Promise<Result> {
  const { id, kind, api } = one;
  const problems: Problem[] = [];
  let runs = 0;
  for (const { name, sizes, paths } of bordersOf(one, seed)) {
    for (const path of paths) {
      runs += 1;
      for (const problem of await judged(one, player, { sizes, path })) {
        problems.push({ cut: name, path, problem });
      }
    }
  }
  const outcome = problems.length === 0 ? 'passed' : 'failed';
  return { id, kind, api, outcome, runs, problems: problems.slice(0, PROBLEMS_MAX) };
}

/** Whatever is thrown is a failure of this case, not the end of the others. */
async function judged(one: Case, player: Player, way: Way): Promise<readonly string[]> {
  try {
    return await one.judge(player, way);
  } catch (error) {
    return [`it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
