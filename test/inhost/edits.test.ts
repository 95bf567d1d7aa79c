// Edits by their commands, without a hand on the screen: what is shown, what is written and when, and
// that one Undo takes it back; also in parts of a file with other ends of line, and of two edits the
// newer one.

import { strict as assert } from 'node:assert';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { streamOf } from '../harness/recording.ts';

describe('edits by their commands', () => {
  const { commands, window, workspace, ConfigurationTarget, TabInputTextDiff } = vscode;
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const path = join(folder, 'edited.js');
  let one: LoopbackProvider;
  let document: vscode.TextDocument;
  const set = async (name: string, value: unknown): Promise<void> =>
    workspace.getConfiguration('steadfast').update(name, value, ConfigurationTarget.Global);
  const diffs = (): readonly vscode.Tab[] =>
    window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof TabInputTextDiff);
  const open = async (text: string, line: number): Promise<void> => {
    writeFileSync(path, text);
    document = await workspace.openTextDocument(path);
    await commands.executeCommand('workbench.action.files.revert');
    const at = new vscode.Range(line, 0, line, 1);
    await window.showTextDocument(document, { selection: at });
  };
  const answer = (code: string): void =>
    one.replay({ body: streamOf([`\`\`\`js\n${code}\n\`\`\``]) });
  const until = async (isSo: () => boolean, what: string): Promise<void> => {
    for (let n = 0; n < 100 && !isSo(); n += 1) await sleep(50);
    assert.ok(isSo(), what);
  };

  before(async () => {
    one = await startLoopbackProvider();
    const { baseUrl } = one;
    const entry = {
      id: 'aurora',
      kind: 'compatible',
      baseUrl,
      models: ['loopback-1'],
      armed: true,
    };
    await set('providers', [entry]);
  });
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await set('providers', undefined);
    await one.close();
    rmSync(path, { force: true });
  });

  it('show a change, write it when it is accepted, and take it back in one step', async () => {
    await open('let a = 1;\nlet b = 1;\n', 0);
    answer('let a = 2;');
    await commands.executeCommand('steadfast.code.fix');
    assert.equal(diffs().length, 1);
    assert.equal(document.getText(), 'let a = 1;\nlet b = 1;\n');
    assert.equal(document.isDirty, false);
    await commands.executeCommand('steadfast.change.accept');
    assert.equal(document.getText(), 'let a = 2;\nlet b = 1;\n');
    assert.equal(diffs().length, 0);
    assert.equal(window.activeTextEditor?.document, document);
    await commands.executeCommand('undo');
    await until(() => document.getText() === 'let a = 1;\nlet b = 1;\n', document.getText());
    assert.match(one.chatRequests().at(-1)?.body ?? '', /Rewrite line 1 of edited\.js/);
  });

  it('keep the ends of line of the file, and show the newer of two edits', async () => {
    await open('one();\r\ntwo();\r\n', 1);
    answer('first();');
    await commands.executeCommand('steadfast.code.refactor');
    answer('deux();\ntrois();');
    await window.showTextDocument(document, { selection: new vscode.Range(1, 0, 1, 1) });
    await commands.executeCommand('steadfast.code.addDocs');
    await until(() => diffs().length === 1, `${diffs().length} diffs`);
    await commands.executeCommand('steadfast.change.accept');
    assert.equal(document.getText(), 'one();\r\ndeux();\r\ntrois();\r\n');
    await commands.executeCommand('undo');
  });

  it('are discarded without a trace, and accepting nothing does nothing', async () => {
    await open('let a = 1;\n', 0);
    answer('let a = 3;');
    await commands.executeCommand('steadfast.code.fix');
    await commands.executeCommand('steadfast.change.discard');
    await commands.executeCommand('steadfast.change.accept');
    await commands.executeCommand('steadfast.change.choose');
    assert.equal(document.getText(), 'let a = 1;\n');
    assert.equal(diffs().length, 0);
  });

  it('leave no diff where the answer is words, or broke off', async () => {
    await open('let a = 1;\n', 0);
    one.replay({ body: streamOf(['It is good as it is.']) });
    await commands.executeCommand('steadfast.code.fix');
    await until(() => diffs().length === 0, 'a diff of words');
    answer('let a = 4;');
    await one.behave({ kind: 'cut-after', bytes: 260 });
    await commands.executeCommand('steadfast.code.fix');
    await until(() => diffs().length === 0, 'half a change');
    assert.equal(document.getText(), 'let a = 1;\n');
    await one.behave('ok');
  });
});
