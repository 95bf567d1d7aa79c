/*
 * What an answer is made of: text as Markdown, reasoning that stays folded unless asked for, and
 * tool calls with their arguments as they grow and what came back. Only the last block of an
 * unfinished answer is open.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerView, BlockView } from '../protocol/index.ts';
import { icon } from './icon.ts';
import type { Folds } from './list/folds.ts';
import './markdown/markdownElement.ts';
import type { BegunCode } from './markdown/markdownStream.ts';
import { visibleText } from './markdown/visibleText.ts';
import { fill, type Words } from './words.ts';

/** A result may be long: the model has all of it, the eye its beginning. */
const RESULT_CHARS_MAX = 4000;

/** How an answer meets the ones around it at their seams. */
export type AtSeams = {
  /** Where it goes on: within this code block. */
  readonly begun?: BegunCode | undefined;
  /** Another goes on below it. */
  readonly goesOn: boolean;
};

export function answerBlocks(
  answer: AnswerView,
  seams: AtSeams,
  folds: Folds,
  words: Words,
): TemplateResult[] {
  const isLive = answer.state === 'asking' || answer.state === 'streaming';
  const last = answer.blocks.length - 1;
  return answer.blocks.map((block, index) => {
    const fold: Fold = {
      isUnfolded: folds.isOpen(answer.answerId, index),
      toggled: (event) =>
        folds.set(answer.answerId, index, (event.currentTarget as HTMLDetailsElement).open),
    };
    const isFirstText = !answer.blocks.slice(0, index).some(({ type }) => type === 'text');
    const met = {
      begun: isFirstText ? seams.begun : undefined,
      goesOn: seams.goesOn && index === last,
    };
    return drawn(block, { ...fold, ...met, isOpen: isLive && index === last }, words);
  });
}

type Fold = { readonly isUnfolded: boolean; readonly toggled: (event: Event) => void };
type How = Fold & AtSeams & { readonly isOpen: boolean };

function drawn(block: BlockView, how: How, words: Words): TemplateResult {
  const { isUnfolded, toggled, isOpen, begun, goesOn } = how;
  switch (block.type) {
    case 'text': {
      const content = { text: block.text, isOpen, words, begun, goesOn };
      return html`<sf-markdown .content=${content}></sf-markdown>`;
    }
    case 'reasoning':
      return html`<details class="sf-fold sf-reasoning" ?open=${isUnfolded} @toggle=${toggled}>
        <summary>
          ${icon(isOpen ? 'loading' : 'lightbulb')}<span
            >${isOpen ? words.reasoningOpen : words.reasoning}</span
          >
        </summary>
        <sf-markdown .content=${{ text: block.text, isOpen, words }}></sf-markdown>
      </details>`;
    case 'tool-call':
      return html`<details class="sf-fold sf-tool" ?open=${isUnfolded} @toggle=${toggled}>
        <summary>
          ${icon(toolIcon(block))}<span
            >${fill(toolWords(block, words), 'name', visibleText(block.name))}</span
          >
        </summary>
        <pre
          class="sf-tool-arguments"
          tabindex="0"
        ><code>${visibleText(block.argumentsText)}</code></pre>
        ${
          block.result === undefined
            ? nothing
            : html`<div class="sf-tool-result">${words.toolResult}</div>
                <pre
                  class="sf-tool-arguments"
                  tabindex="0"
                ><code>${visibleText(block.result.text.slice(0, RESULT_CHARS_MAX))}</code></pre>`
        }
      </details>`;
  }
}

type ToolBlock = Extract<BlockView, { type: 'tool-call' }>;

function toolIcon({ whole, result }: ToolBlock): string {
  if (!whole) return 'loading';
  if (result === undefined) return 'tools';
  return { ran: 'check', failed: 'error', refused: 'circle-slash' }[result.outcome];
}

function toolWords({ result }: ToolBlock, words: Words): string {
  if (result === undefined) return words.toolCall;
  return { ran: words.toolRan, failed: words.toolFailed, refused: words.toolRefused }[
    result.outcome
  ];
}
