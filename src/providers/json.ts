/*
 * Narrow reads of JSON that somebody else wrote.
 * Absent, null and the wrong type are the same thing: `undefined`.
 * Nothing here throws, coerces, or recurses.
 */
export type JsonObject = { readonly [key: string]: unknown };

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string that says something; the empty string is absent, as vendors use it so. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number that is not negative; what a count, a limit or a price must be. */
export function asCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A count of tokens; what is no whole number is unknown, never zero. */
export function asTokens(value: unknown): number | undefined {
  const count = asCount(value);
  return count !== undefined && Number.isSafeInteger(count) ? count : undefined;
}

/** The parsed value, or `undefined` where the text is no JSON (JSON itself has no undefined). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
