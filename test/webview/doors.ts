/*
 * What stands in for the editor inside a test page: the webview's doors, theme colours, and traps
 * that count what must never happen. Bundled and loaded before the panel, under the same policy.
 */
import type { PanelMessage } from '../../src/protocol/index.ts';

export type Doors = { posted: PanelMessage[]; alerts: number; violations: string[] };

const doors: Doors = { posted: [], alerts: 0, violations: [] };
const { stageColors } = window as unknown as { stageColors: Record<string, string> };
const style = document.documentElement.style;
for (const [name, value] of Object.entries(stageColors)) {
  style.setProperty(`--vscode-${name}`, value);
}
style.setProperty('--vscode-font-family', 'system-ui, "DejaVu Sans", sans-serif');
style.setProperty('--vscode-editor-font-family', '"DejaVu Sans Mono", monospace');
document.addEventListener('securitypolicyviolation', (event) => {
  doors.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});

const kept = sessionStorage.getItem('state');
const alarm = (): void => {
  doors.alerts += 1;
};
Object.assign(window, {
  doors,
  alert: alarm,
  prompt: alarm,
  confirm: alarm,
  acquireVsCodeApi: () => ({
    postMessage: (message: PanelMessage) => {
      doors.posted.push(message);
      (window as { stageHears?: (message: PanelMessage) => void }).stageHears?.(message);
    },
    getState: () => (kept === null ? undefined : (JSON.parse(kept) as unknown)),
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  }),
});
