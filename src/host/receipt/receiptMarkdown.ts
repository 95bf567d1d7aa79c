/*
 * A receipt as Markdown, to be pasted into a report: without the question and the answer, and with
 * everything that looks like a key taken out by whoever is given as `redact`.
 * Words of vendors and names from settings stand in it as text: nothing in them becomes markup.
 */
import type { ReceiptView, TryView } from '../../protocol/receipt.ts';

export function receiptMarkdown(view: ReceiptView, redact: (text: string) => string): string {
  const { words } = view;
  // Before marks are put into it: a key is only known as it is.
  const plain = (text: string): string => escaped(redact(text));
  const head = [words.at, words.who, words.ending, words.firstWord, words.duration];
  const table = [head.concat(words.tokens, words.cost), ...view.tries.map(row)];
  const [first = [], ...rest] = table.map((cells) => cells.map(plain));
  const lines = [first, first.map(() => '---'), ...rest].map((cells) => `| ${cells.join(' | ')} |`);
  const facts = view.facts.map(
    ({ label, value, note }) =>
      `- ${plain(label)}: ${plain(value)}${note === undefined ? '' : ` (${plain(note)})`}`,
  );
  const parts = [
    `## ${plain(view.subtitle)}`,
    facts.join('\n'),
    ...(view.tries.length === 0 ? [] : [`### ${plain(words.tries)}`, lines.join('\n')]),
    ...(view.steps.length === 0
      ? []
      : [
          `### ${plain(words.steps)}`,
          view.steps.map(({ at, line }) => `- ${plain(at)}: ${plain(line)}`).join('\n'),
        ]),
    ...view.notes.map(plain),
  ];
  return `${parts.join('\n\n')}\n`;
}

function row(one: TryView): string[] {
  const said = [one.said === undefined ? '' : `"${one.said}"`, ...one.codes].filter(Boolean);
  return [
    one.at,
    `${one.who} (${one.how})`,
    [one.ending, ...said].join(' · '),
    one.firstWord ?? '',
    one.duration ?? '',
    one.tokens ?? '',
    one.cost ?? '',
  ];
}

/** Text, whatever it holds: on one line, and no mark of Markdown or HTML works. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>|#~&!]/g, '\\$&');
}
