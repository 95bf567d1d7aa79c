// The extension as VS Code sees it: found, activated, and its views and commands there.
// Only what needs a real extension host is asked here.

import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('activation', () => {
  const extension = vscode.extensions.getExtension('steadfast.steadfast');

  it('is found and activates', async () => {
    assert.ok(extension, 'steadfast.steadfast is not installed in this host');
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('registers every command that it contributes', async () => {
    const contributed: { command: string }[] = extension?.packageJSON?.contributes?.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributed.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });
});
