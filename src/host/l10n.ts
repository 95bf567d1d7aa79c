/*
 * Words through one door: every sentence a person reads goes through `l10n.t`, so that the bundle
 * tool finds it and a translation can replace it. The editor passes `vscode.l10n`; the headless
 * endpoint and the tests pass `plainEnglish`, which only fills in the placeholders.
 */
export type L10n = {
  /** `{0}`, `{1}` … are replaced by the arguments. */
  readonly t: (message: string, ...args: (string | number)[]) => string;
};

export const plainEnglish: L10n = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole)),
};
