/*
 * Asks what `probe.ts` sees in the page.
 */
import type { HostMessage } from '../../../src/protocol/index.ts';
import type { Panel } from '../../webview/stage.ts';
import type { Probe } from './probe.ts';

declare global {
  interface Window {
    readonly probe: Probe;
  }
}

export async function shownAfter(
  panel: Panel,
  message: HostMessage,
  words: string,
): Promise<number> {
  return await panel.page.evaluate((asked) => window.probe.shownAfter(asked.message, asked.words), {
    message,
    words,
  });
}
