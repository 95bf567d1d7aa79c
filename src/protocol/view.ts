/*
 * What the panel shows, as plain data with its schema: turns, answers, strip, waiting bar, trial.
 * Sentences arrive ready and in the person's language; the webview only draws. States are words of
 * a closed list, so that icon, word and colour are chosen in one place.
 * Text is untrusted wherever it came from a model or a provider: the webview sanitises, always.
 */
import * as z from 'zod/mini';
import { SentChipView } from './context.ts';

/** A button that posts `action` back. `args` are opaque to the webview. */
export const ButtonView = z.object({
  label: z.string(),
  action: z.enum([
    'add-provider',
    'use-found',
    'add-key',
    'import-keys',
    'import-providers',
    'get-started',
    'try-without-key',
    'end-trial',
    'set-key',
    'set-model',
    'set-address',
    'open-billing',
    'open-setting',
    'open-log',
    'show-receipt',
    'retry',
    'switch',
    'try-now',
    'continue',
    'restart',
    'stop',
    'reset-provider',
    'test-provider',
    'edit-question',
    'open-proxy-settings',
    'show-providers',
    'demo',
    'ask-another',
    'delete-question',
    'undo-delete',
    'keep-deleted',
    'show-version',
    'use-next',
    'trim-context',
    'add-backup',
    'no-backup',
    'accept-change',
    'discard-change',
    'choose-model',
    'show-spend',
    'raise-limit',
    'use-local',
    'enter-price',
    'count-free',
    'count-unknown',
    'queue',
    'unqueue',
    'send-queued',
    'show-queued',
  ]),
  args: z.optional(z.record(z.string(), z.string())),
  primary: z.optional(z.boolean()),
});
export type ButtonView = z.infer<typeof ButtonView>;

/** `kept` is the one muted line that says what is not lost. */
export const CauseView = z.object({
  sentence: z.string(),
  kept: z.optional(z.string()),
  detail: z.optional(z.string()),
  buttons: z.array(ButtonView),
});
export type CauseView = z.infer<typeof CauseView>;

export const BlockView = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('reasoning'), text: z.string() }),
  z.object({
    type: z.literal('tool-call'),
    name: z.string(),
    argumentsText: z.string(),
    whole: z.boolean(),
    result: z.optional(
      z.object({ outcome: z.enum(['ran', 'failed', 'refused']), text: z.string() }),
    ),
  }),
]);
export type BlockView = z.infer<typeof BlockView>;

/** The line between what one model said and what another says next, or the chip beside a name. */
export const SeamView = z.object({
  kind: z.enum(['seam', 'chip']),
  sentence: z.string(),
  /** Shown by *why*: each decision in plain words, in order. */
  why: z.array(z.string()),
});
export type SeamView = z.infer<typeof SeamView>;

export const AnswerView = z.object({
  answerId: z.string(),
  /** Absent until somebody is being asked. */
  who: z.optional(z.object({ name: z.string(), simulated: z.boolean() })),
  state: z.enum(['asking', 'streaming', 'whole', 'unfinished', 'stopped', 'failed']),
  /** `seam` stands above this answer, `chip` beside its name. */
  seam: z.optional(SeamView),
  blocks: z.array(BlockView),
  /** `0.9 s`, `1.2k tokens`, …, with a hint where the figure needs one; empty until it ended. */
  footer: z.array(z.object({ text: z.string(), hint: z.optional(z.string()) })),
  /** Behind the footer: `retry` as an icon, all others (`show-receipt`) as links. */
  buttons: z.optional(z.array(ButtonView)),
  /**
   * `Stopped`, `Unfinished`: one muted line at the end of what is kept. An unfinished answer with
   * an ending and another answer behind it is folded; one without is continued behind the seam.
   */
  ending: z.optional(z.string()),
  cause: z.optional(CauseView),
  /** No fresh answer: what had been said to the same question, with when and why. */
  stored: z.optional(
    z.object({ label: z.string(), sentence: z.string(), buttons: z.array(ButtonView) }),
  ),
  /** Earlier answers of the person's own that may help; never the answer. */
  past: z.optional(z.array(z.object({ question: z.string(), from: z.string(), text: z.string() }))),
  /** The answer stands, but something about it should be known. */
  notice: z.optional(CauseView),
});
export type AnswerView = z.infer<typeof AnswerView>;

