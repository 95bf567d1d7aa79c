// Plays the specs of one bundle once for each mutant it is told, each time loaded afresh, and says
// whether any spec failed. Mutant `none` is the untouched code: it also says which mutants its specs
// reach at all. A mutant that never ends is ended from outside.

import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

const [bundle] = process.argv.slice(2);

class Silent {}

async function play(id) {
  const state = { activeMutant: id };
  globalThis.__stryker__ = state;
  const mocha = new Mocha({ reporter: Silent, timeout: 10_000, bail: id !== 'none' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  try {
    await import(`${pathToFileURL(bundle).href}?mutant=${id}`);
  } catch {
    return { failures: 1, reached: [] };
  }
  let first = '';
  const failures = await new Promise((resolve) => {
    mocha.run(resolve).on('fail', (test) => {
      first ||= test.fullTitle();
    });
  });
  const { static: atLoad = {} } = state.mutantCoverage ?? {};
  return { failures, first, reached: Object.keys(atLoad) };
}

// What a mutant throws where nobody listens is a failure of it, and must not end the worker.
let stray = 0;
process.on('uncaughtException', () => (stray += 1));
process.on('unhandledRejection', () => (stray += 1));
process.on('message', async (id) => {
  stray = 0;
  const told = await play(id);
  process.send?.({ id, ...told, failures: told.failures + stray });
});
