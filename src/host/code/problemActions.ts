/*
 * *Fix with Steadfast* and *Explain with Steadfast* among the quick fixes of every problem that the
 * editor shows, of any language, and one that fixes all of a kind in the file. A fix is shown as a
 * change before it is made, an explanation is given in the chat. Nothing is preferred, and nothing
 * is sent before it is chosen. Hints are no problems.
 */
import * as vscode from 'vscode';
import type { ProblemPlace } from './problemPlace.ts';

export function problemActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    { provideCodeActions: (document, _range, context) => actionsFor(document, context) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function actionsFor(
  document: vscode.TextDocument,
  { diagnostics, only }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const { l10n, CodeActionKind, DiagnosticSeverity } = vscode;
  if (only !== undefined && !only.contains(CodeActionKind.QuickFix)) return [];
  const found = diagnostics.filter(({ severity }) => severity !== DiagnosticSeverity.Hint);
  if (found.length === 0) return [];
  const place = placeOf(document, found);
  const action = (title: string, command: string, at = place): vscode.CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: found,
    command: { title, command, arguments: [at] },
  });
  const { uri } = document;
  const kinds = new Map(found.map((one) => [kindOf(one), one]));
  const all = [...kinds].flatMap(([kind]) => {
    const same = vscode.languages.getDiagnostics(uri).filter((one) => kindOf(one) === kind);
    if (kind === undefined || same.length < 2) return [];
    const at = { ...placeOf(document, same), isWide: true, kind };
    const title = l10n.t('Fix All {0} of {1} in This File with Steadfast', same.length, kind);
    return [action(title, 'steadfast.code.fixAll', at)];
  });
  return [
    action(l10n.t('Fix with Steadfast'), 'steadfast.code.fix'),
    ...all,
    action(l10n.t('Explain with Steadfast'), 'steadfast.code.explain'),
  ];
}

function placeOf({ uri }: vscode.TextDocument, found: readonly vscode.Diagnostic[]): ProblemPlace {
  return {
    uri: uri.toString(),
    line: Math.min(...found.map(({ range }) => range.start.line)) + 1,
    lastLine: Math.max(...found.map(({ range }) => range.end.line)) + 1,
  };
}

/** `eslint(no-unused-vars)`: who says so, and under which name; undefined where it has none. */
function kindOf({ source, code }: vscode.Diagnostic): string | undefined {
  const value = typeof code === 'object' ? code.value : code;
  return value === undefined || source === undefined ? undefined : `${source}(${value})`;
}
