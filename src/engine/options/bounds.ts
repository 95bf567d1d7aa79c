/*
 * The checks that every section of the options is made with: a number between two bounds, a whole
 * one, one of a few words. What is out of bounds throws a `RangeError` that names the field, its
 * value and what it must be; nothing is clamped in silence.
 */
export function within(field: string, value: unknown, min: number, max: number): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  throw new RangeError(`${field} is ${String(value)}: it must be a number from ${min} to ${max}`);
}

export function whole(field: string, value: unknown, min: number, max: number): void {
  within(field, value, min, max);
  if (!Number.isInteger(value))
    throw new RangeError(`${field} is ${String(value)}: it must be a whole number`);
}

export function oneOf(field: string, value: unknown, allowed: readonly string[]): void {
  if (typeof value === 'string' && allowed.includes(value)) return;
  throw new RangeError(`${field} is ${String(value)}: it must be one of ${allowed.join(', ')}`);
}
