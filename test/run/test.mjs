// `npm test [-- stage …]`: installs what is missing, then all stages or the named ones.
// What takes long to install is installed while the stages that need nothing of it run.
// The last line of output is `N passed, N failed`; the exit code is 1 when anything failed.
// TEST_GREP narrows the mocha suites to matching titles.

import { endChildrenOnSignal } from './child.mjs';
import { CannotInstall, ensure } from './ensure.mjs';
import { playStages } from './play.mjs';
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
const startedMs = performance.now();
try {
  await ensure('packages');
  const parts = new Map();
  for (const part of new Set(chosen.flatMap(({ needs }) => needs))) {
    const coming = ensure(part);
    // One that fails is told here, once, and again by each stage that needs it.
    coming.catch(tellProblem);
    parts.set(part, coming);
  }
  const ready = (part) => parts.get(part);
  const { passed, failed } = await playStages(chosen, { ready, say: console.log });
  total.passed += passed;
  total.failed += failed;
} catch (error) {
  total.failed += 1;
  tellProblem(error);
}
console.log(`all in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
// Not `exitCode`: a part that is still being installed for nobody would keep the process.
process.exit(total.failed > 0 ? 1 : 0);

function tellProblem(error) {
  console.error(error instanceof CannotInstall ? `\n${error.message}\n` : error);
}
