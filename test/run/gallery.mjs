// `npm run gallery [-- panel|workbench|readme …]`: a picture of every state in the four looks, to be
// looked at: the panel alone, and the journeys in a real editor. Into out/gallery/, with index.html
// that lays the looks of one state side by side. `readme` is made only when it is asked for: the
// pictures of README.md, into media/readme/.
// It asserts nothing about the pictures; a journey that fails is told, and its pictures are missing.

import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endChildrenOnSignal, run } from './child.mjs';
import { ensure } from './ensure.mjs';
import { outDir, root } from './paths.mjs';

const home = join(outDir, 'gallery');
const looks = ['light', 'dark', 'high-contrast', 'high-contrast-light', 'hc-dark', 'hc-light'];
/** The shot of a journey → its name in README.md. */
const readmePictures = { 'receipt-dark': 'receipt' };
const parts = {
  panel: () => play(['--import', 'tsx', 'test/webview/gallery.ts'], {}),
  workbench: () =>
    play(['test/run/test.mjs', 'package', 'workbench'], {
      SHOTS: 'all',
      STEADFAST_SHOTS: join(home, 'workbench'),
    }),
  readme: async () => {
    const code = await play(['test/run/test.mjs', 'package', 'workbench'], {
      SHOTS: '1',
      STEADFAST_SHOTS: join(home, 'readme'),
      TEST_GREP: 'chats in tabs',
    });
    mkdirSync(join(root, 'media/readme'), { recursive: true });
    for (const [shot, name] of Object.entries(readmePictures)) {
      copyFileSync(join(home, 'readme', `${shot}.png`), join(root, 'media/readme', `${name}.png`));
    }
    return code;
  },
};
const usual = ['panel', 'workbench'];

endChildrenOnSignal();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(' ')}.`);
  process.exit(2);
}
await ensure('packages');
await ensure('browser');
let isGood = (await play(['esbuild.mjs'], {})) === 0;
for (const name of asked.length > 0 ? asked : usual) {
  rmSync(join(home, name), { recursive: true, force: true });
  mkdirSync(join(home, name), { recursive: true });
  isGood = (await parts[name]()) === 0 && isGood;
}
writeFileSync(join(home, 'index.html'), page());
console.log(`Look at ${join(home, 'index.html')}`);
process.exit(isGood ? 0 : 1);

async function play(args, env) {
  const options = { cwd: root, env: { ...process.env, ...env }, isLoud: true };
  return (await run(process.execPath, args, options)).code;
}

/** One row for each state, one column for each look. */
function page() {
  const rows = usual.flatMap((part) => states(part).map((state) => row(part, state)));
  return `<!DOCTYPE html>
<meta charset="utf-8"><title>Gallery</title>
<style>
body { font: 13px system-ui; background: #777; margin: 12px }
td { vertical-align: top } img { width: 460px; display: block } th { text-align: left; padding-top: 14px }
</style>
<table>${rows.join('\n')}</table>
`;
}

function states(part) {
  let names;
  try {
    names = readdirSync(join(home, part)).filter((name) => name.endsWith('.png'));
  } catch {
    return [];
  }
  const stems = names.map((name) => {
    // The longer look first: `x-high-contrast-light` is no light `x-high-contrast`.
    const look = looks.findLast((one) => name.endsWith(`-${one}.png`));
    return look === undefined ? name.slice(0, -4) : name.slice(0, -(look.length + 5));
  });
  return [...new Set(stems)].toSorted((a, b) => a.localeCompare(b));
}

function row(part, state) {
  const cells = readdirSync(join(home, part))
    .filter(
      (name) => name === `${state}.png` || looks.some((look) => name === `${state}-${look}.png`),
    )
    .toSorted()
    .map(
      (name) => `<td><a href="${part}/${name}"><img loading="lazy" src="${part}/${name}"></a></td>`,
    );
  return `<tr><th colspan="4">${part}: ${state}</th></tr><tr>${cells.join('')}</tr>`;
}
