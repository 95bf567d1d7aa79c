// Source files without a unit test of their own: the few whose every line needs the real editor
// or a real browser, with the test that covers them instead. Files that hold only types need no
// entry, they are recognised. An entry whose source or whose covering test is gone is a problem,
// so the list cannot rot. It is no place for "later".

export interface Exemption {
  readonly path: string;
  /** The test file that runs this code for real. */
  readonly coveredBy: string;
  readonly reason: string;
}

export const exemptions: readonly Exemption[] = [];
