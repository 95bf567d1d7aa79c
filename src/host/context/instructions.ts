/*
 * The project's own instructions: `AGENTS.md` at the top of the workspace's folders, and of those
 * above the active file the nearest one besides (agents.md: the closest file wins). Bounded; a file
 * that may hold a secret, leads out of the workspace or cannot be read is not sent.
 * Whether they may be read at all (trust, setting, the person's switch) is decided by the caller.
 */
import type { ContextPiece } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import type { Look } from './look.ts';
import { pieceOf, shortened } from './pieces.ts';
import { judged } from './suspects.ts';

const NAME = 'AGENTS.md';
const FILE_CHARS_MAX = 32_000;
const DEPTH_MAX = 40;

export type Instructions = {
  readonly pieces: readonly ContextPiece[];
  /** What of them is not sent, and why. */
  readonly notes: readonly string[];
};

/** `roots` and `active`: addresses as the editor writes them, without a slash at the end. */
export async function readInstructions(
  { look, l10n }: { readonly look: Pick<Look, 'read' | 'path'>; readonly l10n: L10n },
  roots: readonly string[],
  active: string | undefined,
): Promise<Instructions> {
  const pieces: ContextPiece[] = [];
  const notes: string[] = [];
  const take = async (uri: string): Promise<boolean> => {
    const seen = await look.read(uri);
    const path = look.path(uri);
    if (!seen.isRead) {
      if (seen.why !== 'gone') notes.push(l10n.t('{0} could not be read', path));
      return false;
    }
    if (seen.text.trim() === '') return false;
    const { text, kept, of } = shortened(seen.text, FILE_CHARS_MAX);
    const one = judged(pieceOf(path, text, { languageId: 'markdown' }), { paths: [path] }, l10n);
    if (one.suspect === undefined) pieces.push(one.piece);
    else notes.push(l10n.t('Left out, may hold secrets: {0}', path));
    if (kept < of) notes.push(l10n.t('{0}: only the first {1} of {2} lines', path, kept, of));
    return true;
  };
  for (const root of roots) await take(`${root}/${NAME}`);
  for (const folder of foldersAbove(active, roots)) {
    if (await take(`${folder}/${NAME}`)) break;
  }
  return { pieces, notes };
}

/** From the file's own folder upwards, below the root that holds it. */
function foldersAbove(active: string | undefined, roots: readonly string[]): readonly string[] {
  const root = roots.find((one) => active?.startsWith(`${one}/`) === true);
  if (active === undefined || root === undefined) return [];
  const folders: string[] = [];
  let folder = active.slice(0, active.lastIndexOf('/'));
  while (folder.length > root.length && folders.length < DEPTH_MAX) {
    folders.push(folder);
    folder = folder.slice(0, folder.lastIndexOf('/'));
  }
  return folders;
}
