/*
 * What the context room sees of the editor: texts, lists, problems, diffs. One port, so that
 * everything that is decided here is tested without an editor.
 * Addresses are strings as the editor writes them; whoever reads decides whether it may.
 */
import type { AttachedRecord } from '../../core/index.ts';
import type { Problem } from './problemText.ts';

export type Why = 'gone' | 'outside' | 'link' | 'binary' | 'large' | 'excluded' | 'not-a-file';

export type Seen<T> =
  | ({ readonly isRead: true } & T)
  | { readonly isRead: false; readonly why: Why };

export type SeenText = {
  readonly text: string;
  readonly languageId?: string;
};

/** Files below a folder: not the ignored, the excluded, and what is behind links. */
export type SeenFolder = { readonly uris: readonly string[]; readonly isCut: boolean };

export type SeenDiff =
  | { readonly isRead: true; readonly text: string; readonly notes: readonly string[] }
  | { readonly isRead: false; readonly sentence: string };

export type Look = {
  /** The newest text: of an open document, saved or not, else of the file. */
  readonly read: (uri: string) => Promise<Seen<SeenText>>;
  readonly below: (folder: string) => Promise<Seen<SeenFolder>>;
  /** The path from the workspace, with the folder's name where there are several. */
  readonly path: (uri: string) => string;
  /** Text files in tabs, the active one first. */
  readonly editors: () => readonly string[];
  readonly problems: (uri?: string) => readonly Problem[];
  readonly diff: (isStaged: boolean) => Promise<SeenDiff>;
  /** What was sent with an earlier turn of this conversation. */
  readonly sent: (turnId: string, at: number) => AttachedRecord | undefined;
};
