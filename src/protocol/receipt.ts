/*
 * What the receipt of one answer shows, and the few messages between its page and the host.
 * Sentences and figures arrive ready and in the person's language; the page only draws. Text of
 * vendors is untrusted: it is drawn as text, and marks that turn the reading direction are shown.
 */
import * as z from 'zod/mini';

/** How a try ended: icon and tone are chosen by this word alone. */
const TryState = z.enum(['finished', 'failed', 'stopped', 'open']);

export const TryView = z.object({
  who: z.string(),
  /** Why it was asked: `asked first`, `next in line`. */
  how: z.string(),
  /** Since the question: `4.0 s`. */
  at: z.string(),
  state: TryState,
  ending: z.string(),
  /** What the vendor itself said, word for word; its code, status and request id. */
  said: z.optional(z.string()),
  codes: z.array(z.string()),
  firstWord: z.optional(z.string()),
  duration: z.optional(z.string()),
  tokens: z.optional(z.string()),
  cost: z.optional(z.string()),
});
export type TryView = z.infer<typeof TryView>;

export const ReceiptView = z.object({
  title: z.string(),
  subtitle: z.string(),
  /** First word, end, tokens, cost: a label, a figure, and a line that puts it right. */
  facts: z.array(z.object({ label: z.string(), value: z.string(), note: z.optional(z.string()) })),
  tries: z.array(TryView),
  /** What was decided, and when. */
  steps: z.array(z.object({ at: z.string(), line: z.string() })),
  /** What is missing here, and why. */
  notes: z.array(z.string()),
  /** Headings and labels. */
  words: z.object({
    tries: z.string(),
    steps: z.string(),
    copy: z.string(),
    copied: z.string(),
    copyHint: z.string(),
    who: z.string(),
    at: z.string(),
    ending: z.string(),
    firstWord: z.string(),
    duration: z.string(),
    tokens: z.string(),
    cost: z.string(),
  }),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

export const ReceiptHostMessage = z.object({
  type: z.literal('receipt'),
  /** What brings the tab back after a reload of the window. */
  place: z.object({ conversationId: z.string(), turnId: z.string() }),
  view: ReceiptView,
});
export type ReceiptHostMessage = z.infer<typeof ReceiptHostMessage>;

export const ReceiptMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('copy') }),
  z.object({ type: z.literal('log'), message: z.string().check(z.maxLength(4096)) }),
]);
export type ReceiptMessage = z.infer<typeof ReceiptMessage>;
