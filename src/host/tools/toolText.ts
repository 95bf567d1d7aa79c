/*
 * What a tool is called with, as a person reads it before they allow it, and what it gave, as a
 * model reads it. Both are foreign text: bounded, and without characters that hide or turn round
 * what stands there. Pure.
 */

/** A dialog shows so much; what is longer says so. */
const SHOWN_CHARS_MAX = 1500;
const RESULT_CHARS_MAX = 60_000;

const HIDDEN =
  /[^\P{Cc}\n\t]|[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu;

/** Undefined where the arguments are no object: such a call cannot be run. */
export function inputOf(argumentsJson: string): object | undefined {
  if (argumentsJson.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(argumentsJson);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How many characters of it are not shown. */
export function shownInput(input: object): { readonly text: string; readonly left: number } {
  const whole = JSON.stringify(input, null, 2).replaceAll(HIDDEN, '\uFFFD');
  return {
    text: whole.slice(0, SHOWN_CHARS_MAX),
    left: Math.max(0, whole.length - SHOWN_CHARS_MAX),
  };
}

type Piece = { readonly value?: unknown; readonly data?: unknown; readonly mimeType?: unknown };

/** Of the parts of a result: words as they are, other things by what they are. */
export function resultText(content: readonly unknown[]): string {
  const text = content.map(pieceText).join('\n');
  if (text === '') return 'The tool gave nothing back.';
  if (text.length <= RESULT_CHARS_MAX) return text;
  return `${text.slice(0, RESULT_CHARS_MAX)}\n[${text.length - RESULT_CHARS_MAX} more characters are left out]`;
}

function pieceText(part: unknown): string {
  if (typeof part === 'string') return part;
  const { value, data, mimeType } = (part ?? {}) as Piece;
  if (typeof value === 'string') return value;
  if (data instanceof Uint8Array && typeof mimeType === 'string') {
    return /^(?:text\/|application\/(?:.*\+)?json)/.test(mimeType)
      ? new TextDecoder().decode(data)
      : `[${mimeType}, ${data.length} bytes]`;
  }
  return value === undefined ? '' : (JSON.stringify(value) ?? '');
}
