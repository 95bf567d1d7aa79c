import assert from 'node:assert/strict';
import { localDay, nextDayWallMs } from '../../../src/host/spend/localDay.ts';

const HOUR_MS = 3_600_000;
const at = (iso: string): number => Date.parse(iso);

describe('localDay', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('is the day of the person’s own calendar, not of UTC', () => {
    process.env['TZ'] = 'America/New_York';
    assert.equal(localDay(at('2026-08-22T03:59:59Z')), '2026-08-21');
    assert.equal(localDay(at('2026-08-22T04:00:00Z')), '2026-08-22');
    process.env['TZ'] = 'Pacific/Kiritimati';
    assert.equal(localDay(at('2026-08-22T10:00:00Z')), '2026-08-23');
  });

  it('changes at midnight, also when clocks are changed', () => {
    process.env['TZ'] = 'Europe/Berlin';
    // 23 hours, then 25.
    for (const [begins, hours] of [
      ['2026-03-28T23:00:00Z', 23],
      ['2026-10-24T22:00:00Z', 25],
      ['2026-08-21T22:00:00Z', 24],
    ] as const) {
      const start = at(begins);
      const end = nextDayWallMs(start);
      assert.equal((end - start) / HOUR_MS, hours, begins);
      assert.equal(localDay(start), localDay(end - 1));
      assert.notEqual(localDay(end), localDay(end - 1));
      assert.notEqual(localDay(start - 1), localDay(start));
    }
  });

  it('begins at the first moment where a clock change leaves midnight out', () => {
    process.env['TZ'] = 'America/Sao_Paulo';
    // 2018-11-04 began at 01:00.
    const before = at('2018-11-03T12:00:00Z');
    const next = nextDayWallMs(before);
    assert.equal(localDay(next), '2018-11-04');
    assert.equal(localDay(next - 1), '2018-11-03');
  });
});
