/*
 * A conversation as a file to keep: Markdown to read, JSON to work with. Everything that was said
 * is in it, fragments and failures with their state; no key ever is, for records hold none.
 * Foreign text stays what it is: the file is the person's, and nothing in it runs.
 */
import type { AnswerRecord, TurnRecord } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { causeSentence, type CauseContext } from '../words/causes.ts';

export type ExportFormat = 'markdown' | 'json';

/** What the file says besides the turns. */
export type ExportHead = { readonly title: string; readonly exportedWallMs: number };

export function exportConversation(
  format: ExportFormat,
  head: ExportHead,
  turns: readonly TurnRecord[],
  context: CauseContext,
): string {
  return format === 'json' ? asJson(head, turns) : asMarkdown(head, turns, context);
}

/** A name for the file that every file system takes; never empty, no folder. */
export function exportFileName(title: string, format: ExportFormat): string {
  const plain = title
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  return `${plain === '' ? 'chat' : plain}.${format === 'json' ? 'json' : 'md'}`;
}

function asJson({ title, exportedWallMs }: ExportHead, turns: readonly TurnRecord[]): string {
  const exported = new Date(exportedWallMs).toISOString();
  const whole = { format: 'steadfast-conversation', version: 1, title, exported, turns };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

function asMarkdown(
  { title }: ExportHead,
  turns: readonly TurnRecord[],
  context: CauseContext,
): string {
  const { l10n } = context;
  const parts = turns.flatMap((turn) => [
    `## ${l10n.t('You')}, ${new Date(turn.askedWallMs).toISOString()}`,
    turn.question,
    ...sentWith(turn, l10n),
    ...turn.answers.flatMap((answer, index) =>
      answerParts(answer, turn.answers[index + 1]?.start.how === 'continued', context),
    ),
  ]);
  return `${[`# ${oneLine(title)}`, ...parts].join('\n\n')}\n`;
}

/** The texts themselves are in the JSON; here they would drown what was said. */
function sentWith({ attached = [], prompt }: TurnRecord, l10n: L10n): readonly string[] {
  const names = attached.map(({ label, pieces }) => {
    const paths = pieces.map(({ name }) => oneLine(name)).join(', ');
    return `- ${oneLine(label)}${paths === '' ? '' : ` (${paths})`}`;
  });
  const list = names.length === 0 ? [] : [`${l10n.t('Attached:')}\n\n${names.join('\n')}`];
  return [...(prompt === undefined ? [] : [quoted(prompt)]), ...list];
}

const quoted = (text: string): string => text.replaceAll(/^/gm, '> ');

function answerParts(
  answer: AnswerRecord,
  goesOn: boolean,
  context: CauseContext,
): readonly string[] {
  const { l10n, names } = context;
  const { target, error, start } = answer;
  const who =
    target === undefined ? l10n.t('Nobody') : `${names.target(target)} (${target.modelId})`;
  const texts = answer.blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const state = {
    asking: l10n.t('Not answered.'),
    streaming: l10n.t('Unfinished.'),
    whole: undefined,
    unfinished: l10n.t('Unfinished.'),
    stopped: l10n.t('Stopped.'),
    failed: l10n.t('Not answered.'),
  }[answer.state];
  const why = error === undefined ? undefined : causeSentence(error, context, target);
  // The line of who went on says the rest.
  const note = [goesOn ? undefined : state, why].filter((part) => part !== undefined).join(' ');
  const head =
    start.how === 'continued'
      ? `*${l10n.t('Continued by {0}.', oneLine(who))}*`
      : `## ${oneLine(who)}`;
  return [head, ...texts, ...(note === '' ? [] : [`*${note}*`])];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
