/*
 * The arguments of `npm run replay`: a folder, a seed for the random borders (drawn where none is
 * given, so that every run tries others) and whether the report is JSON. What is wrong is told in
 * words that name it.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

type Arguments =
  | { readonly ok: true; readonly folder: string; readonly seed: number; readonly isJson: boolean }
  | { readonly ok: false; readonly problems: readonly string[] };

const USAGE = 'Usage: npm run replay -- DIR [--seed N] [--json]';
const SEED_MAX = 2 ** 31;

export function readArguments(argv: readonly string[]): Arguments {
  const refuse = (problem: string): Arguments => ({ ok: false, problems: [problem, USAGE] });
  try {
    const options = { seed: { type: 'string' }, json: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (folder === undefined) return refuse('DIR is missing.');
    if (more.length > 0) return refuse(`${more.join(' ')} is more than one folder.`);
    const seed = Number(values.seed ?? randomInt(SEED_MAX));
    const isSeed = Number.isInteger(seed) && seed >= 0 && seed < SEED_MAX;
    if (!isSeed || values.seed === '') {
      return refuse(`--seed is ${values.seed}: give a whole number from 0 to ${SEED_MAX - 1}.`);
    }
    return { ok: true, folder, seed, isJson: values.json === true };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}
