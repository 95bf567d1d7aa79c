/*
 * A measured figure beside its goal: the median of several runs, and the word that says whether the
 * goal was met. A figure without a goal is there to compare with, and says nothing of itself.
 */
export type Goal = { readonly most: number };

export type Figure = {
  readonly name: string;
  readonly unit: 'µs' | 'ms' | 'kB' | 'frames' | 'nodes' | 'matches' | '';
  /** One number a run. */
  readonly runs: readonly number[];
  readonly goal?: Goal;
  /** What has to be known to read it. */
  readonly note?: string;
};

export type Section = { readonly title: string; readonly figures: readonly Figure[] };

export type Told = Figure & { readonly median: number; readonly verdict?: 'met' | 'missed' };

export function told(figure: Figure): Told {
  const value = median(figure.runs);
  if (figure.goal === undefined) return { ...figure, median: value };
  // What could not be measured is no success.
  return { ...figure, median: value, verdict: value <= figure.goal.most ? 'met' : 'missed' };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that at least `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function linesOf({ title, figures }: Section): readonly string[] {
  const all = figures.map(told);
  const wide = Math.max(0, ...all.map(({ name }) => name.length));
  return [title, ...all.map((figure) => `  ${figure.name.padEnd(wide)}  ${sayOne(figure)}`)];
}

function sayOne(figure: Told): string {
  const { unit, goal, verdict, note } = figure;
  const value = `${shown(figure.median)} ${unit}`.trim().padStart(12);
  const wanted =
    goal === undefined ? '' : `  goal ${shown(goal.most)} ${unit}`.trimEnd() + `: ${verdict}`;
  const all = figure.runs.length > 1 ? `  (${figure.runs.map(shown).join(', ')})` : '';
  return `${value}${wanted}${all}${note === undefined ? '' : `  ${note}`}`;
}

function shown(value: number): string {
  if (Number.isNaN(value)) return 'unknown';
  return Math.abs(value) >= 100 ? Math.round(value).toString() : value.toFixed(1);
}
