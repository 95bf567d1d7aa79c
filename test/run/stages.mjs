// The stages of a test run, as data: what each needs installed, and the jobs that it is made of.
// A check (format, lint, types …) counts as one test; a suite counts its tests.
// A suite that ran no test has failed: silence is no success.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { pack } from './pack.mjs';
import { outDir, root } from './paths.mjs';
import { serverPaths } from './server.mjs';
import { hasSqlite } from './sqlite.mjs';

const minute = 60_000;
const bin = (name) => join(root, 'node_modules/.bin', name);
const resultsDir = join(outDir, 'results');
/** More than so many failing files of one job are no accident of load. */
const REPEATED_FILES_MAX = 3;
const mochaBin = join(root, 'node_modules/mocha/bin/mocha.js');

/**
 * `needs` names parts of ensure.mjs; `after` a stage whose failure makes this one pointless.
 * `jobs` are what may run side by side; first what finds most mistakes in the least time, and what
 * needs the server last, which takes longest to install.
 */
export const stages = [
  { name: 'format', needs: [], jobs: () => [() => check(bin('oxfmt'), ['--check', '.'])] },
  { name: 'lint', needs: [], jobs: () => [() => check(bin('oxlint'), ['--type-aware'])] },
  { name: 'types', needs: [], jobs: () => [checkTypes] },
  { name: 'knip', needs: [], jobs: () => [() => check(bin('knip'), [])] },
  { name: 'build', needs: [], jobs: () => [() => check(process.execPath, ['esbuild.mjs'])] },
  { name: 'package', needs: [], after: 'build', jobs: () => [async () => checked(await pack())] },
  {
    name: 'panel',
    needs: ['browser'],
    jobs: () => dealt(files('test/webview', '.browser.ts'), 2).map(panel),
  },
  { name: 'unit', needs: hasSqlite() ? [] : ['server'], jobs: () => [unit] },
  { name: 'host', needs: ['server', 'browser'], after: 'build', jobs: () => [inHost] },
  {
    name: 'workbench',
    needs: ['server', 'browser', 'llama'],
    after: 'package',
    jobs: () => dealt(files('test/workbench', '.test.ts'), 3).map(workbench),
  },
];

/** The files of a suite in as many jobs: those of a job share browser and server, which are dear. */
function dealt(names, count) {
  const jobs = Array.from({ length: count }, () => []);
  // To and fro, so that no job gets the bigger one each time.
  names.forEach((name, n) =>
    jobs[n % (2 * count) < count ? n % count : count - 1 - (n % count)].push(name),
  );
  return jobs;
}

/** The files of a suite, the biggest first. */
function files(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .toSorted((a, b) => statSync(join(root, b)).size - statSync(join(root, a)).size);
}

async function check(command, args) {
  return checked(await run(command, args, { cwd: root, timeoutMs: 3 * minute }));
}

function checked({ code, output }) {
  const isGood = code === 0;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, report: isGood ? '' : output.trim() };
}

/** Every tsconfig of the house. */
async function checkTypes() {
  const rooms = readdirSync(join(root, 'src')).map((name) => join('src', name));
  const reports = [];
  for (const room of [...rooms, 'test']) {
    if (!existsSync(join(root, room, 'tsconfig.json'))) continue;
    const kept = ['--incremental', '--tsBuildInfoFile', join(outDir, 'types', `${room}.json`)];
    const { report } = await check(bin('tsc'), [
      '-p',
      room,
      '--noEmit',
      '--pretty',
      'false',
      ...kept,
    ]);
    if (report !== '') reports.push(report);
  }
  const isGood = reports.length === 0;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, report: reports.join('\n') };
}

/** The product runs on the Node of VS Code, which has SQLite; Node 20 has none, so it steps aside. */
function unit() {
  const node = hasSqlite() ? process.execPath : serverPaths().node;
  return mocha('unit', { node, args: ['test/harness/**/*.test.ts'], timeoutMs: 10 * minute });
}

