/*
 * Days as a person counts them: by the calendar and the time zone of this computer, from midnight
 * to midnight, also where a day has 23 or 25 hours.
 * Text that sorts: `2026-08-22`.
 */
const two = (n: number): string => String(n).padStart(2, '0');

export function localDay(wallMs: number): string {
  const date = new Date(wallMs);
  const year = String(date.getFullYear()).padStart(4, '0');
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When the next day begins: where a clock change leaves midnight out, right after it. */
export function nextDayWallMs(wallMs: number): number {
  const date = new Date(wallMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
