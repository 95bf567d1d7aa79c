/*
 * `npm run replay -- DIR [--seed N] [--json]`: plays the recordings of a folder through the product's own
 * transport and adapters. The last line is `N passed, N failed, N skipped`; with `--json` standard
 * output is one JSON document and that line goes to standard error.
 * Exit 1: something failed. Exit 2: the arguments or the folder are wrong, and why.
 */
import { readArguments } from './arguments.ts';
import { readFolder, type Folder } from './folder.ts';
import { replayFolder, type Report } from './replayed.ts';

async function main(): Promise<void> {
  const read = readArguments(process.argv.slice(2));
  if (!read.ok) return fail(...read.problems);
  const { folder, seed, isJson } = read;
  const say = isJson ? process.stderr : process.stdout;
  const held = folderOf(folder);
  say.write(`${folder}: ${held.cases.length} cases, random borders from seed ${seed}\n`);
  const report = await replayFolder(held, { folder, seed });
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
