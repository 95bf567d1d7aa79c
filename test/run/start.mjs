// `npm start`: installs what is missing, builds, and opens VS Code with the extension and two
// simulated providers. A desktop `code` is used where there is one (`-- --browser` says otherwise);
// else a browser-served VS Code on loopback, whose one URL it prints.
// Ctrl-C, SIGTERM and a closed terminal end everything that it started.

import { endChildrenOnSignal, run } from './child.mjs';
import { ensureOrExit } from './ensure.mjs';
import { root } from './paths.mjs';

// While installing and building only children run; afterwards there is a VS Code to end.
let end = async () => {};
endChildrenOnSignal(() => end());

await ensureOrExit('packages');
const { register } = await import('tsx/esm/api');
register();
const { findDesktop, startOnDesktop } = await import('../harness/start/desktopStart.ts');

const isBrowserWanted = process.argv.includes('--browser');
const desktop = isBrowserWanted ? { why: 'as asked' } : findDesktop();
if (!('code' in desktop)) await ensureOrExit('server');

const built = await run(process.execPath, ['esbuild.mjs'], { cwd: root });
console.log(built.output.trimEnd());
if (built.code !== 0) {
  console.error('The build failed: see above.');
  process.exit(1);
}

if ('code' in desktop) {
  const started = startOnDesktop(desktop.code);
  end = started.end;
  console.log('\nVS Code opens with Steadfast. Closing its window or Ctrl-C ends it.');
  await started.exited;
  await end();
} else {
  const { startInBrowser } = await import('../harness/start/browserStart.ts');
  const started = await startInBrowser();
  end = started.end;
  console.log(
    `\nVS Code in the browser (${desktop.why}). Ctrl-C ends it. Open:\n\n  ${started.url}\n`,
  );
  await started.exited;
  await end();
  console.error('The VS Code server ended.');
  process.exit(1);
}
