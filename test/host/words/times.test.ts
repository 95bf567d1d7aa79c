import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { ago, clockTime, count, dayOrTime, seconds } from '../../../src/host/words/times.ts';

describe('times', () => {
  it('speaks in milliseconds, then tenths, then whole seconds, then minutes', () => {
    const said = [0.2, 40, 95, 940, 1000, 9_949, 12_400, 99_499, 120_000].map((ms) =>
      seconds(ms, plainEnglish),
    );
    assert.deepEqual(said, [
      '1 ms',
      '40 ms',
      '0.1 s',
      '0.9 s',
      '1 s',
      '9.9 s',
      '12 s',
      '99 s',
      '2 min',
    ]);
  });

  it('gives the clock with and without seconds', () => {
    const at = new Date(2026, 0, 2, 4, 5, 6).getTime();
    assert.equal(clockTime(at), '04:05:06');
    assert.equal(clockTime(at, false), '04:05');
  });

  it('says how long ago something was, roughly', () => {
    const minute = 60_000;
    assert.deepEqual(
      [-5, 59_999, minute, 59 * minute, 60 * minute, 47 * 60 * minute, 48 * 60 * minute].map((ms) =>
        ago(ms, plainEnglish),
      ),
      ['just now', 'just now', '1 min ago', '59 min ago', '1 h ago', '47 h ago', '2 days ago'],
    );
  });

  it('gives the time of today, and the day of what is older', () => {
    const now = new Date(2026, 5, 2, 14, 5).getTime();
    const said = [new Date(2026, 5, 2, 9, 30), new Date(2026, 5, 1), new Date(2025, 0, 2)].map(
      (then) => dayOrTime(then.getTime(), now, 'en-GB'),
    );
    assert.deepEqual(said, ['09:30', '1 Jun', '2 Jan 2025']);
  });

  it('shortens counts without rounding up to a thousand thousand', () => {
    assert.deepEqual([7, 999, 1234, 9_949, 128_000, 999_499, 1_100_000].map(count), [
      '7',
      '999',
      '1.2k',
      '9.9k',
      '128k',
      '999k',
      '1.1M',
    ]);
  });
});
