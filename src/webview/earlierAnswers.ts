/*
 * What was said before, while nobody can answer: the stored answer to the same question, marked as
 * such, or up to three that are only alike, folded, with who said them and when. The texts are
 * foreign and drawn like every answer.
 */
import { html, type TemplateResult } from 'lit';
import type { AnswerView } from '../protocol/index.ts';
import { icon } from './icon.ts';
import './markdown/markdownElement.ts';
import { visibleText } from './markdown/visibleText.ts';
import type { Words } from './words.ts';

type Stored = NonNullable<AnswerView['stored']>;
type Past = NonNullable<AnswerView['past']>;

export function storedChip({ label }: Stored): TemplateResult {
  return html`<span class="sf-chip">${icon('archive')}<span>${label}</span></span>`;
}

export function storedLine({ sentence }: Stored): TemplateResult {
  return html`<p class="sf-stored sf-muted">
    ${icon('history')}<span>${visibleText(sentence)}</span>
  </p>`;
}

export function pastAnswers(past: Past, words: Words): TemplateResult {
  return html`<section class="sf-past" aria-label=${words.pastAnswers}>
    <h3 class="sf-muted">${words.pastAnswers}</h3>
    ${past.map(
      ({ question, from, text }) =>
        html`<details>
          <summary>
            <span>${visibleText(question)}</span><span class="sf-muted">${visibleText(from)}</span>
          </summary>
          <sf-markdown .content=${{ text, isOpen: false, words }}></sf-markdown>
        </details>`,
    )}
  </section>`;
}
