/*
 * The common ground of all components: Lit without a shadow root, so that one style sheet and the
 * icon font reach everything and no inline style is ever needed. Messages for the host bubble up as
 * `sf-post`; only the app listens.
 */
import { LitElement } from 'lit';
import type { PanelMessage } from '../protocol/index.ts';

export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected post(message: PanelMessage): void {
    post(this, message);
  }
}

export function post(from: HTMLElement, message: PanelMessage): void {
  from.dispatchEvent(new CustomEvent<PanelMessage>('sf-post', { bubbles: true, detail: message }));
}

/** A word for the hidden status line. */
export function announce(from: HTMLElement, text: string): void {
  from.dispatchEvent(new CustomEvent<string>('sf-announce', { bubbles: true, detail: text }));
}