/** A question that is not sent yet, or may have been: what becomes of it, and the ways out. */
export const QueuedView = z.object({
  state: z.enum(['waiting', 'ask', 'sending', 'doubtful']),
  sentence: z.string(),
  detail: z.optional(z.string()),
  buttons: z.array(ButtonView),
});
export type QueuedView = z.infer<typeof QueuedView>;

export const TurnView = z.object({
  turnId: z.string(),
  question: z.string(),
  answers: z.array(AnswerView),
  /** It waits to be sent; a failure before that is not shown. */
  queued: z.optional(QueuedView),
  /** What was sent with it. */
  chips: z.optional(z.array(SentChipView)),
  /** What was not sent although it belongs to it. */
  leftOut: z.optional(z.array(z.string())),
  /** Which of several versions of this place is shown, counted from one. */
  version: z.optional(z.object({ at: z.int(), of: z.int() })),
});
export type TurnView = z.infer<typeof TurnView>;

/**
 * `word` is the state in words. Where it holds `{seconds}` the webview counts down to `untilWallMs`
 * (whole seconds, the number alone); a word without it stands as it is.
 */
export const TargetView = z.object({
  targetKey: z.string(),
  providerId: z.string(),
  name: z.string(),
  state: z.enum([
    'working',
    'answering',
    'ready',
    'paused',
    'checking',
    'needs-key',
    'failed',
    'off',
  ]),
  word: z.string(),
  untilWallMs: z.optional(z.number()),
  simulated: z.boolean(),
  /** Faults that can be switched, for simulated providers only. */
  faults: z.optional(
    z.array(z.object({ fault: z.string(), label: z.string(), isOn: z.boolean() })),
  ),
});
export type TargetView = z.infer<typeof TargetView>;

/** `well`: one name. Otherwise all of them in the order they will be tried. */
export const StripView = z.object({
  isWell: z.boolean(),
  targets: z.array(TargetView),
  /** Set while the trial runs: the sentence and the link that ends it. */
  trial: z.optional(z.object({ sentence: z.string(), endLabel: z.string() })),
  spend: z.optional(z.string()),
  /** A wrong setting, a missing keyring: one sentence and its button. */
  notices: z.array(CauseView),
});
export type StripView = z.infer<typeof StripView>;

/** `sentence` holds `{seconds}` where the countdown belongs: the number alone, without its unit. */
export const WaitView = z.object({
  turnId: z.string(),
  sentence: z.string(),
  startedWallMs: z.number(),
  untilWallMs: z.number(),
  buttons: z.array(ButtonView),
});
export type WaitView = z.infer<typeof WaitView>;

/** Something that can be taken back or has to be confirmed, and its buttons; above the composer. */
export const OfferView = z.object({ sentence: z.string(), buttons: z.array(ButtonView) });
export type OfferView = z.infer<typeof OfferView>;

export const EmptyView = z.object({
  title: z.string(),
  text: z.string(),
  /** What was found on this computer, right above the button. */
  found: z.optional(z.string()),
  buttons: z.array(ButtonView),
  links: z.array(ButtonView),
  footnote: z.string(),
});
export type EmptyView = z.infer<typeof EmptyView>;

export const ComposerView = z.object({
  placeholder: z.string(),
  /** `Auto · Aster, Birch`, `GPT only`, `No model yet`. */
  who: z.string(),
  /** How far this conversation may travel, where it is bound: `Local only`. Marked with a lock. */
  bound: z.optional(z.string()),
  canSend: z.boolean(),
  /** The turn under way, if any: the button is then *Stop*. */
  busyTurnId: z.optional(z.string()),
  /** Two or three things to try, in the trial: asked by the panel, or with `button` by the host. */
  suggestions: z.array(
    z.object({ label: z.string(), question: z.string(), button: z.optional(ButtonView) }),
  ),
});
export type ComposerView = z.infer<typeof ComposerView>;

export const ChatView = z.object({
  conversationId: z.string(),
  /** Nothing of it is stored: not by the page either. */
  isPrivate: z.optional(z.boolean()),
  turns: z.array(TurnView),
  strip: StripView,
  wait: z.optional(WaitView),
  /** Each stays until it is answered. */
  offers: z.array(OfferView),
  empty: z.optional(EmptyView),
  composer: ComposerView,
});
export type ChatView = z.infer<typeof ChatView>;
