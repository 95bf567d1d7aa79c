// `npm run test:desktop`: the in-host tests in a desktop VS Code, for those who can download one.
// It uses the same compiled tests as the browser-served run. Where VS Code cannot be downloaded it
// says so in one sentence and ends with 1.

import { join } from 'node:path';
import { endChildrenOnSignal, run } from './child.mjs';
import { ensureOrExit } from './ensure.mjs';
import { cacheDir, outDir, root } from './paths.mjs';

endChildrenOnSignal();
await ensureOrExit('packages');
const built = await run(process.execPath, ['esbuild.mjs'], { cwd: root });
if (built.code !== 0) {
  console.error(`${built.output.trim()}\nThe build failed: see above.`);
  process.exit(1);
}
const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');

let vscodeExecutablePath = process.env['STEADFAST_VSCODE'];
try {
  vscodeExecutablePath ??= await downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: join(cacheDir, 'desktop'),
  });
} catch (error) {
  console.error(
    `VS Code could not be downloaded (${error.message}). test:desktop needs the network, or ` +
      'STEADFAST_VSCODE with the program of an installed VS Code. `npm run test:host` runs the same ' +
      'tests without either.',
  );
  process.exit(1);
}
try {
  const profile = join(cacheDir, 'desktop/profile');
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: join(outDir, 'test/inhost/index.cjs'),
    launchArgs: ['--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${profile}`],
  });
} catch (error) {
  console.error(`The in-host tests failed in desktop VS Code: ${error.message}`);
  process.exit(1);
}
