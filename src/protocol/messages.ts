/*
 * The messages between panel and host, with their schemas; both sides parse what they receive and
 * drop, with a log line, what they do not know. Host → panel: one snapshot, then numbered batches
 * of ops, at most one of them unacknowledged. Panel → host: requests, never state.
 */
import * as z from 'zod/mini';
import { Chips, ContextView, Refs, SuggestionView } from './context.ts';
import {
  AnswerView,
  ButtonView,
  ChatView,
  ComposerView,
  EmptyView,
  OfferView,
  StripView,
  TurnView,
  WaitView,
} from './view.ts';

/** One change of a `ChatView`. `append` is the only hot one; all others replace. */
export const ChatOp = z.discriminatedUnion('op', [
  z.object({ op: z.literal('turn'), turn: TurnView }),
  /** Turns were deleted, or another version is shown: all of them anew. */
  z.object({ op: z.literal('turns'), turns: z.array(TurnView) }),
  z.object({ op: z.literal('answer'), turnId: z.string(), answer: AnswerView }),
  z.object({
    op: z.literal('append'),
    turnId: z.string(),
    answerId: z.string(),
    /** Index of a text or reasoning block. */
    block: z.int().check(z.nonnegative()),
    /** UTF-16 length the block must have before: anything else means a lost message. */
    at: z.int().check(z.nonnegative()),
    text: z.string(),
  }),
  z.object({ op: z.literal('strip'), strip: StripView }),
  z.object({ op: z.literal('wait'), wait: z.optional(WaitView) }),
  z.object({ op: z.literal('offers'), offers: z.array(OfferView) }),
  z.object({ op: z.literal('empty'), empty: z.optional(EmptyView) }),
  z.object({ op: z.literal('composer'), composer: ComposerView }),
]);
export type ChatOp = z.infer<typeof ChatOp>;

/** What was typed and not seen to arrive, as the panel keeps it (`webview/draft.ts` reads it). */
export const KeptDraft = z.object({
  atMs: z.number(),
  text: z.string().check(z.maxLength(2_000_000)),
  pending: z.optional(
    z.object({
      clientId: z.string(),
      text: z.string(),
      afterTurnId: z.optional(z.string()),
      keys: z.optional(z.array(z.string())),
    }),
  ),
  chips: z.optional(Chips),
  /** The question being edited, and what stood in the composer before. */
  edits: z.optional(z.object({ turnId: z.string(), before: z.string(), chips: z.optional(Chips) })),
});
export type KeptDraft = z.infer<typeof KeptDraft>;

const Strings = z.record(z.string(), z.string());

export const HostMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('chat-snapshot'),
    /** The number of the last batch that the snapshot contains. */
    seq: z.int(),
    /** Which page this is, for as long as it is open; a reload of the window brings it back. */
    page: z.optional(z.string().check(z.maxLength(64))),
    view: ChatView,
    /** The webview's own words (labels, status announcements), localised. */
    strings: Strings,
    /** As it was handed over last by `keep-draft`. */
    draft: z.optional(KeptDraft),
  }),
  z.object({ type: z.literal('chat-ops'), seq: z.int(), ops: z.array(ChatOp) }),
  /** Caret into the composer, reading focus on the last message, or the find bar. */
  z.object({ type: z.literal('focus'), what: z.enum(['composer', 'last-message', 'find']) }),
  /** What the host knows of the composer's contents: sizes, troubles, instructions. */
  z.object({ type: z.literal('context'), context: ContextView }),
  /**
   * Attach these; `by` a command where it chose them. With `ask` they and this question are asked
   * at once, beside what is typed; where nobody can be asked just now both wait in the composer.
   */
  z.object({
    type: z.literal('chips'),
    chips: Chips,
    by: z.optional(z.string()),
    ask: z.optional(z.string().check(z.maxLength(400))),
  }),
  /** What fits the words after `@` or `/`; `note` says what is not in the list. */
  z.object({
    type: z.literal('context-found'),
    seq: z.int(),
    items: z.array(SuggestionView),
    note: z.optional(z.string()),
  }),
]);
export type HostMessage = z.infer<typeof HostMessage>;

export const PanelMessage = z.discriminatedUnion('type', [
  /** The panel is (re)loaded or lost count: send a snapshot. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('chat-ack'), seq: z.int() }),
  /** The person is in this page: commands now mean it. */
  z.object({ type: z.literal('used') }),
  /** `clientId` makes the send idempotent: a repeat of the same id is dropped. */
  z.object({
    type: z.literal('chat-send'),
    clientId: z.string().check(z.maxLength(64)),
    text: z.string().check(z.maxLength(2_000_000)),
    refs: z.optional(Refs),
  }),
  /** An edited question, in the place of the old one. */
  z.object({
    type: z.literal('chat-resend'),
    clientId: z.string().check(z.maxLength(64)),
    turnId: z.string(),
    text: z.string().check(z.maxLength(2_000_000)),
    refs: z.optional(Refs),
  }),
  /** Typed after `@` or `/`: what fits? Only the newest `seq` is answered. */
  z.object({
    type: z.literal('context-search'),
    seq: z.int(),
    sigil: z.enum(['@', '/']),
    words: z.string().check(z.maxLength(300)),
  }),
  /** A command stands in the composer and nothing is attached: attach what it is usually about. */
  z.object({ type: z.literal('context-default'), command: z.string().check(z.maxLength(40)) }),
  /** Open what was sent with a question. */
  z.object({ type: z.literal('context-open'), turnId: z.string(), at: z.int() }),
  /** Follow the project's instructions in this conversation, or not. */
  z.object({ type: z.literal('instructions'), isOn: z.boolean() }),
  /** A code block's button was pressed. `language` and `name` are the model's words, no more. */
  z.object({
    type: z.literal('code'),
    act: z.enum(['insert', 'apply', 'new-file']),
    code: z.string().check(z.maxLength(4_000_000)),
    language: z.string().check(z.maxLength(32)),
    name: z.string().check(z.maxLength(80)),
  }),
  /** Typing rested: keep this where even the end of the window does not reach it. */
  z.object({ type: z.literal('keep-draft'), draft: KeptDraft }),
  z.object({ type: z.literal('chat-cancel'), turnId: z.string() }),
  z.object({
    type: z.literal('action'),
    button: ButtonView,
    turnId: z.optional(z.string()),
    answerId: z.optional(z.string()),
  }),
  z.object({
    type: z.literal('set-fault'),
    providerId: z.string(),
    fault: z.string(),
    isOn: z.boolean(),
  }),
  z.object({ type: z.literal('open-link'), href: z.string().check(z.maxLength(4096)) }),
  z.object({ type: z.literal('copy'), text: z.string().check(z.maxLength(4_000_000)) }),
  z.object({ type: z.literal('log'), level: z.enum(['warn', 'error']), message: z.string() }),
]);
export type PanelMessage = z.infer<typeof PanelMessage>;
