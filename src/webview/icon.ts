/*
 * Icons, and how a target's state looks: icon, tone and (from the host) word, never colour
 * alone. Codicons only; they are decoration for a screen reader, because the word always stands
 * beside.
 */
import { html, type TemplateResult } from 'lit';
import type { TargetView } from '../protocol/index.ts';

export type Tone = 'well' | 'waiting' | 'failed' | 'plain';

const LOOKS: Readonly<Record<TargetView['state'], { readonly icon: string; readonly tone: Tone }>> =
  {
    working: { icon: 'circle-filled', tone: 'well' },
    answering: { icon: 'circle-filled', tone: 'well' },
    ready: { icon: 'circle', tone: 'plain' },
    paused: { icon: 'debug-pause', tone: 'waiting' },
    checking: { icon: 'loading', tone: 'plain' },
    'needs-key': { icon: 'key', tone: 'waiting' },
    failed: { icon: 'error', tone: 'failed' },
    off: { icon: 'circle-slash', tone: 'plain' },
  };

export function icon(name: string, tone: Tone = 'plain'): TemplateResult {
  const spin = name === 'loading' ? ' sf-spin' : '';
  return html`<span class="codicon codicon-${name} sf-${tone}${spin}" aria-hidden="true"></span>`;
}

export function stateIcon(state: TargetView['state']): TemplateResult {
  const look = LOOKS[state];
  return icon(look.icon, look.tone);
}
