/*
 * The two doors that the editor gives a webview: messages to the host, and a small
 * state that survives a reload. Typed here once; nothing else in this room touches the
 * global.
 */
import type { PanelMessage } from '../protocol/index.ts';

export type VsCodeApi<Message = PanelMessage> = {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
};

declare function acquireVsCodeApi(): VsCodeApi<unknown>;

/** May be called once per page: the editor throws on a second call. */
export function openVsCodeApi<Message = PanelMessage>(): VsCodeApi<Message> {
  return acquireVsCodeApi();
}
