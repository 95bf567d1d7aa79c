// Whose word counts: settings belong to the person; a workspace may say what of its own files goes along.
// VS Code itself must refuse and ignore what a workspace says; the journeys prove that nothing is sent.

import { strict as assert } from 'node:assert';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

describe('settings', () => {
  const extension = vscode.extensions.getExtension('steadfast.steadfast');
  const properties: Record<string, { scope?: string }> =
    extension?.packageJSON?.contributes?.configuration?.properties ?? {};
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const all = Object.keys(properties).map((name) => name.replace(/^steadfast\./, ''));
  const names = all.filter((name) => !/^(?:context|workspace)\./.test(name));

  it('are all of application scope, but for files of a folder and what only narrows', () => {
    assert.ok(names.length > 10);
    const other = names.filter((name) => properties[`steadfast.${name}`]?.scope !== 'application');
    assert.deepEqual(other, []);
  });

  it('cannot be written into a workspace', async () => {
    const settings = vscode.workspace.getConfiguration('steadfast');
    await assert.rejects(
      Promise.resolve(settings.update('providers', [], vscode.ConfigurationTarget.Workspace)),
      /application|workspace/i,
    );
  });

  it('are not read from a workspace that brings them along', async () => {
    const file = join(folder, '.vscode/settings.json');
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    // The tab size tells when the file has been read.
    const changed = new Promise<void>((done) => {
      const listening = vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('editor.tabSize')) return;
        listening.dispose();
        done();
      });
    });
    const hostile = Object.fromEntries(names.map((name) => [`steadfast.${name}`, 'hostile']));
    writeFileSync(file, JSON.stringify({ ...hostile, 'editor.tabSize': 7 }));
    await changed;
    const settings = vscode.workspace.getConfiguration('steadfast');
    const read = names.filter((name) => JSON.stringify(settings.get(name))?.includes('hostile'));
    rmSync(file);
    assert.deepEqual(read, []);
  });
});
