/*
 * Where a question is written. Enter sends, Shift+Enter breaks the line, ↑ in an empty field brings
 * the last question back; keys that belong to an input method are left alone. Send becomes Stop
 * while a turn is under way. `@` and `/` open the list of what can be attached or asked for.
 * Promise: what is typed is never cleared here: `draft.ts` decides, after the host has shown it.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  refKey,
  type ChipView,
  type ComposerView,
  type ContextView,
  type HostMessage,
  type SuggestionView,
  type TurnView,
} from '../protocol/index.ts';
import { attachedPart } from './attachedPart.ts';
import {
  attachButton,
  editingLine,
  modelButton,
  questionField,
  sendButton,
  stopButton,
  suggestionRow,
  type Suggestion,
} from './composerParts.ts';
import {
  askedBeside,
  editedDraft,
  handedDraft,
  isBlank,
  joinedDraft,
  leftEdit,
  noDraft,
  recalledDraft,
  sentDraft,
  settledDraft,
  type Draft,
} from './draft.ts';
import { commandIn, fittingChips, refsOf, withChips, withoutKeys } from './draftChips.ts';
import { DraftKeeper } from './draftKeeper.ts';
import { LightElement } from './lightElement.ts';
import { exchanged, withSigil, type Edited, type Mention } from './mention.ts';
import { SuggestMenu } from './suggestMenu.ts';
import type { Words } from './words.ts';

const MOVES = /^(?:Arrow(?:Left|Right)|Home|End)$/;

export class ComposerElement extends LightElement {
  static override properties = {
    composer: { attribute: false },
    turns: { attribute: false },
    words: { attribute: false },
    keep: { attribute: false },
    draft: { state: true },
    isMeterOpen: { state: true },
    context: { state: true },
  };
  declare composer: ComposerView;
  declare turns: readonly TurnView[];
  declare words: Words;
  /** Puts the draft where a reload finds it. */
  declare keep: (draft: Draft) => void;
  declare draft: Draft;
  declare isMeterOpen: boolean;
  /** What the host knows of what stands here. */
  declare context: ContextView | undefined;
  private readonly keeper: DraftKeeper;
  /** The command that was given its usual attachments, so that they are not brought twice. */
  private servedCommand: string | undefined;
  readonly menu: SuggestMenu;

  constructor() {
    super();
    this.draft = noDraft;
    this.isMeterOpen = false;
    this.keeper = new DraftKeeper(this, () => this.keep(this.draft));
    this.menu = new SuggestMenu(this, {
      post: (message) => this.post(message),
      words: () => this.words,
      take: (row, mention) => this.takeRow(row, mention),
    });
  }

  override focus(): void {
    this.field()?.focus();
  }

  /** Edit a question: it is asked in the place of the old one. */
  edit(turnId: string): void {
    const turn = this.turns.find((other) => other.turnId === turnId);
    if (turn === undefined) return;
    this.change(editedDraft(this.draft, turn));
    void this.updateComplete.then(() => this.focus());
  }

  attach({ chips, by, ask }: Extract<HostMessage, { type: 'chips' }>): void {
    if (ask !== undefined) return this.askAbout(ask, chips);
    const hasOwn = this.draft.chips !== undefined;
    // A command's usual attachments come only where the person attached nothing meanwhile.
    if (by !== undefined && (hasOwn || commandIn(`${this.draft.text} `) !== by)) return;
    const { chips: _old, ...rest } = this.draft;
    this.change({ ...rest, ...withChips(this.draft.chips, chips, by) });
    if (by === undefined) void this.updateComplete.then(() => this.focus());
  }

  /** What is typed is neither sent nor touched; where nobody can be asked, both wait here. */
  private askAbout(question: string, chips: readonly ChipView[]): void {
    const isFree = isBlank(this.draft);
    if (!isFree && this.mayAsk()) return this.post(askedBeside(question, chips));
    this.servedCommand = commandIn(`${question} `);
    this.change(handedDraft(this.draft, question, chips));
    if (isFree) this.send();
    void this.updateComplete.then(() => this.focus());
  }

  /** True: there was something to leave. */
  cancelEdit(): boolean {
    const { edits } = this.draft;
    if (edits === undefined) return false;
    this.change(leftEdit(edits));
    this.focus();
    return true;
  }

  /** What was kept before a reload; what its turn already shows is not brought back. */
  restore(draft: Draft): void {
    // Saved again even if nothing changed: the host measures what it is told.
    this.change(settledDraft(draft, this.turns));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('turns')) return;
    const settled = settledDraft(this.draft, this.turns);
    if (settled !== this.draft) this.change(settled);
  }

  protected override render(): TemplateResult {
    const { composer, words, draft } = this;
    return html`${suggestionRow(composer.suggestions, this.mayAsk(), this.tryOut)}
      <div class="sf-composer">
        ${this.menu.render()}
        ${draft.edits === undefined ? nothing : editingLine(words, () => this.cancelEdit())}
        ${this.attached()}
        ${questionField({ words, composer, text: draft.text, list: this.menu.attributes() }, this)}
        <div class="sf-composer-row">
          ${modelButton(composer, words, (button) => this.post({ type: 'action', button }))}
          ${attachButton(words, () => this.openList())}
          ${composer.busyTurnId === undefined ? nothing : stopButton(words, () => this.stop())}
          ${this.isAsking() ? nothing : sendButton(words, this.maySend(), () => this.send())}
        </div>
      </div>`;
  }

  private attached(): TemplateResult | typeof nothing {
    const { words, draft } = this;
    return attachedPart({
      chips: draft.chips ?? [],
      context: this.context,
      words,
      isMeterOpen: this.isMeterOpen,
      remove: (chip) => this.detach([refKey(chip.ref)]),
      follow: (isOn) => this.post({ type: 'instructions', isOn }),
      toggle: (isMeterOpen) => Object.assign(this, { isMeterOpen }),
    });
  }

  /** Under way, and not about to be asked otherwise: an edit stops it first. */
  private isAsking(): boolean {
    return this.composer.busyTurnId !== undefined && this.draft.edits === undefined;
  }

  private mayAsk(): boolean {
    return this.composer.canSend && this.composer.busyTurnId === undefined;
  }

  private maySend(): boolean {
    return this.composer.canSend && !this.isAsking() && this.draft.text.trim() !== '';
  }

  private send(): void {
    if (!this.maySend()) return;
    const sent = sentDraft(this.draft, this.turns, () => crypto.randomUUID());
    this.change(sent);
    this.keeper.save();
    const { clientId, text } = sent.pending;
    const { edits } = sent;
    const refs = refsOf(sent.chips);
    if (edits === undefined) this.post({ type: 'chat-send', clientId, text, ...refs });
    else this.post({ type: 'chat-resend', clientId, turnId: edits.turnId, text, ...refs });
    this.focus();
  }

  /** With a button the host asks, and what is typed stays typed. */
  private readonly tryOut = ({ question, button }: Suggestion): void => {
    if (button === undefined) return this.suggest(question);
    this.post({ type: 'action', button });
    this.focus();
  };

  /** A suggestion is asked at once when nothing is typed; otherwise it joins what is typed. */
  private suggest(question: string): void {
    const isEmpty = this.draft.text.trim() === '';
    this.change(joinedDraft(this.draft, question));
    if (isEmpty) this.send();
    else this.focus();
  }

  private stop(): void {
    const turnId = this.composer.busyTurnId;
    if (turnId !== undefined) this.post({ type: 'chat-cancel', turnId });
  }

  private detach(keys: readonly string[]): void {
    const { chips, ...rest } = this.draft;
    this.change({ ...rest, ...withoutKeys(chips, keys) });
    this.focus();
  }

  private openList(): void {
    this.put(withSigil(this.draft.text, this.field()?.selectionStart ?? this.draft.text.length));
  }

  private takeRow({ chip, insert }: SuggestionView, mention: Mention): void {
    this.put(exchanged(this.draft.text, mention, insert ?? ''));
    if (chip !== undefined) this.attach({ type: 'chips', chips: [chip] });
  }

  /** Text with the caret in its place; the list follows it. */
  private put({ text, caret }: Edited): void {
    this.retype(text);
    void this.updateComplete.then(() => {
      this.focus();
      this.field()?.setSelectionRange(caret, caret);
      this.menu.follow(text, caret);
    });
  }

  readonly typed = (event: Event): void => {
    const field = event.target as HTMLTextAreaElement;
    this.retype(field.value);
    this.menu.follow(field.value, field.selectionStart);
  };

  private retype(text: string): void {
    const { chips, ...rest } = this.draft;
    this.change({ ...rest, text, ...fittingChips(chips, text) });
    const command = commandIn(text);
    if (command === this.servedCommand) return;
    this.servedCommand = command;
    const isBare = this.draft.chips === undefined && this.draft.edits === undefined;
    if (command !== undefined && isBare) this.post({ type: 'context-default', command });
  }

  /** The caret went elsewhere, by mouse or keys. */
  readonly moved = (event: Event): void => {
    if (event instanceof KeyboardEvent && !MOVES.test(event.key)) return;
    const field = event.target as HTMLTextAreaElement;
    this.menu.follow(field.value, field.selectionStart);
  };

  readonly left = (): void => this.menu.close();

  readonly pressed = (event: KeyboardEvent): void => {
    // The Enter that ends a word of an input method is not ours.
    if (event.isComposing) return;
    if (this.menu.press(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'ArrowUp' && this.draft.text === '') {
      const last = this.turns.at(-1);
      if (last === undefined) return;
      event.preventDefault();
      this.change(recalledDraft(last, this.draft));
    } else if (event.key === 'Backspace' && this.field()?.selectionEnd === 0) {
      const chip = this.draft.chips?.at(-1);
      if (chip !== undefined && !event.repeat) this.detach([refKey(chip.ref)]);
    }
  };

  private change(draft: Draft): void {
    this.draft = draft;
    this.keeper.touch();
  }

  private field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }
}

customElements.define('sf-composer', ComposerElement);
