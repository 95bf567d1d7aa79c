/*
 * Makes text that hides visible: bidirectional controls (CVE-2021-42574), tag characters, zero-
 * width and other control characters become a mark such as ⟦U+202E⟧. What languages and emoji need
 * stays: joiners between letters or emoji, one variation selector, the three flags made of tags.
 * Text in, text out; it knows nothing of Markdown.
 */
const HIDDEN = new RegExp(
  [
    // Controls but tab and newline; delete and C1.
    String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F]`,
    // Soft hyphen, Arabic letter mark, Hangul and Mongolian fillers.
    String.raw`[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0]`,
    // Zero width space, marks, line and paragraph separators, bidi embeddings and overrides.
    String.raw`[\u200B\u200E\u200F\u2028-\u202E]`,
    // Word joiner, invisible operators, isolates, deprecated format characters, BOM, annotations.
    String.raw`[\u2060-\u206F\uFEFF\uFFF9-\uFFFB]`,
    // Joiners that join nothing.
    String.raw`(?<![\p{L}\p{M}\p{Emoji}\uFE0F])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}\p{Emoji}])`,
    // A variation selector after another one carries data, not a glyph.
    String.raw`(?<=[\uFE00-\uFE0F\u{E0100}-\u{E01EF}])[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`,
    // Tags, lone surrogates.
    String.raw`[\u{E0000}-\u{E007F}]|\p{Cs}`,
  ].join('|'),
  'gu',
);

const FLAGS =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu;

const PLAIN = /^[\t\n\u0020-\u007E\u00A0-\u00AC\u00AE-\u0600]*$/;

export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  let out = '';
  let from = 0;
  for (const flag of text.matchAll(FLAGS)) {
    out += marked(text.slice(from, flag.index)) + flag[0];
    from = flag.index + flag[0].length;
  }
  return out + marked(text.slice(from));
}

function marked(text: string): string {
  return text.replace(HIDDEN, (char) => {
    const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟦U+${code}⟧`;
  });
}