/** The chat panel alone in a real browser, without an editor around it. */
function panel(names, index) {
  return () =>
    mocha(`panel ${index + 1}`, {
      node: process.execPath,
      args: [...strictMocha(60_000), ...names],
      timeoutMs: 8 * minute,
    });
}

function workbench(names, index) {
  return async () => {
    const first = await journeys(names, `workbench ${index + 1}`);
    const { failedFiles = [] } = first;
    const mayRepeat = failedFiles.length > 0 && failedFiles.length <= REPEATED_FILES_MAX;
    return mayRepeat ? { again: () => quietly(first, failedFiles, index) } : first;
  };
}

function journeys(names, title) {
  return mocha(title, {
    node: process.execPath,
    args: [...strictMocha(90_000), ...names],
    timeoutMs: 15 * minute,
  });
}

/**
 * Journeys that failed beside others are played once more, by themselves. What fails again has
 * failed; what passes now counts as passed, and its first failure is told all the same.
 */
async function quietly(first, failedFiles, index) {
  const second = await journeys(failedFiles, `workbench ${index + 1} again`);
  const told =
    second.failed > 0 ? second.report : `Failed beside others, passed alone:\n\n${first.report}`;
  return { passed: first.passedElsewhere + second.passed, failed: second.failed, report: told };
}

/** The repository's mocha configuration lists the unit tests, so the other suites leave it out. */
function strictMocha(timeoutMs) {
  return ['--no-config', '--timeout', String(timeoutMs), '--forbid-only', '--forbid-pending'];
}

async function inHost() {
  const file = resultFile('host');
  const { output } = await run(
    process.execPath,
    ['--import', 'tsx', 'test/run/host.mjs', '--result', file],
    { cwd: root, timeoutMs: 4 * minute },
  );
  const result = readResult(file);
  if (result === undefined) return broken('The in-host run broke off', output);
  const { passes, failures, problem } = result;
  // A problem beside the tests (time limit, dead server, no test at all) counts once.
  const failed = failures + (problem === undefined ? 0 : 1);
  return { passed: passes, failed, report: failed > 0 ? output.trim() : '' };
}

/** mocha with its results in a file, since its console output is not made for machines. */
async function mocha(name, { node, args, env = {}, timeoutMs }) {
  const file = resultFile(name);
  const grep = process.env['TEST_GREP'] ? ['--grep', process.env['TEST_GREP']] : [];
  const { output } = await run(
    node,
    [
      ...['--import', 'tsx', mochaBin],
      ...args,
      ...grep,
      ...['--reporter', 'json', '--reporter-option', `output=${file}`],
    ],
    { cwd: root, timeoutMs, env: { ...process.env, ...env } },
  );
  const result = readResult(file);
  if (result === undefined) return broken(`The ${name} suite broke off`, output);
  const { passes, failures } = result.stats;
  if (passes + failures === 0 && grep.length === 0) {
    return broken(`The ${name} suite ran no test`, output);
  }
  return summary(result);
}

function summary({ stats, failures, passes }) {
  const report = failures.map(({ fullTitle, err }) => {
    const lines = String(err.stack ?? err.message).split('\n');
    return `${fullTitle}\n    ${lines.slice(0, 14).join('\n    ')}`;
  });
  const failedFiles = [...new Set(failures.map(({ file }) => file))];
  return {
    passed: stats.passes,
    failed: stats.failures + stats.pending,
    report: report.join('\n\n'),
    // A failure that belongs to no file cannot be tried again.
    failedFiles: failedFiles.includes(undefined) ? [] : failedFiles,
    passedElsewhere: passes.filter(({ file }) => !failedFiles.includes(file)).length,
  };
}

function broken(what, output) {
  return {
    passed: 0,
    failed: 1,
    report: `${what}. Its last words:\n${output.trim().slice(-4000)}`,
  };
}

function resultFile(name) {
  mkdirSync(resultsDir, { recursive: true });
  const file = join(resultsDir, `${name.replaceAll(' ', '-')}.json`);
  // An old result must not stand for a run that died.
  rmSync(file, { force: true });
  return file;
}

function readResult(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
