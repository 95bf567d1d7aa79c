/*
 * The person's home, as the look-around and the import see it: its folder, the environment, where
 * VS Code keeps the folders of extensions, and the path that Roo Code was given in the person's own
 * settings. What a workspace says of that path is not read.
 */
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Home } from './sources.ts';

/** `ownStorage`: the folder of this extension among those of all others. */
export function homeOf(ownStorage: string): Home {
  const roo = vscode.workspace.getConfiguration('roo-cline').inspect('autoImportSettingsPath');
  const rooPath = typeof roo?.globalValue === 'string' ? roo.globalValue : undefined;
  return { folder: homedir(), env: process.env, globalStorage: dirname(ownStorage), rooPath };
}
