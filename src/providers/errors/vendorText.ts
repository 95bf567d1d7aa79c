/*
 * What a vendor says, made fit to be kept and shown: short, on one line, without control
 * characters or marks that turn the reading direction, and without anything that looks like a key.
 * It cleans, and does not judge: what a sentence means is `classify.ts`.
 */
import { redactKeys } from './redact.ts';

/** Longer than any recorded message; a page of HTML or an echoed prompt is cut. */
const MESSAGE_MAX = 500;
const WORD_MAX = 120;
/** Half of a character: no store and no log takes it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** Redaction reads no more than this, so that a hostile body costs little. */
const READ_MAX = 4000;

export function vendorMessage(text: string): string | undefined {
  return oneLine(redactKeys(text.slice(0, READ_MAX)), MESSAGE_MAX);
}

/** A machine word (code, type, request id). */
export function vendorWord(text: string): string | undefined {
  return oneLine(text.slice(0, READ_MAX), WORD_MAX);
}

function oneLine(text: string, max: number): string | undefined {
  // C0, C1, line separators, and the marks that reorder text on screen.
  const plain = text
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(LONE_SURROGATE, '\ufffd')
    .trim();
  if (plain === '') return undefined;
  return plain.length > max ? `${plain.slice(0, max - 1).replace(LONE_SURROGATE, '')}…` : plain;
}
