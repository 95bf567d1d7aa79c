// Runs the in-host tests in a browser-served VS Code: `node --import tsx test/run/host.mjs`.
// It prints their report as it comes and ends with 1 on any failure; `--result FILE` also writes the
// counts as JSON. It builds nothing: out/test/inhost/ must be there.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInHost } from '../harness/hostRun.ts';
import { outDir, root } from './paths.mjs';

const result = await runInHost({
  extension: root,
  tests: join(outDir, 'test/inhost/index.cjs'),
  onReport: (text) => process.stdout.write(text),
});
const at = process.argv.indexOf('--result');
if (at > 0) writeFileSync(process.argv[at + 1], JSON.stringify(result));
if (result.problem !== undefined) console.error(result.problem);
process.exit(result.failures > 0 || result.problem !== undefined ? 1 : 0);
