// Finds the frame of one of our webviews among all frames of the workbench.
// Frame names are random and nested, so each webview marks its body: data-steadfast="chat".
// A page whose script has not drawn anything counts for nothing: the product gives it anew.
// The frame goes stale when the view is hidden or the page reloads: ask again then.

import type { Frame, Page } from 'playwright-core';
import { runCommand } from './palette.ts';

/**
 * The frame whose body carries `data-steadfast="<view>"`; waits until it is loaded. `chat:tab` and
 * `chat:side` mean the one in that place.
 */
export async function webviewFrame(page: Page, view = 'chat', withinMs = 30_000): Promise<Frame> {
  const stopAtMs = performance.now() + withinMs;
  for (;;) {
    // The newest first: one that was given anew stands behind the one it replaces.
    for (const frame of page.frames().toReversed()) {
      if (await carriesMarker(frame, view)) return frame;
    }
    if (performance.now() > stopAtMs) {
      throw new Error(
        `No webview with body[data-steadfast="${view}"] after ${withinMs / 1000} s. ` +
          'Is the view open, and does its script set the marker?',
      );
    }
    await page.waitForTimeout(100);
  }
}

/** Brings the chat view to the front by VS Code's own focus command, and returns its frame. */
export async function openChat(page: Page): Promise<Frame> {
  await runCommand(page, 'Steadfast: Focus on Chat View');
  return await webviewFrame(page);
}

async function carriesMarker(frame: Frame, view: string): Promise<boolean> {
  // A frame that is being replaced never answers an evaluate; such a one is not what is wanted.
  const looked = frame
    .evaluate((name) => {
      const { steadfast, place } = document.body?.dataset ?? {};
      if (steadfast !== name && `${steadfast}:${place}` !== name) return false;
      return [...document.body.children].some(({ childElementCount }) => childElementCount > 0);
    }, view)
    .catch(() => false);
  const gaveUp = new Promise<false>((done) => {
    setTimeout(done, 1000, false).unref();
  });
  return await Promise.race([looked, gaveUp]);
}
