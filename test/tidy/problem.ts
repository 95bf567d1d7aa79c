// What a tidy check answers with. A check is a plain function from the root of a tree to the
// problems in it, so that the proof can call it on a planted tree and demand a certain problem,
// and on the real tree and demand none. Every rule is listed here once; the proof fails when a
// rule has no planted violation. Nothing here reads a file.

export const rules = [
  'room-matrix',
  'room-package',
  'outside-src',
  'computed-import',
  'reference-directive',
  'headless-compose',
  'header',
  'file-lines',
  'comment-columns',
  'file-name',
  'interface-prefix',
  'barrel',
  'enum',
  'decorator',
  'ambient',
  'suppression',
  'terminal',
  'child-process',
  'exponent',
  'new-date',
  'status-number',
  'todo',
  'focused-test',
  'registry-host',
  'machine-path',
  'shared-path',
  'exact-pin',
  'banned-package',
  'types-only',
  'install-script',
  'lock-host',
  'top-level',
  'room-unknown',
  'room-tsconfig',
  'nested-config',
  'mirrored-test',
  'stale-exemption',
] as const;

export type Rule = (typeof rules)[number];

export interface Problem {
  readonly rule: Rule;
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  /** 1 when the whole file is meant. */
  readonly line: number;
  readonly message: string;
}

export type Check = (root: string) => readonly Problem[];

export function describeProblem(problem: Problem): string {
  return `${problem.file}:${problem.line} [${problem.rule}] ${problem.message}`;
}
