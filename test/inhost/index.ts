// The entry that VS Code loads into its extension host to run the in-host tests with mocha.
// Results leave through two files that the driver names in the environment: the report, line by
// line, and the counts as JSON. It rejects on a failure so that the workbench ends with 1.
// It starts nothing and knows nothing of the driver.

import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const logFile = process.env['HOST_TEST_LOG'];
  const resultFile = process.env['HOST_TEST_RESULT'];
  if (logFile !== undefined) {
    // The console of an extension host reaches the driver only in pieces; a file arrives whole.
    Mocha.reporters.Base.consoleLog = (...parts: unknown[]) =>
      appendFileSync(logFile, `${format(...parts)}\n`);
  }
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    color: false,
    reporter: 'spec',
    forbidOnly: true,
    forbidPending: true,
    grep: process.env['HOST_TEST_GREP'] ?? '',
  });
  for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (name.endsWith('.test.cjs')) mocha.addFile(join(__dirname, name));
  }
  const failed = await new Promise<number>((done) => {
    const runner = mocha.run(done);
    runner.once('end', () => {
      if (resultFile === undefined) return;
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      writeFileSync(resultFile, JSON.stringify({ passes, failures, pending }));
    });
  });
  if (failed > 0) throw new Error(`${failed} in-host tests failed`);
}
