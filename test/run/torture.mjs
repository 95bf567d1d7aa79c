// `npm run torture:store [-- --kills N] [--seed N]`, on a Node that has SQLite: this one, else the
// editor's own, which is installed when it is missing.
// Its output and its exit code are those of test/store/torture/main.ts.

import { ensure } from './ensure.mjs';
import { endChildrenOnSignal, run } from './child.mjs';
import { root } from './paths.mjs';
import { serverPaths } from './server.mjs';
import { hasSqlite } from './sqlite.mjs';

endChildrenOnSignal();
if (!hasSqlite()) await ensure('server');
const node = hasSqlite() ? process.execPath : serverPaths().node;
const args = ['--no-warnings', '--import', 'tsx', 'test/store/torture/main.ts'];
const { code } = await run(node, [...args, ...process.argv.slice(2)], { cwd: root, isLoud: true });
if (code > 3) {
  const why = code === 128 ? 'it was killed from outside' : `exit code ${code}`;
  process.stdout.write(`broken off without a word: ${why}\n`);
}
process.exit(code);
