/*
 * `npm run figures [-- --json] [--only WORDS]`: plays each of the article's figures on the real
 * engine and prints the article's, ours with its constants, ours as delivered, the ratio of the
 * last to the first, the spread over seeds and what was assumed. Nothing is left out because of
 * how it came out.
 */
import { parseArgs } from 'node:util';
import { SEEDS } from './assumptions.ts';
import { FIGURES, type Figure } from './experiments.ts';

type Row = {
  readonly name: string;
  readonly article: number;
  readonly unit: string;
  readonly byArticle: number;
  readonly tuned: number;
  readonly ratio: number;
  /** Least and most over seeds, tuned. */
  readonly spread: readonly [number, number];
  readonly assumptions: string;
  readonly remark: string;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function rowOf({ run, ...figure }: Figure): Promise<Row> {
  const outcomes = [];
  for (const seed of SEEDS) outcomes.push(await run(seed));
  const tuned = outcomes.map((outcome) => outcome.tuned);
  const ours = mean(tuned);
  return {
    ...figure,
    byArticle: mean(outcomes.map((outcome) => outcome.byArticle)),
    tuned: ours,
    ratio: ours / figure.article,
    spread: [Math.min(...tuned), Math.max(...tuned)],
  };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function lineOf(row: Row): string {
  const digits = row.article > 99 ? 3 : 0;
  const [article, byArticle, tuned, least, most] = [
    ...[row.article, row.byArticle, row.tuned, ...row.spread],
  ].map((value) => (value ?? Number.NaN).toFixed(value === row.article ? 2 : digits));
  const cells = [
    ...[row.name, `${Number(article)} ${row.unit}`, byArticle, tuned, row.ratio.toFixed(2)],
    ...[
      `${least} to ${most}`,
      row.remark === '' ? row.assumptions : `${row.assumptions}. ${row.remark}`,
    ],
  ];
  return `| ${cells.join(' | ')} |`;
}

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const rows: Row[] = [];
if (!values.json) {
  say('| figure | article | with its constants | as delivered | ratio | over seeds | assumed |');
  say('| --- | --- | --- | --- | --- | --- | --- |');
}
for (const figure of FIGURES.filter(({ name }) => name.includes(values.only))) {
  const row = await rowOf(figure);
  rows.push(row);
  if (!values.json) say(lineOf(row));
}
if (values.json) say(JSON.stringify(rows, undefined, 2));
