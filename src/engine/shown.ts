/*
 * What the reader has seen of one attempt: provisional reasoning, committing content, and how much.
 * Before content a switch is invisible but for the reasoning, which is retracted; after it the text
 * stands (law 2). It only counts; who sees it decides.
 */
import { isContent } from '../core/index.ts';
import type { EngineEvent } from '../core/index.ts';

export type Shown = {
  hasReasoning: boolean;
  /** Text or tool-call content was shown: the commit point is passed. */
  isCommitted: boolean;
  /** Among it a tool call, or a piece of one. */
  hasCall: boolean;
  /** UTF-16 length of the visible text. */
  textChars: number;
};

export function nothingShown(): Shown {
  return { hasReasoning: false, isCommitted: false, hasCall: false, textChars: 0 };
}

export function see(shown: Shown, event: EngineEvent): void {
  if (event.type === 'reasoning-delta') shown.hasReasoning = true;
  else if (event.type === 'retracted') shown.hasReasoning = false;
  else if (isContent(event)) {
    shown.isCommitted = true;
    if (event.type === 'text-delta') shown.textChars += event.text.length;
    else shown.hasCall = true;
  }
}
