/*
 * The redactor that every line of the log passes: it knows the keys of this window and the shape of
 * the usual ones, and puts a word in their place.
 * What the lines of the journal say is told by `journalLine.ts`.
 */

/** Replaces every known key, and anything that has the shape of one. */
export function createRedactor(known: () => readonly string[]): (text: string) => string {
  return (text) => {
    let clean = text;
    for (const key of known()) {
      if (key.length >= 4) clean = clean.split(key).join('[key]');
    }
    return clean.replace(KEY_SHAPE, '[key]');
  };
}

/** Prefixed keys of the usual vendors, bearer headers and long opaque tokens after `key=`. */
export const KEY_SHAPE =
  /\b(?:sk|pk|rk|gsk|xai|hf|ghp|gho|github_pat|AIza|r8|pplx|csk|fw|nvapi)[-_]?[A-Za-z0-9_-]{16,}|(?<=\b(?:bearer|authorization:|api[-_]?key["'=:\s]{1,4})\s{0,2})[A-Za-z0-9._~+/-]{16,}=*/gi;
