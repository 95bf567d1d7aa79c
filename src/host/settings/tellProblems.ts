/*
 * Each wrong setting is told once per wording, with a button that leads to it; the panel says it as
 * well, for as long as it is wrong. Nothing is changed by it. A wrong setting is never used; what
 * holds instead is said there.
 */
import * as vscode from 'vscode';
import { openSetting } from '../commands/openSetting.ts';
import type { SettingsBox } from './settingsBox.ts';

const told = new Set<string>();

export function tellProblems(settings: Pick<SettingsBox, 'problems'>): void {
  for (const problem of settings.problems()) {
    if (told.has(problem.message)) continue;
    told.add(problem.message);
    const open = vscode.l10n.t('Open Setting');
    void vscode.window.showWarningMessage(problem.message, open).then((chosen) => {
      if (chosen === open) void openSetting(problem.setting);
    });
  }
}
