/*
 * What a person attached to a question, as it is kept with the turn: where it came from and, word
 * for word, what was sent. Asking again, versions, export and history use these words and never
 * look at the files again.
 * All of it is foreign text: whoever sends or shows it treats it as such.
 */

/** Where something attached comes from; lines count from one, both ends included. */
export type ContextRef =
  | { readonly kind: 'file'; readonly uri: string }
  | { readonly kind: 'folder'; readonly uri: string }
  | {
      readonly kind: 'selection' | 'symbol';
      readonly uri: string;
      readonly from: number;
      readonly to: number;
      /** How the first line began: the lines are found again when they have moved. */
      readonly first: string;
    }
  | { readonly kind: 'editors' }
  /** Of one file, or of the whole workspace. */
  | { readonly kind: 'problems'; readonly uri?: string | undefined }
  | { readonly kind: 'diff'; readonly isStaged: boolean }
  /** As it was sent with an earlier turn: entry `at` of what was attached there. */
  | { readonly kind: 'sent'; readonly turnId: string; readonly at: number };

/** A named text. The name says path and lines, and is as foreign as the text. */
export type ContextPiece = {
  readonly name: string;
  readonly languageId?: string;
  readonly text: string;
};

export type AttachedRecord = {
  /** Never of kind `sent`: what was taken over keeps where it first came from. */
  readonly ref: ContextRef;
  readonly icon: ContextIcon;
  readonly label: string;
  readonly pieces: readonly ContextPiece[];
  /** What was left out of it or should be known, as the person was told. */
  readonly notes?: readonly string[];
};

export type ContextIcon =
  | 'file'
  | 'folder'
  | 'symbol'
  | 'selection'
  | 'editors'
  | 'problems'
  | 'diff';
