/*
 * The texts of `markdown-pathological.json`, made long. `full` is also cut just below the length at
 * which a line is given up, where the parser does the work, and broken into lines; `short` has the
 * two forms in which everything is parsed.
 */
import { readFile } from 'node:fs/promises';

type Pathological = {
  readonly id: string;
  readonly parts: readonly { prefix: string; unit: string; times: number; suffix: string }[];
};

export type Samples = { readonly id: string; readonly samples: readonly string[] };

export async function pathologicalSamples(size: 'full' | 'short'): Promise<readonly Samples[]> {
  const file = new URL('../fixtures/torture/markdown-pathological.json', import.meta.url);
  const { cases } = JSON.parse(await readFile(file, 'utf8')) as { cases: Pathological[] };
  return cases.map(({ id, parts }) => {
    const words = parts
      .map(({ prefix, unit, times, suffix }) => prefix + unit.repeat(times) + suffix)
      .join('');
    const samples =
      size === 'full'
        ? [words, words.slice(0, 8_000), wrapped(words, 40_000)]
        : [words.slice(0, 8_000), wrapped(words, 12_000)];
    return { id, samples };
  });
}

/** The same characters in lines of a few hundred: nothing is given up, everything is parsed. */
function wrapped(words: string, length: number): string {
  return (words.slice(0, length).match(/[^]{1,400}/g) ?? []).join('\n');
}
