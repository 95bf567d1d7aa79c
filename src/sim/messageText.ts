/*
 * The words of a message, parts of other kinds left out where they have none.
 * For counting and for finding out what was asked.
 * It reads nothing else of a message.
 */
import type { Message } from '../core/index.ts';

export function textOf(message: Message): string {
  return message.parts.map((part) => ('text' in part ? part.text : '')).join('');
}
