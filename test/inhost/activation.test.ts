// The extension as VS Code sees it: found, activated, and its views and commands there.
// Only what needs a real extension host is asked here.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('activation', () => {
  const extension = vscode.extensions.getExtension('steadfast.steadfast');

  it('is found and activates', async function () {
    assert.ok(extension, 'steadfast.steadfast is not installed in this host');
    const wasActive = extension.isActive;
    const startedMs = performance.now();
    await extension.activate();
    const tookMs = Math.round(performance.now() - startedMs);
    assert.ok(extension.isActive);
    // For the eye only: a busy computer is no failure.
    if (this.test !== undefined) {
      this.test.title += wasActive ? ' (was active already)' : ` (${tookMs} ms with its loading)`;
    }
  });

  it('exposes nothing to other extensions', () => {
    assert.equal(extension?.exports, undefined);
  });

  it('registers every command that it contributes', async () => {
    const contributed: { command: string }[] = extension?.packageJSON?.contributes?.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributed.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });

  it('fills at most twenty lines of the palette', () => {
    const { commands = [], menus } = (extension?.packageJSON?.contributes ?? {}) as {
      commands?: { command: string }[];
      menus?: { commandPalette?: { command: string; when?: string }[] };
    };
    const rules = new Map(menus?.commandPalette?.map(({ command, when }) => [command, when]));
    const always = commands.filter(({ command }) => rules.get(command) === undefined);
    assert.ok(always.length <= 20, `${always.length}: hide what tree, panel and menus offer`);
  });

  it('contributes its views, each with the command that opens it', async () => {
    const views: { id: string }[] = extension?.packageJSON?.contributes?.views?.steadfast ?? [];
    assert.deepEqual(
      views.map(({ id }) => id),
      ['steadfast.chat', 'steadfast.providers'],
    );
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { id } of views) assert.ok(registered.has(`${id}.focus`), id);
  });
});
