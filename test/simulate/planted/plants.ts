// Deliberate mistakes of the engine, each a change of one place in its source, made while it is
// bundled for the run and never on disk. `like` names the report of another system's users that it
// recreates. A place that is no longer there is an error: the list cannot rot.

export type Plant = {
  readonly name: string;
  /** Under src/. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly like?: string;
  /** What only a run with one healed server shows. */
  readonly mode?: 'liveness';
};

export const PLANTS: readonly Plant[] = [
  {
    name: 'a later, longer delay keeps the first end',
    like: 'BerriAI/litellm#40130',
    file: 'engine/pauseBook.ts',
    find: 'known === undefined || known.untilMs < asked.untilMs) return',
    replace: 'known === undefined || known.untilMs < asked.bookedAtMs) return',
  },
  {
    name: 'a server is asked twelve times as fast as it asks for',
    like: 'BerriAI/litellm#20722',
    file: 'engine/pauseBook.ts',
    find: 'const delayMs = hintMs ?? unhintedMs;',
    replace: 'const delayMs = (hintMs ?? unhintedMs) / 12;',
  },
  {
    name: 'an answer from before the refusal lifts the pause',
    file: 'engine/pauseBook.ts',
    find: 'if (entry === undefined || entry.bookedAtMs > startedAtMs) continue;',
    replace: 'if (entry === undefined) continue;',
  },
  {
    name: 'a refusal of the question counts as a failure of the server',
    like: 'BerriAI/litellm#42432',
    file: 'engine/breakerPermit.ts',
    find: '|| isSaid ? 0 : weightOf(error)',
    replace: '|| isSaid ? 0 : 1',
  },
  {
    name: 'an open breaker lets everybody through',
    like: 'BerriAI/litellm#34836',
    file: 'engine/breakerBook.ts',
    find: "if (state === 'closed')\n",
    replace: 'if (trial === undefined)\n',
  },
  {
    name: 'half-open admits any number of trials',
    like: 'opossum#276',
    file: 'engine/breakerBook.ts',
    find: "if (running !== 'probe' || trial !== 'live') return undefined;",
    replace: '',
  },
  {
    name: 'a trial that nobody settles stays half-open for ever',
    like: 'resilience4j#935',
    file: 'engine/breakerPermit.ts',
    find: 'if (settle()) reopen();',
    replace: 'settle();',
    mode: 'liveness',
  },
  {
    name: 'a trial is over before it has answered',
    file: 'engine/breakerCells.ts',
    find: 'const NO_TRIAL = { trialId: 0, trial: undefined }',
    replace: "const NO_TRIAL = { state: 'half-open', trialId: 0, trial: undefined }",
  },
  {
    name: 'an open time of a day',
    like: 'langwatch#7027',
    file: 'engine/breakerCells.ts',
    find: 'return Math.max(ownMs, ',
    replace: 'return Math.max(SERVER_DELAY_MAX_MS, ',
    mode: 'liveness',
  },
  {
    name: 'a lock of a hundred hours',
    file: 'engine/lockBook.ts',
    find: 'const LOCK_MS = 3_600_000;',
    replace: 'const LOCK_MS = 360_000_000;',
    mode: 'liveness',
  },
  {
    name: 'an answer that broke is asked again behind what was shown',
    like: 'pi#8031',
    file: 'engine/retry.ts',
    find: '!(error instanceof ChatError) || shown.isCommitted',
    replace: '!(error instanceof ChatError)',
  },
  {
    name: 'a body that is no answer is asked for again, for ever',
    like: 'claude-code-action#797',
    file: 'core/disposition.ts',
    find: 'protocol: row({ next',
    replace: "protocol: row({ repeat: once('fast'), next",
  },
  {
    name: 'a silent server is asked again',
    like: 'failoverbench',
    file: 'core/disposition.ts',
    find: 'silent: row({ next',
    replace: "silent: row({ repeat: once('fast'), next",
  },
  {
    name: 'repeats multiply',
    like: 'BerriAI/litellm#34129',
    file: 'engine/ledger.ts',
    find: 'if (countAt(target) >= timesMax) return false;\n      if (repeats >= repeatsMax) {',
    replace:
      'if (countAt(target) >= timesMax * 5) return false;\n      if (repeats >= repeatsMax * 5) {',
  },
  {
    name: 'the budget of repeats never empties',
    like: 'caura#859',
    file: 'engine/repeatBudget.ts',
    find: 'if (tenths >= 0) return { ...bucket, tenths };',
    replace: 'if (tenths >= 0) return bucket;',
  },
  {
    name: 'the budget of repeats goes below zero',
    file: 'engine/repeatBudget.ts',
    find: 'if (tenths >= 0) return { ...bucket, tenths };',
    replace: 'return { ...bucket, tenths };',
  },
  {
    name: 'an answer that was cut off counts as whole',
    like: 'Portkey-AI/gateway#1797',
    file: 'engine/attempt.ts',
    find: 'if (!isWhole) throw truncated(call);',
    replace:
      "if (!isWhole) { record.end('finished', {}); yield { type: 'finish', reason: 'stop' } as const; }",
  },
  {
    name: 'an answer that stalls is waited for, whatever the time',
    like: 'BerriAI/litellm#40404',
    file: 'engine/timeouts.ts',
    find: 'else watch.pullStarted(limitIn(phase, limits));',
    replace: "else if (phase !== 'streaming') watch.pullStarted(limitIn(phase, limits));",
  },
  {
    name: 'the limit of headers never fires',
    like: 'maximhq/bifrost#7034',
    file: 'engine/timeouts.ts',
    find: 'else watch.pullStarted(limitIn(phase, limits));',
    replace: "else if (phase !== 'headers') watch.pullStarted(limitIn(phase, limits));",
  },
  {
    name: 'a place is never given back',
    file: 'engine/slotBook.ts',
    find: 'if (!account.held.delete(entry)) account.queue',
    replace: "if (entry.state === 'waiting') account.queue",
  },
  {
    name: 'the queue has no bound',
    file: 'engine/slotBook.ts',
    find: 'if (account.queue.length <= options().queueMax) return;',
    replace: 'if (account.queue.length >= 0) return;',
  },
  {
    name: 'who came last is served first',
    file: 'engine/slotBook.ts',
    find: 'other.cameAtMs > cameAtMs',
    replace: 'other.cameAtMs <= cameAtMs',
  },
  {
    name: 'whoever is in the chain is asked, armed or not',
    file: 'engine/candidates.ts',
    find: "if (!entry.armed) return 'not-armed';",
    replace: '',
  },
  {
    name: 'two hundred paid probes a day',
    file: 'engine/probeRules.ts',
    find: 'const PROBES_PER_DAY = 20;',
    replace: 'const PROBES_PER_DAY = 200;',
  },
  {
    name: 'probes though they are off',
    file: 'engine/probeRules.ts',
    find: "options().probes.mode === 'off' || deps.isOffline()",
    replace: 'deps.isOffline()',
  },
  {
    name: 'probes without a network',
    file: 'engine/probeRules.ts',
    find: "options().probes.mode === 'off' || deps.isOffline()",
    replace: "options().probes.mode === 'off'",
  },
  {
    name: 'everything is asked again in the second after waking',
    file: 'engine/wakeGate.ts',
    find: 'if (clock.nowMs() < untilMs && hasTried)',
    replace: 'if (clock.nowMs() < -1 && hasTried)',
  },
  {
    name: 'a repeat beyond the deadline',
    file: 'engine/retry.ts',
    find: 'if (untilMs >= call.deadlineAtMs) return undefined;',
    replace: '',
  },
  {
    name: 'whoever lost the race goes on',
    file: 'engine/duel.ts',
    find: 'if (other !== runner) other.stop(beaten(other, startedAtMs, clock));',
    replace: '',
  },
  {
    name: 'the winner’s first words are lost',
    file: 'engine/duel.ts',
    find: 'if (event !== undefined) yield* rest(runner, event);',
    replace: "if (event !== undefined) yield* rest(runner, { type: 'alive' });",
  },
  {
    name: 'a wait does not hear that it was stopped',
    like: 'Kilo-Org/kilocode#8541',
    file: 'engine/waiting.ts',
    find: "const onAbort = (): void => end('abort');",
    replace: 'const onAbort = (): void => undefined;',
  },
  {
    name: 'listeners are left on the person’s signal',
    like: 'anthropics/anthropic-sdk-typescript#1206',
    file: 'core/linkAbort.ts',
    find: "dispose: () => parent.removeEventListener('abort', follow),",
    replace: 'dispose: () => undefined,',
  },
  {
    name: 'a seam drops the end of what is kept',
    like: 'BerriAI/litellm#31067',
    file: 'engine/seamTrim.ts',
    find: 'if (isDecided) return text;',
    replace: 'if (isDecided) return text.slice(1);',
  },
];
