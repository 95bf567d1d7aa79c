// Plays the stages of a test run: their jobs, in order, on a few hands at once, and one line for each
// stage when its last job is done. A journey in the editor waits for two
// thirds of its time, so that three hands keep two cores busy.
// A job may ask for a second, quiet try: it is played by itself when all the others are done.
// A job begins when the parts it needs are installed (which goes on beside it) and when the stage it
// builds on has passed. A failure stops nothing but the stages that mean nothing without it.
// It installs nothing and knows no stage by name.

const HANDS = 3;

/**
 * `ready(part)` resolves when a part is there and rejects when it cannot be had. `say(text)` gets
 * each line. A job resolves to `{ passed, failed, report }`, or with `again`, a job to play instead;
 * no stage may come after one that does. Resolves to `{ passed, failed }`, counting tests.
 */
export async function playStages(stages, { ready, say }) {
  const total = { passed: 0, failed: 0 };
  const runs = stages.map((stage) => begin(stage));
  const quiet = [];
  const queue = runs.flatMap((run) => run.jobs.map((job) => ({ run, job })));
  const before = (run) => runs.find(({ stage }) => stage.name === run.stage.after);

  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { run, job } = next;
      const base = before(run);
      const why =
        base !== undefined && !(await base.over) ? `${run.stage.after} failed` : undefined;
      const result = why === undefined ? await playJob(run, job) : { skipped: why };
      if (result.again === undefined) take(run, result);
      else quiet.push({ run, job: result.again });
    }
  };

  const playJob = async (run, job) => {
    try {
      for (const part of run.stage.needs) await ready(part);
    } catch {
      return { skipped: 'what it needs could not be installed' };
    }
    run.startedMs ??= performance.now();
    try {
      return await job();
    } catch (error) {
      return { passed: 0, failed: 1, report: String(error?.stack ?? error) };
    }
  };

  const take = (run, { passed = 0, failed = 0, report = '', skipped }) => {
    run.passed += passed;
    run.failed += failed;
    run.left -= 1;
    if (skipped !== undefined) run.skipped = skipped;
    if (report !== '') run.reports.push(report);
    if (run.left > 0) return;
    if (run.skipped !== undefined) run.failed += 1;
    if (run.passed + run.failed === 0) {
      // Silence is no success.
      run.failed += 1;
      run.reports.push('No test ran.');
    }
    total.passed += run.passed;
    total.failed += run.failed;
    tell(run, say);
    run.finish(run.failed === 0);
  };

  await Promise.all(Array.from({ length: HANDS }, work));
  for (const { run, job } of quiet) take(run, await playJob(run, job));
  return total;
}

function begin(stage) {
  let finish;
  const over = new Promise((resolve) => {
    finish = resolve;
  });
  const jobs = stage.jobs();
  const counts = { passed: 0, failed: 0, left: jobs.length };
  return { stage, jobs, over, finish, ...counts, reports: [], startedMs: undefined };
}

function tell({ stage, passed, failed, skipped, reports, startedMs }, say) {
  const name = stage.name.padEnd(10);
  if (skipped !== undefined) {
    say(`${name} not run: ${skipped}`);
  } else {
    const counts = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
    say(`${name} ${counts}, ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  }
  if (reports.length > 0) say(`\n${reports.join('\n\n')}\n`);
}
