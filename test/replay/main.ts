/*
 * `npm run replay -- DIR [--seed N] [--json]`: plays the recordings of a folder through the product's own
 * transport and adapters. The last line is `N passed, N failed, N skipped`; with `--json` standard
 * output is one JSON document and that line goes to standard error.
 * Exit 1: something failed. Exit 2: the arguments or the folder are wrong, and why.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readFolder, type Folder } from './folder.ts';
import { replayFolder, type Report } from './replayed.ts';

const USAGE = 'Usage: npm run replay -- DIR [--seed N] [--json]';
const SEED_MAX = 2 ** 31;

async function main(): Promise<void> {
  const { folder, seed, isJson } = argumentsOf();
  const say = isJson ? process.stderr : process.stdout;
  const read = folderOf(folder);
  say.write(`${folder}: ${read.cases.length} cases, random borders from seed ${seed}\n`);
  const report = await replayFolder(read, { folder, seed });
  if (isJson) process.stdout.write(`${JSON.stringify(report)}\n`);
  for (const line of linesOf(report)) say.write(`${line}\n`);
  process.exitCode = report.failed > 0 ? 1 : 0;
}

function linesOf({ cases, passed, failed, skipped }: Report): readonly string[] {
  const told = cases.flatMap(({ id, api, outcome, problems, reason }): readonly string[] => {
    if (outcome === 'passed') return [];
    if (outcome === 'skipped') return [`skipped ${id}: ${reason ?? ''}`];
    const why = problems.map(({ cut, path, problem }) => `    ${cut}, by ${path}: ${problem}`);
    return [`FAILED ${id} (${api})`, ...why];
  });
  return [...told, `${passed} passed, ${failed} failed, ${skipped} skipped`];
}

function argumentsOf(): { folder: string; seed: number; isJson: boolean } {
  try {
    const options = { seed: { type: 'string' }, json: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (folder === undefined) return fail('DIR is missing.', USAGE);
    if (more.length > 0) return fail(`${more.join(' ')} is more than one folder.`, USAGE);
    const seed = Number(values.seed ?? randomInt(SEED_MAX));
    if (!Number.isInteger(seed) || seed < 0 || seed >= SEED_MAX) {
      return fail(
        `--seed is ${values.seed}: give a whole number from 0 to ${SEED_MAX - 1}.`,
        USAGE,
      );
    }
    return { folder, seed, isJson: values.json === true };
  } catch (error) {
    return fail(wordsOf(error), USAGE);
  }
}

function folderOf(root: string): Folder {
  let folder: Folder;
  try {
    folder = readFolder(root);
  } catch (error) {
    return fail(`${root} cannot be read: ${wordsOf(error)}`);
  }
  if (folder.cases.length + folder.skipped.length > 0) return folder;
  return fail(
    `${root} holds nothing to replay: no *.meta.json, provider-stream-faults.json or sse-vectors.json.`,
  );
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fail(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(2);
}

void main();
