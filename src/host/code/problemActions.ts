/*
 * *Fix with Steadfast* and *Explain with Steadfast* among the quick fixes of every problem that the
 * editor shows, of any language. Either is a question in the chat; nothing is changed by it,
 * nothing is preferred, and nothing is sent before it is chosen. Hints are no problems.
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
  const place: ProblemPlace = {
    uri: document.uri.toString(),
    line: Math.min(...found.map(({ range }) => range.start.line)) + 1,
    lastLine: Math.max(...found.map(({ range }) => range.end.line)) + 1,
  };
  const action = (title: string, command: string): vscode.CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: found,
    command: { title, command, arguments: [place] },
  });
  return [
    action(l10n.t('Fix with Steadfast'), 'steadfast.code.fix'),
    action(l10n.t('Explain with Steadfast'), 'steadfast.code.explain'),
  ];
}
