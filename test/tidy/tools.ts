// Runs the compiler, oxlint and knip over a planted tree and returns what they found, by file.
// They are started as `npm run check` starts them, with the same binaries and configurations.
// A tool that crashes instead of finding something is an error, never an empty answer.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from './plant.ts';

interface Outcome {
  readonly code: number;
  readonly output: string;
}

function run(root: string, tool: string, args: readonly string[]): Promise<Outcome> {
  const bin = join(repositoryRoot, 'node_modules', '.bin', tool);
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(bin, args, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number')
        reject(new Error(`${tool}: ${stderr}`, { cause: error }));
      else resolve({ code: Number(error?.code ?? 0), output: stdout === '' ? stderr : stdout });
    });
  });
}

/** The files in which the compiler reports an error, once per error. */
export async function compileErrors(root: string, project: string): Promise<string[]> {
  const { output } = await run(root, 'tsc', ['-p', project, '--pretty', 'false']);
  const lines = output.split('\n').filter((line) => /error TS\d+/.test(line));
  return lines.map((line) => /^(\S+?)\(\d+,\d+\): error/.exec(line)?.[1] ?? line);
}

/** File → the rules that oxlint names there. */
export async function lintFindings(root: string): Promise<Map<string, string[]>> {
  const { output } = await run(root, 'oxlint', [
    '--disable-nested-config',
    '--format',
    'json',
    'src',
  ]);
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { code: string; filename: string }[];
  };
  const findings = new Map<string, string[]>();
  for (const { filename, code } of diagnostics) {
    findings.set(filename, [...(findings.get(filename) ?? []), code]);
  }
  return findings;
}

/** `kind file name` for everything that knip calls dead, sorted. */
export async function knipIssues(root: string): Promise<string[]> {
  const { output } = await run(root, 'knip', ['--reporter', 'json', '--no-progress']);
  const { issues } = JSON.parse(output) as {
    issues: ({ file: string } & Record<string, unknown>)[];
  };
  return issues
    .flatMap(({ file, ...kinds }) =>
      Object.entries(kinds).flatMap(([kind, found]) =>
        (Array.isArray(found) ? (found as { name: string }[]) : []).map(
          ({ name }) => `${kind} ${file} ${name}`,
        ),
      ),
    )
    .toSorted();
}
