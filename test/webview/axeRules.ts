/*
 * axe-core on a page of the stage. Names, roles and order are the same in every theme, so that all
 * rules are asked in one of them and the rules of colour in each. What only a whole page has to have
 * (a title of level one) is left out.
 */
import axe, { type RunOptions } from 'axe-core';
import type { Panel, ThemeName } from './stage.ts';

const ALL: RunOptions = {
  resultTypes: ['violations'],
  rules: { 'page-has-heading-one': { enabled: false } },
};
const COLOURS: RunOptions = {
  resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['cat.color'] },
};

/** One line for each broken rule, with the elements that break it. */
export async function brokenRules({ page }: Panel, theme: ThemeName): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (options) =>
      (await (window as unknown as { axe: typeof axe }).axe.run(options)).violations,
    theme === 'dark' ? ALL : COLOURS,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
