/*
 * When the draft is put where a reload finds it: soon after typing rests, and at once when the page
 * is left, loses the focus or goes. Nothing is saved twice.
 * What a draft is, and where it goes, it does not know.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long typing may rest unsaved. */
const SAVE_MS = 150;

export class DraftKeeper implements ReactiveController {
  private readonly keep: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, keep: () => void) {
    this.keep = keep;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.save);
    addEventListener('blur', this.save);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.save);
    removeEventListener('blur', this.save);
    this.save();
  }

  touch(): void {
    this.timer ??= setTimeout(this.save, SAVE_MS);
  }

  readonly save = (): void => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.keep();
  };
}
