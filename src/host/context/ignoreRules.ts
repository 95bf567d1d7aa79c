/*
 * What `.gitignore` files of a folder say about a path, for windows without the Git extension:
 * every level is asked from the top, deeper rules win, and what lies in an ignored folder is
 * ignored. Git's own answer, where it can be had, also knows the rules outside the folder.
 * Patterns of a hostile repository are bounded, so that no path takes long to judge.
 */
import ignore, { type Ignore } from 'ignore';

const FILE_CHARS_MAX = 200_000;
const LINE_CHARS_MAX = 300;
/** Each star multiplies what a name can cost. */
const STARS_MAX = 8;

export type IgnoreRules = {
  /** `path` from the folder, with `/`, no slash in front. */
  readonly isIgnored: (path: string) => Promise<boolean>;
};

/** `read` answers the text of the `.gitignore` in a folder (`''` is the top), if there is one. */
export function createIgnoreRules(
  read: (folder: string) => Promise<string | undefined>,
): IgnoreRules {
  const known = new Map<string, Promise<Ignore | undefined>>();
  const rulesOf = (folder: string): Promise<Ignore | undefined> => {
    const rules = known.get(folder) ?? read(folder).then(parsed);
    known.set(folder, rules);
    return rules;
  };
  const isMarked = async (segments: readonly string[], isFolder: boolean): Promise<boolean> => {
    let isIgnored = false;
    for (let depth = 0; depth < segments.length; depth += 1) {
      const rules = await rulesOf(segments.slice(0, depth).join('/'));
      const verdict = rules?.test(segments.slice(depth).join('/') + (isFolder ? '/' : ''));
      if (verdict?.ignored === true) isIgnored = true;
      else if (verdict?.unignored === true) isIgnored = false;
    }
    return isIgnored;
  };
  return {
    async isIgnored(path) {
      const segments = path.split('/');
      if (segments.includes('.git')) return true;
      for (let end = 1; end <= segments.length; end += 1) {
        if (await isMarked(segments.slice(0, end), end < segments.length)) return true;
      }
      return false;
    },
  };
}

function parsed(text: string | undefined): Ignore | undefined {
  if (text === undefined || text.length > FILE_CHARS_MAX) return undefined;
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.length <= LINE_CHARS_MAX && line.split('*').length <= STARS_MAX + 1);
  return ignore().add(lines);
}
