import assert from 'node:assert/strict';
import { targetKey } from '../../../src/core/index.ts';
import { askedTurn } from '../../../src/host/dashboard/askedTurn.ts';
import { dashboardData } from '../../../src/host/dashboard/dashboardData.ts';
import { localDay } from '../../../src/host/spend/localDay.ts';
import { DAY_MS, monthOfJournals, NOW_MS, TARGETS } from './month.ts';
import { rank, recount } from './recount.ts';

const input = (journals: ReturnType<typeof monthOfJournals>) => ({
  turns: [...journals.values()].flatMap((journal) => askedTurn(journal) ?? []),
  chain: TARGETS.map((target) => ({ target, isPaused: false })),
  spent: [],
  nowMs: NOW_MS,
  dayOf: localDay,
  isSimulated: () => false,
});

describe('dashboardData', () => {
  for (const seed of [1, 2, 3]) {
    it(`equals what an independent script counts in the exported journals (seed ${seed})`, () => {
      const journals = monthOfJournals(40, seed);
      const lines = [...journals].map(([turnId, journal]) =>
        JSON.stringify({ turnId, ...journal }),
      );
      const data = dashboardData(input(journals));
      const month = recount(lines, NOW_MS - 30 * DAY_MS);
      const week = recount(lines, NOW_MS - 7 * DAY_MS, lines);
      for (const [ours, theirs] of [[data.month, month] as const, [data.week, week] as const]) {
        const { questions, answered, aloneMin, aloneMax } = theirs;
        assert.deepEqual(ours, { questions, answered, aloneMin, aloneMax });
        assert.ok(aloneMin < aloneMax && aloneMax < answered && answered < questions);
      }
      assert.deepEqual(data.costs.usdMicros, week.cost);
      assert.equal(
        data.costs.together,
        Object.values(week.cost).reduce((a, b) => a + b),
      );
      assert.equal(data.models.length, 2);
      for (const { target, questions, finished, failed, firstMs, causes } of data.models) {
        const other = month.models[targetKey(target)];
        assert.ok(other);
        assert.deepEqual(
          [questions, finished, failed, firstMs?.p50, firstMs?.p95],
          [
            ...[other.questions, other.finished, other.failed],
            ...[rank(other.firsts, 0.5), rank(other.firsts, 0.95)],
          ],
        );
        assert.deepEqual(Object.fromEntries(causes), other.causes);
      }
    });
  }

  it('leaves out what is older, and simulated answers while the chain is real', () => {
    const journals = monthOfJournals(10, 9, 60);
    const all = input(journals);
    const real = dashboardData(all);
    assert.ok(real.month.questions > 200 && real.month.questions <= 300);
    const isGpt = ({ providerId }: { providerId: string }): boolean => providerId === 'gpt';
    const without = dashboardData({ ...all, isSimulated: isGpt });
    assert.ok(without.models.every(({ target }) => !isGpt(target)));
    const trial = dashboardData({ ...all, isSimulated: () => true });
    assert.deepEqual(trial.month, real.month);
  });

  it('takes the sums of today and of the week from the ledger of all windows', () => {
    const today = localDay(NOW_MS);
    const sum = { isEstimated: false, attempts: 1, unknowns: 0, usdMicros: 5_000 };
    const target = 'claude/sonnet';
    const spent = [
      { ...sum, day: today, target },
      { ...sum, day: localDay(NOW_MS - 6 * DAY_MS), target },
      { ...sum, day: localDay(NOW_MS - 7 * DAY_MS), target },
    ];
    const data = dashboardData({ ...input(new Map()), spent });
    assert.equal(data.days[0]?.usdMicrosToday, 5_000);
    assert.equal(data.bookedUsdMicros, 10_000);
    assert.deepEqual(data.month, { questions: 0, answered: 0, aloneMin: 0, aloneMax: 0 });
    assert.deepEqual(data.models, []);
  });

  it('keeps the last five errors of each, the newest first', () => {
    const { days } = dashboardData(input(monthOfJournals(40, 3)));
    const at = days[0]?.lastErrors.map(({ wallMs }) => wallMs) ?? [];
    assert.equal(at.length, 5);
    assert.deepEqual(
      at,
      at.toSorted((a, b) => b - a),
    );
  });
});
