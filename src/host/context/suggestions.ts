/*
 * The rows of the list that opens on `@` and `/`: the sorts of things that can be attached with
 * what is there of each just now, and the files, folders or symbols that fit what was typed.
 * `@file:`, `@folder:` and `@symbol:` narrow the list to one sort. Pure: what is there is handed
 * over, and nothing is chosen here.
 */
import type { ChipView, SuggestionView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import { fitOf } from './fuzzy.ts';
import { oneLine } from './pieces.ts';
import { SLASH_NAMES, slashLabel } from './slashCommands.ts';

export type Narrow = 'file' | 'folder' | 'symbol';

/** What was typed behind the sigil, taken apart. */
export function asked(words: string): { readonly narrow?: Narrow; readonly rest: string } {
  const found = /^(file|folder|symbol):(.*)$/i.exec(words);
  if (found === null) return { rest: words };
  return { narrow: (found[1] ?? '').toLowerCase() as Narrow, rest: found[2] ?? '' };
}

/** One thing that fits: its name, where it is, and the chip it becomes. */
export type Fit = { readonly label: string; readonly detail: string; readonly chip: ChipView };

export type Facts = {
  readonly selection: ChipView | undefined;
  readonly editors: number;
  readonly problems: number;
  /** Undefined where Git cannot be asked. */
  readonly changes: number | undefined;
};

type Row = SuggestionView;

/** The sorts, as far as their names fit. */
export function sortRows(facts: Facts, words: string, l10n: L10n): readonly Row[] {
  const { t } = l10n;
  const narrow = (icon: Row['icon'], sort: Narrow, label: string): Row => ({
    icon,
    label,
    insert: `@${sort}:`,
  });
  const rows: readonly Row[] = [
    selectionRow(facts, l10n),
    narrow('file', 'file', t('File…')),
    narrow('folder', 'folder', t('Folder…')),
    narrow('symbol', 'symbol', t('Symbol…')),
    countRow('editors', t('Open editors'), facts.editors, t('no text file is open')),
    countRow('problems', t('Problems'), facts.problems, t('VS Code knows of none')),
    changesRow(facts, l10n),
  ];
  if (words === '') return rows;
  const wanted = words.toLowerCase();
  return rows.filter(({ label, insert = '' }) =>
    [label.toLowerCase(), insert.slice(1)].some((name) =>
      name.split(' ').some((word) => word.startsWith(wanted)),
    ),
  );
}

function selectionRow({ selection }: Facts, { t }: L10n): Row {
  const head = { icon: 'selection' as const, label: t('Selection') };
  if (selection === undefined) return { ...head, detail: t('nothing is selected'), isOff: true };
  return { ...head, detail: selection.label, chip: selection };
}

function countRow(icon: 'editors' | 'problems', label: string, count: number, none: string): Row {
  if (count === 0) return { icon, label, detail: none, isOff: true };
  const counted = `${label} (${count})`;
  return { icon, label, detail: `${count}`, chip: { ref: { kind: icon }, icon, label: counted } };
}

function changesRow({ changes }: Facts, { t }: L10n): Row {
  const label = t('Git changes');
  const head = { icon: 'diff' as const, label };
  if (changes === undefined)
    return { ...head, detail: t('no Git repository is open'), isOff: true };
  if (changes === 0) return { ...head, detail: t('no changes'), isOff: true };
  const chip: ChipView = { ref: { kind: 'diff', isStaged: false }, icon: 'diff', label };
  return { ...head, detail: t('{0} files', changes), chip };
}

/** Names come from the workspace: shown as one line, whatever stands in them. */
export function fitRows(fits: readonly Fit[]): readonly Row[] {
  return fits.map(({ label, detail, chip }) => ({
    icon: chip.icon,
    label: oneLine(label),
    detail: oneLine(detail),
    chip: { ...chip, label: oneLine(chip.label).slice(0, 300) },
  }));
}

export function slashRows(words: string, l10n: L10n): readonly Row[] {
  return SLASH_NAMES.filter((name) => words === '' || fitOf(words, name) !== undefined)
    .toSorted((a, b) => Number(b.startsWith(words)) - Number(a.startsWith(words)))
    .map((name) => ({
      icon: 'command' as const,
      label: `/${name}`,
      detail: slashLabel(name, l10n),
      insert: `/${name} `,
    }));
}
