/*
 * Problems of the editor as lines of text: errors first, then by place, at most 200. A message is
 * one line, however many it came with.
 * Pure; which problems there are is the editor's to say.
 */

export type Problem = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** `ts(2322)`: who says so. */
  readonly source?: string;
};

const SHOWN_MAX = 200;
const MESSAGE_CHARS_MAX = 600;
const RANKS = ['error', 'warning', 'info', 'hint'] as const;

export function problemText(problems: readonly Problem[]): {
  readonly text: string;
  readonly left: number;
} {
  const rank = ({ severity }: Problem): number => RANKS.indexOf(severity);
  const sorted = problems.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1),
  );
  const text = sorted.slice(0, SHOWN_MAX).map(lineOf).join('\n');
  return { text, left: Math.max(0, sorted.length - SHOWN_MAX) };
}

function lineOf({ path, line, column, severity, message, source }: Problem): string {
  const said = message.replaceAll(/\s+/g, ' ').trim().slice(0, MESSAGE_CHARS_MAX);
  const by = source === undefined ? '' : ` [${source}]`;
  return `${path.replaceAll(/\s+/g, ' ')}:${line}:${column} ${severity}: ${said}${by}`;
}
