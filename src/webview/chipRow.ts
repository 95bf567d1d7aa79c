/*
 * What is attached, above the question field: chips with their ×, the line of the project's
 * instructions, and under them what cannot be sent or is left out, in words. A × takes Enter,
 * Delete and Backspace; the field's own Backspace takes the last chip.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { refKey, type ChipView, type ContextView } from '../protocol/index.ts';
import { CONTEXT_ICONS } from './contextIcons.ts';
import { icon } from './icon.ts';
import { visibleText } from './markdown/visibleText.ts';
import { fill, type Words } from './words.ts';

export type ChipRow = {
  readonly chips: readonly ChipView[];
  readonly context: ContextView | undefined;
  readonly words: Words;
  readonly remove: (chip: ChipView) => void;
  readonly follow: (isOn: boolean) => void;
};

export function chipRow(row: ChipRow): TemplateResult | typeof nothing {
  const { chips, context, words } = row;
  const instructions = context?.instructions;
  if (chips.length === 0 && instructions === undefined) return nothing;
  return html`<ul class="sf-chips" aria-label=${words.attached}>
    ${chips.map((chip) => html`<li>${chipOf(chip, row)}</li>`)}
    ${instructions === undefined ? nothing : html`<li>${instructionsLine(instructions, row)}</li>`}
  </ul>`;
}

function chipOf(chip: ChipView, { context, words, remove }: ChipRow): TemplateResult {
  const state = context?.chips.find(({ key }) => key === refKey(chip.ref));
  const isBad = state?.trouble !== undefined;
  const label = visibleText(chip.label);
  const name = fill(words.removeChip, 'name', label);
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    remove(chip);
  };
  return html`<span class="sf-chip sf-context-chip" data-bad=${isBad ? 'true' : 'false'}>
    ${isBad ? icon('error', 'failed') : icon(CONTEXT_ICONS[chip.icon], chip.icon === 'problems' ? 'waiting' : 'plain')}
    <span class="sf-chip-label" title=${label}>${label}</span>
    <button
      type="button"
      class="sf-chip-close"
      title=${name}
      aria-label=${name}
      @click=${() => remove(chip)}
      @keydown=${pressed}
    >
      ${icon('close')}
    </button>
  </span>`;
}

function instructionsLine(
  { label, hint, isOn }: NonNullable<ContextView['instructions']>,
  { words, follow }: ChipRow,
): TemplateResult {
  const name = isOn ? words.followOff : words.followOn;
  return html`<span class="sf-instructions sf-muted" data-on=${isOn ? 'true' : 'false'}>
    ${icon('book')}<span class="sf-chip-label" title=${hint}>${visibleText(label)}</span>
    <button
      type="button"
      class="sf-chip-close"
      title=${name}
      aria-label=${name}
      @click=${() => follow(!isOn)}
    >
      ${icon(isOn ? 'close' : 'add')}
    </button>
  </span>`;
}

/** What cannot be sent stands first; each sentence once. */
export function chipRemarks(
  chips: readonly ChipView[],
  context: ContextView | undefined,
): TemplateResult | typeof nothing {
  const keys = new Set(chips.map(({ ref }) => refKey(ref)));
  const states = (context?.chips ?? []).filter(({ key }) => keys.has(key));
  const troubles = [...new Set(states.flatMap(({ trouble }) => trouble ?? []))];
  const notes = [...new Set(states.flatMap((state) => state.notes))];
  if (troubles.length === 0 && notes.length === 0) return nothing;
  return html`<div class="sf-remarks">
    ${troubles.map((text) => html`<p>${icon('error', 'failed')}<span>${visibleText(text)}</span></p>`)}
    ${notes.map(
      (text) => html`<p class="sf-muted">${icon('info')}<span>${visibleText(text)}</span></p>`,
    )}
  </div>`;
}
