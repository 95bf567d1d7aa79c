/*
 * One provider as strip and trial show it: icon, name, state in words, counted down
 * where the word says so. With the name alone the word is still there for a screen
 * reader.
 */
import { html, type TemplateResult } from 'lit';
import type { TargetView } from '../protocol/index.ts';
import { countedWord } from './countdown.ts';
import { stateIcon } from './icon.ts';
import { visibleText } from './markdown/visibleText.ts';

export const isCounting = (target: TargetView): boolean =>
  target.untilWallMs !== undefined && target.word.includes('{seconds}');

export function targetLine(target: TargetView, isNameOnly: boolean): TemplateResult {
  return html`<span class="sf-target" data-state=${target.state}>
    ${stateIcon(target.state)}<span class="sf-name">${visibleText(target.name)}</span>${
      isNameOnly
        ? html`<span class="sf-hidden">${target.word}</span>`
        : html`<span class="sf-word">${countedWord(target.word, target.untilWallMs)}</span>`
    }
  </span>`;
}
