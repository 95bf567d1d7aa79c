/*
 * Where a problem of the editor stands, as a quick fix hands it to its command. Lines count from
 * one, both ends included.
 * A command's argument may come from anywhere: it is read as if a stranger had written it.
 */

const KIND_MAX = 200;

export type ProblemPlace = {
  readonly uri: string;
  readonly line: number;
  readonly lastLine: number;
  /** From the first to the last of several problems: nothing around it is looked for. */
  readonly isWide?: boolean;
  /** All of this kind are meant, `ts(2322)`. */
  readonly kind?: string;
};

export function isProblemPlace(arg: unknown): arg is ProblemPlace {
  const { uri, line, lastLine, kind } = (arg ?? {}) as Record<string, unknown>;
  const isKind = kind === undefined || (typeof kind === 'string' && kind.length <= KIND_MAX);
  return isKind && typeof uri === 'string' && isLine(line) && isLine(lastLine) && lastLine >= line;
}

const isLine = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1;
