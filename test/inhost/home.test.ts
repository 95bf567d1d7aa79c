// What the editor itself offers beside the panel: quick fixes of problems of any language, and what
// the commands for the code at hand do where there is nothing to work on.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('at home in the editor', () => {
  const { DiagnosticSeverity, Range } = vscode;
  const problems = vscode.languages.createDiagnosticCollection('home-test');
  after(() => problems.dispose());

  const offered = async (
    severity: vscode.DiagnosticSeverity,
    kind?: string,
  ): Promise<readonly vscode.CodeAction[]> => {
    const content = 'one\ntwo\nthree\n';
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    const at = new Range(1, 0, 1, 3);
    problems.set(document.uri, [new vscode.Diagnostic(at, 'Not a number.', severity)]);
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      ...[document.uri, at, kind],
    );
    return found.filter(({ title }) => title.includes('Steadfast'));
  };

  it('offers to fix and to explain any problem, and prefers nothing', async () => {
    const actions = await offered(DiagnosticSeverity.Error);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Fix with Steadfast', 'Explain with Steadfast'],
    );
    for (const { isPreferred, edit, kind, command } of actions) {
      assert.ok(isPreferred !== true && edit === undefined);
      assert.equal(kind?.value, 'quickfix');
      const [place] = (command?.arguments ?? []) as { line: number; lastLine: number }[];
      assert.deepEqual([place?.line, place?.lastLine], [2, 2]);
    }
  });

  it('offers to fix all of a kind where there are several, and names the kind', async () => {
    const content = 'one\ntwo\nthree\nfour\n';
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    const found = (line: number, code: string): vscode.Diagnostic => {
      const one = new vscode.Diagnostic(new Range(line, 0, line, 3), 'Wrong.', 0);
      return Object.assign(one, { source: 'checker', code });
    };
    problems.set(document.uri, [found(0, 'a1'), found(1, 'b2'), found(3, 'a1')]);
    const at = async (line: number): Promise<readonly vscode.CodeAction[]> => {
      const given = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        ...[document.uri, new Range(line, 0, line, 3)],
      );
      return given.filter(({ title }) => title.startsWith('Fix All'));
    };
    const [all] = await at(0);
    assert.equal(all?.title, 'Fix All 2 of checker(a1) in This File with Steadfast');
    assert.deepEqual(
      (all?.command?.arguments as { line: number; lastLine: number }[] | undefined)?.map(
        ({ line, lastLine }) => [line, lastLine],
      ),
      [[1, 4]],
    );
    assert.deepEqual(await at(1), []);
  });

  it('leaves hints alone, and other kinds of actions', async () => {
    assert.deepEqual(await offered(DiagnosticSeverity.Hint), []);
    assert.deepEqual(await offered(DiagnosticSeverity.Error, 'source.organizeImports'), []);
  });

  it('says so where no file is open or no repository is there, and fails in no command', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // Each tells the person; none waits for an answer of theirs.
    await vscode.commands.executeCommand('steadfast.code.explain');
    await vscode.commands.executeCommand('steadfast.code.fix', { uri: 7 });
    void vscode.commands.executeCommand('steadfast.commit.write');
  });

  it('keeps the palette at twenty entries', () => {
    const extension = vscode.extensions.getExtension('steadfast.steadfast');
    assert.ok(extension !== undefined);
    const { menus, commands } = extension.packageJSON.contributes as {
      commands: { command: string }[];
      menus: Record<string, { command?: string; when?: string }[]>;
    };
    const rules = new Map(menus['commandPalette']?.map(({ command, when }) => [command, when]));
    const inMenu = menus['steadfast.code']?.flatMap(({ command }) => command ?? []) ?? [];
    const own = inMenu.filter((command) => command.startsWith('steadfast.code.'));
    assert.equal(own.length, 7);
    for (const command of [...own, 'steadfast.commit.write']) {
      if (command !== 'steadfast.code.edit') assert.equal(rules.get(command), 'false', command);
    }
    const shown = commands.filter(({ command }) => rules.get(command) !== 'false');
    assert.ok(shown.length <= 20, shown.map(({ command }) => command).join(' '));
  });
});
