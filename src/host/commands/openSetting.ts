/*
 * The settings editor at one setting of ours, or at whatever id is given.
 * It changes nothing: what stands there is the person's.
 * A file of its own, because many lead here and none should bring all commands along.
 */
import * as vscode from 'vscode';

export async function openSetting(setting: string): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    setting === 'steadfast.budget' ? setting : `@id:${setting}`,
  );
}
