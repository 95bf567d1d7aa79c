// Plays the specs of one bundle once for each mutant it is told, each time loaded afresh, and says
// whether any failed. Mutant `none` is the untouched code: it also says which tests reach which
// mutants, so that later only those are played. A mutant that never ends is ended from outside.

import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';

const [bundle] = process.argv.slice(2);

async function play({ id, tests }) {
  const state = { activeMutant: id };
  globalThis.__stryker__ = state;
  const mocha = new Mocha({ reporter: 'dot', timeout: 10_000, bail: id !== 'none' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  try {
    await import(`${pathToFileURL(bundle).href}?mutant=${id}`);
  } catch {
    return { failures: 1, atLoad: [], byTest: {} };
  }
  if (tests !== undefined) prune(mocha.suite, new Set(tests));
  let first = '';
  const failures = await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('test', (test) => {
      state.currentTestId = test.fullTitle();
    });
    runner.on('fail', (test) => {
      first ||= test.fullTitle();
    });
  });
  const { static: atLoad = {}, perTest = {} } = state.mutantCoverage ?? {};
  const byTest = Object.entries(perTest).map(([test, reached]) => [test, Object.keys(reached)]);
  return { failures, first, atLoad: Object.keys(atLoad), byTest: Object.fromEntries(byTest) };
}

function prune(suite, wanted) {
  suite.tests = suite.tests.filter((test) => wanted.has(test.fullTitle()));
  for (const inner of suite.suites) prune(inner, wanted);
}

// What a mutant throws where nobody listens is a failure of it, and must not end the worker.
let stray = 0;
process.on('uncaughtException', () => (stray += 1));
process.on('unhandledRejection', () => (stray += 1));
process.on('message', async (asked) => {
  stray = 0;
  const told = await play(asked);
  process.send?.({ ...told, failures: told.failures + stray });
});
