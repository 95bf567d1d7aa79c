/*
 * The words of a message, parts of other kinds left out where they have none.
 * For counting and for finding out what was asked.
 * It reads nothing else of a message.
 */
import type { Message } from '../core/index.ts';

export function textOf(message: Message): string {
  return message.parts.map((part) => ('text' in part ? part.text : '')).join('');
}

/** The person's own words: what is attached to them stands in front. */
export function wordsOf(message: Message): string {
  const last = message.parts.findLast((part) => part.type === 'text');
  return last?.type === 'text' ? last.text : '';
}
