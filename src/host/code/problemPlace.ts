/*
 * Where a problem of the editor stands, as a quick fix hands it to its command. Lines count from
 * one, both ends included.
 * A command's argument may come from anywhere: it is read as if a stranger had written it.
 */

export type ProblemPlace = {
  readonly uri: string;
  readonly line: number;
  readonly lastLine: number;
};

export function isProblemPlace(arg: unknown): arg is ProblemPlace {
  const { uri, line, lastLine } = (arg ?? {}) as Record<string, unknown>;
  return typeof uri === 'string' && isLine(line) && isLine(lastLine) && lastLine >= line;
}

const isLine = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1;
