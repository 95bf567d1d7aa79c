/*
 * The buttons of code blocks, loaded with the first press: a start of the editor does not pay for
 * them. Before that nothing is shown and there is nothing to accept.
 * esbuild.mjs makes `code/codeActions.ts` a bundle of its own.
 */
import type { CodeActions } from './code/codeActions.ts';

export type CodeLater = CodeActions & {
  /** Called whenever `file` changed. */
  onChange: () => void;
};

type Loaded = { readonly createCodeActions: (onChange: () => void) => CodeActions };

/** `load` is for tests: the real one needs the editor. */
export function codeLater(
  load: () => Promise<Loaded> = () => import('./code/codeActions.ts'),
): CodeLater {
  let loading: Promise<CodeActions> | undefined;
  let actions: CodeActions | undefined;
  const ready = async (): Promise<CodeActions> => {
    const { createCodeActions } = await load();
    actions = createCodeActions(() => later.onChange());
    return actions;
  };
  const later: CodeLater = {
    onChange: () => undefined,
    press: async (press) => (await (loading ??= ready())).press(press),
    begin: async (document) => (await (loading ??= ready())).begin(document),
    accept: async () => actions?.accept(),
    choose: async () => actions?.choose(),
    discard: async () => actions?.discard(),
    file: () => actions?.file(),
    dispose: () => actions?.dispose(),
  };
  return later;
}
