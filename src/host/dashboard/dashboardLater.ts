/*
 * The dashboard, loaded when it is first opened: a start of the editor does not pay for it.
 * The editor hands back the tab that was open before a reload of the window.
 * One of it is made, so that a dashboard that is open comes to the front again.
 */
import * as vscode from 'vscode';
import type { Dashboard, DashboardDeps } from './dashboardPanel.ts';

export type DashboardLater = vscode.Disposable & { readonly open: () => Promise<void> };

export function dashboardLater(deps: DashboardDeps): DashboardLater {
  let loading: Promise<Dashboard> | undefined;
  const load = async (): Promise<Dashboard> =>
    (await import('./dashboardPanel.ts')).createDashboard(deps);
  const ready = (): Promise<Dashboard> => (loading ??= load());
  const registered = vscode.window.registerWebviewPanelSerializer('steadfast.dashboard', {
    deserializeWebviewPanel: async (panel) => (await ready()).reopen(panel),
  });
  return {
    open: async () => (await ready()).open(),
    dispose: () => void registered.dispose(),
  };
}
