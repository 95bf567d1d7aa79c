/*
 * The command itself, in a process of its own: its last line, its JSON, and its exit codes.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BODY, EXPECTED, folderOf, SIDECAR, type TempFolder } from './folderOf.ts';
import type { Report } from './replayed.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));

async function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err, last: out.trimEnd().split('\n').at(-1) };
}

describe('replay/main', () => {
  let good: TempFolder;
  let bad: TempFolder;
  before(() => {
    const files = { 'acme/one.meta.json': SIDECAR, 'acme/one.sse': BODY };
    good = folderOf(files);
    const wrong = { ...SIDECAR, expected: { ...EXPECTED, text: 'Goodbye' } };
    bad = folderOf({
      ...files,
      'acme/two.meta.json': wrong,
      'acme/two.sse': BODY,
      'acme/three.meta.json': {},
      'acme/three.json': '{}',
    });
  });
  after(() => {
    good.remove();
    bad.remove();
  });

  it('ends with its counts, and names the seed of its borders', async () => {
    const { code, last, out } = await run(good.root, '--seed', '5');
    assert.deepEqual([code, last], [0, '1 passed, 0 failed, 0 skipped']);
    assert.match(out, /random borders from seed 5/);
  });

  it('fails with 1, says which, how cut and why, and is one JSON document', async () => {
    const { code, out, err } = await run(bad.root, '--json', '--seed', '5');
    const report = JSON.parse(out) as Report;
    const { seed, passed, failed, skipped } = report;
    assert.deepEqual([code, seed, passed, failed, skipped], [1, 5, 1, 1, 1]);
    assert.deepEqual(
      report.cases.map(({ id, outcome }) => `${id} ${outcome}`),
      ['acme/one.sse passed', 'acme/two.sse failed', 'acme/three.json skipped'],
    );
    assert.match(err, /FAILED acme\/two\.sse \(openai\.chat\)\n {4}whole, by fetch: text differs/);
    assert.match(err, /skipped acme\/three\.json: nothing here speaks/);
    assert.match(err, /1 passed, 1 failed, 1 skipped\n$/);
  });

  it('exits with 2 where there is nothing to replay', async () => {
    const { code, err } = await run(import.meta.dirname);
    assert.equal(code, 2);
    assert.match(err, /holds nothing to replay/);
  });
});
