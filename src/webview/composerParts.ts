/*
 * The small parts of the composer: its buttons, the line above an edited question, things to try.
 * They draw and call back.
 * What may be pressed, and what happens then, the composer decides.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ButtonView, ComposerView } from '../protocol/index.ts';
import { icon } from './icon.ts';
import { visibleText } from './markdown/visibleText.ts';
import type { Words } from './words.ts';

export type Suggestion = ComposerView['suggestions'][number];
type Press = () => void;

function iconButton(name: string, label: string, look: string, press: Press): TemplateResult {
  return html`<button
    type="button"
    class="sf-icon-button ${look}"
    title=${label}
    aria-label=${label}
    @click=${press}
  >
    ${icon(name)}
  </button>`;
}

export function sendButton(words: Words, isReady: boolean, press: Press): TemplateResult {
  return html`<button
    type="button"
    class="sf-icon-button sf-send"
    title=${words.send}
    aria-label=${words.send}
    ?disabled=${!isReady}
    @click=${press}
  >
    ${icon('arrow-up')}
  </button>`;
}

type FieldView = {
  readonly words: Words;
  readonly composer: Pick<ComposerView, 'placeholder'>;
  readonly text: string;
  /** The open list, and the row that is chosen in it. */
  readonly list: { readonly list: string | undefined; readonly row: string | undefined };
};

type FieldKeys = {
  readonly typed: (event: Event) => void;
  readonly moved: (event: Event) => void;
  readonly left: () => void;
  readonly pressed: (event: KeyboardEvent) => void;
};

export function questionField(view: FieldView, keys: FieldKeys): TemplateResult {
  const { list, row } = view.list;
  return html`<textarea
    class="sf-field"
    rows="1"
    aria-label=${view.words.message}
    aria-autocomplete="list"
    aria-haspopup="listbox"
    aria-controls=${list ?? nothing}
    aria-activedescendant=${row ?? nothing}
    placeholder=${view.composer.placeholder}
    .value=${view.text}
    @input=${keys.typed}
    @click=${keys.moved}
    @keyup=${keys.moved}
    @blur=${keys.left}
    @keydown=${keys.pressed}
  ></textarea>`;
}

export const stopButton = (words: Words, press: Press): TemplateResult =>
  iconButton('stop-circle', words.stop, 'sf-stop', press);

export const attachButton = (words: Words, press: Press): TemplateResult =>
  iconButton('mention', words.attach, 'sf-attach', press);

export function editingLine(words: Words, cancel: Press): TemplateResult {
  return html`<div class="sf-editing sf-muted">
    ${icon('edit')}<span>${words.editing}</span>
    ${iconButton('close', words.cancelEdit, '', cancel)}
  </div>`;
}

export function suggestionRow(
  suggestions: readonly Suggestion[],
  mayAsk: boolean,
  press: (suggestion: Suggestion) => void,
): TemplateResult | typeof nothing {
  if (suggestions.length === 0) return nothing;
  return html`<div class="sf-suggestions">
    ${suggestions.map(
      (suggestion) =>
        html`<button
          type="button"
          class="sf-button sf-secondary sf-suggestion"
          ?disabled=${!mayAsk}
          title=${suggestion.question}
          @click=${() => press(suggestion)}
        >
          ${suggestion.label}
        </button>`,
    )}
  </div>`;
}

/** Who will be asked; pressed, it opens the list of models. */
export function modelButton(
  { bound, who }: ComposerView,
  words: Words,
  press: (button: ButtonView) => void,
): TemplateResult {
  const label = bound === undefined ? who : `${bound} · ${who}`;
  return html`<button
    type="button"
    class="sf-model"
    title=${label}
    aria-label="${words.chooseModel}: ${label}"
    aria-haspopup="dialog"
    @click=${() => press({ label, action: 'choose-model' })}
  >
    ${bound === undefined ? nothing : icon('lock')}<span class="sf-composer-who"
      >${visibleText(label)}</span
    >${icon('chevron-down')}
  </button>`;
}
