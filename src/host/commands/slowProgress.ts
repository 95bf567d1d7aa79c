/*
 * A progress toast that can be cancelled, and only where there is something to wait for: work that
 * is done at once shows none. A toast that flashes by is noise, and VS Code leaves out the fourth
 * toast within 0.8 s, which would be the one with the result.
 * Cancelling aborts the work's signal; what the work makes of that is its own affair.
 */
import * as vscode from 'vscode';
import type { Clock } from '../../core/index.ts';

/** Shorter than a person wonders, longer than an endpoint on the same computer takes. */
const SHOWN_FROM_MS = 400;

export async function withSlowProgress<T>(
  clock: Clock,
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const working = work(abort.signal);
  const isQuick = await new Promise<boolean>((resolve) => {
    const slow = clock.after(SHOWN_FROM_MS, () => resolve(false));
    const settled = (): void => {
      slow.dispose();
      resolve(true);
    };
    working.then(settled, settled);
  });
  if (isQuick) return await working;
  return await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      return working;
    },
  );
}
