/*
 * Whether a person is in front of this window, as the editor tells it. A window counts as looked at
 * while it has the focus, and remembers when it lost it.
 * It asks the editor for nothing and needs no permission.
 */
import * as vscode from 'vscode';
import type { Attention, Clock } from '../core/index.ts';

export function windowAttention(clock: Clock): Attention {
  let lastMs = vscode.window.state.focused ? clock.nowMs() : undefined;
  // Lives as long as the window does.
  vscode.window.onDidChangeWindowState(() => {
    lastMs = clock.nowMs();
  });
  return {
    lastFocusedMs: () => (vscode.window.state.focused ? clock.nowMs() : lastMs),
    on: (fn) =>
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) fn();
      }),
  };
}
