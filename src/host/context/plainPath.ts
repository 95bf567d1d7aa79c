/*
 * Whether a path below a folder of the workspace is what it looks like: plain segments downwards,
 * nothing that another layer would decode, fold or expand into a way out. Refused spellings are
 * rare in honest repositories and the usual shapes of attacks (CVE-2025-62353, CVE-2025-62449).
 * Pure: it does not look at the disk. Links are `insideRoots`' part.
 */

const PATH_CHARS_MAX = 1024;
const SEGMENT_CHARS_MAX = 255;

/** What Windows takes for a device, with or without an ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
/** Dots and slashes in disguise: percent-encoded (also twice), full-width, look-alike. */
const DISGUISED = /%(?:25)*(?:2e|2f|5c)|[\u2024\u2025\u2044\u2215\u29F8\u29F9\uFF0E\uFF0F\uFF3C]/i;

/** `path` with `/` between its segments and none in front. */
export function isPlainPath(path: string, isWindows: boolean): boolean {
  if (path === '' || path.length > PATH_CHARS_MAX) return false;
  if (/[\p{Cc}\u2028\u2029]/u.test(path) || DISGUISED.test(path)) return false;
  if (path.startsWith('~') || path.includes('${') || path.includes('\\')) return false;
  return path.split('/').every((segment) => isPlainSegment(segment, isWindows));
}

function isPlainSegment(segment: string, isWindows: boolean): boolean {
  // Dots alone, also with what some servers cut off behind them: `..;`
  if (segment === '' || /^\.+;*$/.test(segment) || segment.length > SEGMENT_CHARS_MAX) return false;
  if (!isWindows) return !/^[a-z][a-z0-9+.-]+:$/i.test(segment);
  return !/[:*?"<>|%]|[. ]$/.test(segment) && !DEVICE.test(segment);
}
