// What is mutated, by mechanism of the engine: sources by their names, so that a file which joins a
// mechanism joins its mutants; and the specs that hold it besides each source's own.

export type Group = {
  /** Of paths below src/engine. */
  readonly sources: RegExp;
  /** Below test/engine, without `.test.ts`. */
  readonly specs: readonly string[];
};

export const GROUPS: Readonly<Record<string, Group>> = {
  breaker: {
    sources: /^(breaker\w*|\w+Rule|familyBreaker\w*|probe\w*)\.ts$/,
    specs: ['order'],
  },
  retry: { sources: /^(retry|backoff)\.ts$/, specs: ['order'] },
  budget: {
    sources: /^(ledger|journey|repeatBudget|selfThrottle|throttle|hedgeBucket|\w*[bB]udget)\.ts$/,
    specs: ['retry'],
  },
  bulkhead: {
    sources: /^(bulkhead\w*|lanes?\w*|slot\w+|limiter|rateGate|rateBook|\w+Window|pauseBook)\.ts$/,
    specs: ['order', 'starving', 'pauseKeep'],
  },
  timeouts: {
    sources: /^(timeouts|stallWatch|silenceLimits|attemptTimes|dripWatch)\.ts$/,
    specs: ['timeLimits'],
  },
  latency: { sources: /^latency\/\w+\.ts$/, specs: [] },
  router: { sources: /^(failover|decision|candidates|moves|exhausted)\.ts$/, specs: ['order'] },
  continuation: {
    sources: /^(continuation|seamTrim|codeFence|prefillBook|shown)\.ts$/,
    specs: ['continuing'],
  },
  stored: { sources: /^(storedAnswers|answerKey|within)\.ts$/, specs: ['keptAnswers'] },
  spend: { sources: /^spend\w*\.ts$/, specs: ['spendLayer'] },
};
