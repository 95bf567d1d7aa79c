/*
 * The words between a killed process and whoever holds it to them, and what both know of the text
 * that is written. A line that was cut in the middle is no word.
 * Times are milliseconds of one clock for all processes of a computer.
 */
export type Said = {
  readonly what:
    | 'open'
    | 'turn'
    | 'removal'
    | 'spend'
    | 'fact'
    | 'lease'
    | 'used'
    | 'queued'
    /** A question that waited is on its way: its bytes have left. */
    | 'sent'
    | 'problem';
  readonly id: string;
  /** The version written, an amount, or for a lease the moment. */
  readonly rev: number;
  readonly is: 'begun' | 'done';
};

/**
 * Milliseconds of the system's monotonic clock, the same for all processes. Not `timeOrigin`: each
 * process takes it from the calendar when it starts, and two of them drift apart.
 */
export const sharedNowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export const DAY = '2026-08-22';
/** Low enough to be reached. */
export const DAY_CAP = 20_000;

/** Some long, so that a kill may fall into a write of many pages. */
export function questionOf(id: string, rev: number): string {
  const size = id.split('').reduce((sum, letter) => sum + letter.charCodeAt(0), rev);
  return `${id} for the ${rev}th time. ${'word '.repeat(size % 7 === 0 ? 20_000 : size % 50)}`;
}

export function wordsIn(output: string): readonly Said[] {
  const whole = output.slice(0, output.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
}
