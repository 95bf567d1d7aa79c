/*
 * Sees to it that a page which was given to the editor really comes up. Its script says so with its
 * first message; where that stays out (a lost file, a worker of the browser that hangs), the page
 * would stay blank for ever. It is then given anew, each time after a longer wait, and logged.
 * States: quiet, waiting. A page that is not on the screen is not waited for.
 */
import type { Clock, Disposable } from '../../core/index.ts';

/** How long a page may take, each time it is given. Under full load it was seen to need 9 s. */
const WAITS_MS = [12_000, 24_000, 48_000];

export interface PageWatch {
  /** It is on the screen and loads. */
  began(): void;
  /** Its script has spoken. */
  arrived(): void;
  /** It left the screen, or is gone. */
  left(): void;
}

/** `give` hands the page to the editor anew; what it shows comes with its first message. */
export function createPageWatch(
  clock: Clock,
  give: () => void,
  log: (message: string) => void,
): PageWatch {
  let timer: Disposable | undefined;
  let startedMs = 0;
  const stop = (): void => {
    timer?.dispose();
    timer = undefined;
  };
  const wait = (tries: number): void => {
    const waitMs = WAITS_MS[tries];
    if (waitMs === undefined) {
      log('The page does not come up. Close and open the view, or reload the window.');
      return;
    }
    timer = clock.after(waitMs, () => {
      log(`The page is still blank after ${waitMs} ms: given to the editor anew.`);
      give();
      wait(tries + 1);
    });
  };
  return {
    began() {
      stop();
      startedMs = clock.nowMs();
      wait(0);
    },
    arrived() {
      const tookMs = Math.round(clock.nowMs() - startedMs);
      // The editor made it anew by itself: what was on its way from the old one may be lost.
      if (timer === undefined) log('A page came up that nobody waited for.');
      else log(`A page came up in ${tookMs} ms.`);
      stop();
    },
    left: stop,
  };
}
