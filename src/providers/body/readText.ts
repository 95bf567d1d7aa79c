/*
 * A body as text, up to a limit: for errors, lists and other answers that do not stream.
 * What lies beyond the limit is left unread, and the connection is let go.
 * It closes nothing itself: the caller does, also after an error.
 */
import type { BodyReader } from './bodyReader.ts';

export type ReadText = { readonly text: string; readonly isWhole: boolean };

export async function readText(reader: BodyReader, bytesMax: number): Promise<ReadText> {
  const decoder = new TextDecoder('utf-8', { fatal: false });
  let text = '';
  let bytes = 0;
  for (;;) {
    const chunk = await reader.next();
    if (chunk === 'end' || chunk === 'late')
      return { text: text + decoder.decode(), isWhole: true };
    bytes += chunk.length;
    text += decoder.decode(chunk, { stream: true });
    if (bytes > bytesMax) return { text, isWhole: false };
  }
}
