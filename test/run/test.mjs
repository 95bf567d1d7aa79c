// `npm test [-- stage …]`: installs what is missing, then all stages or the named ones, in order.
// A failure does not stop the later stages, except those that cannot mean anything without it.
// The last line of output is `N passed, N failed`; the exit code is 1 when anything failed.
// TEST_GREP narrows the mocha suites to matching titles.

import { endChildrenOnSignal } from './child.mjs';
import { CannotInstall, ensure } from './ensure.mjs';
import { stages } from './stages.mjs';

endChildrenOnSignal();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(', ')}.`);
  console.error(`There are: ${stages.map(({ name }) => name).join(' ')}.`);
  process.exit(2);
}
const chosen = stages.filter(({ name }) => asked.length === 0 || asked.includes(name));

const total = { passed: 0, failed: 0 };
const failedStages = new Set();
const startedMs = performance.now();
const seconds = (fromMs) => `${((performance.now() - fromMs) / 1000).toFixed(1)} s`;

try {
  await ensure('packages', ...chosen.flatMap(({ needs }) => needs));
  for (const stage of chosen) await playStage(stage);
} catch (error) {
  total.failed += 1;
  console.error(error instanceof CannotInstall ? `\n${error.message}\n` : error);
}
console.log(`all in ${seconds(startedMs)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);

async function playStage({ name, after, play }) {
  if (failedStages.has(after)) {
    failedStages.add(name);
    total.failed += 1;
    console.log(`${name.padEnd(10)} not run: ${after} failed`);
    return;
  }
  const stageMs = performance.now();
  const { passed, failed, report } = await play();
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failedStages.add(name);
  const counts = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
  console.log(`${name.padEnd(10)} ${counts}, ${seconds(stageMs)}`);
  if (failed > 0) console.log(`\n${report}\n`);
}
