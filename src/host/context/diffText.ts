/*
 * A unified diff of Git, file by file, so that a file in it can be judged and left out by its name.
 * Both names of a renamed file count; names that Git quotes are read as it writes them.
 * What cannot be read as a diff stays one section without a name: nothing is lost.
 */

export type DiffSection = { readonly paths: readonly string[]; readonly text: string };

export function diffSections(diff: string): readonly DiffSection[] {
  if (diff.trim() === '') return [];
  return diff
    .split(/^(?=diff --(?:git|cc|combined) )/m)
    .filter((text) => text.trim() !== '')
    .map((text) => ({ paths: pathsOf(text), text }));
}

function pathsOf(section: string): readonly string[] {
  const paths = new Set<string>();
  for (const line of section.split('\n')) {
    if (line.startsWith('@@')) break;
    const named = /^(?:---|\+\+\+|rename (?:from|to)|copy (?:from|to)) (.+?)\t?$/.exec(line)?.[1];
    if (named !== undefined && named !== '/dev/null') paths.add(stripped(unquoted(named)));
  }
  if (paths.size > 0) return [...paths];
  // Binary files and changes of mode have the first line alone; both sides say the same name.
  const head = /^diff --git "?a\/(.+?)"? "?b\/(.+?)"?$/m.exec(section);
  const combined = /^diff --(?:cc|combined) (.+)$/m.exec(section);
  return [...new Set([head?.[1], head?.[2], combined?.[1]].flatMap((path) => path ?? []))];
}

const stripped = (path: string): string => path.replace(/^[abciwo]\//, '');

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** Git writes unusual names in C style: `"a/\303\244.txt"`. */
function unquoted(name: string): string {
  const inside = /^"(.*)"$/.exec(name)?.[1];
  if (inside === undefined) return name;
  const bytes: number[] = [];
  for (const [whole, octal, other] of inside.matchAll(/\\([0-7]{3})|\\(.)|[^\\]/gu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...Buffer.from(other === undefined ? whole : (ESCAPES[other] ?? other)));
  }
  return Buffer.from(bytes).toString('utf8');
}
