/* Questions as the dashboard counts them, made by hand: for the tests of its figures. */
import type { AskedTry, AskedTurn } from '../../../src/host/dashboard/askedTurn.ts';
import { a } from '../fakes.ts';

export const tryOf = (more: Partial<AskedTry> = {}): AskedTry => ({
  ...{ target: a, key: 'a/m', wallMs: 0, origin: 'first', isTrial: false },
  ...{ outcome: 'finished', firstMs: 800, durationMs: 2_000, textChars: 120 },
  ...{ error: undefined, paidFor: 'answer', cost: undefined },
  ...more,
});

export const turnOf = (more: Partial<AskedTurn> = {}): AskedTurn => ({
  ...{ wallMs: 0, seen: 'answered', alone: 'answered', first: a },
  ...{ tries: [], skips: [], changes: [] },
  ...more,
});
