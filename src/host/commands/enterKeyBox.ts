/*
 * The box for a key: a password box of VS Code's own, which says where the key will go. A key never
 * passes the panel.
 * It stores nothing; whoever asked does.
 */
import * as vscode from 'vscode';

/** Undefined when the person left. */
export async function enterKeyBox(name: string, origin: string): Promise<string | undefined> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Key of {0}', name),
    prompt: vscode.l10n.t('Goes to {0} only. Stays in the keychain of this computer.', origin),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('Enter the key.') : undefined),
  });
  return key?.trim();
}
