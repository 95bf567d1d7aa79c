/*
 * What can be attached to a question, as panel and host speak of it: chips, the list that opens on
 * `@` and `/`, and what the composer says about sizes.
 * A chip only names something; the host reads it when the question is sent, and decides then
 * whether it may be sent at all. Nothing here makes a file readable.
 */
import * as z from 'zod/mini';

const uri = z.string().check(z.maxLength(4096));
const line = z.int().check(z.gte(1), z.lte(100_000_000));

/** The same as `ContextRef` of core. */
export const ContextRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['file', 'folder']), uri }),
  z.object({
    kind: z.enum(['selection', 'symbol']),
    uri,
    from: line,
    to: line,
    first: z.string().check(z.maxLength(200)),
  }),
  z.object({ kind: z.literal('editors') }),
  z.object({ kind: z.literal('problems'), uri: z.optional(uri) }),
  z.object({ kind: z.literal('diff'), isStaged: z.boolean() }),
  z.object({
    kind: z.literal('sent'),
    turnId: z.string().check(z.maxLength(100)),
    at: z.int().check(z.nonnegative()),
  }),
]);
export type ContextRef = z.infer<typeof ContextRef>;

const icon = z.enum(['file', 'folder', 'symbol', 'selection', 'editors', 'problems', 'diff']);

export const ChipView = z.object({
  ref: ContextRef,
  icon,
  label: z.string().check(z.maxLength(300)),
  /** Attached by this command, not by hand: it goes when the command goes. */
  by: z.optional(z.string().check(z.maxLength(40))),
});
export type ChipView = z.infer<typeof ChipView>;

/** At most this many chips in one question. */
export const CHIPS_MAX = 40;
export const Chips = z.array(ChipView).check(z.maxLength(CHIPS_MAX));
export const Refs = z.array(ContextRef).check(z.maxLength(CHIPS_MAX));

/** Two chips of the same key are one. */
export function refKey(ref: ContextRef): string {
  switch (ref.kind) {
    case 'file':
    case 'folder':
      return `${ref.kind} ${ref.uri}`;
    case 'selection':
    case 'symbol':
      return `lines ${ref.uri} ${ref.from} ${ref.to}`;
    case 'editors':
      return 'editors';
    case 'problems':
      return `problems ${ref.uri ?? ''}`;
    case 'diff':
      return ref.isStaged ? 'diff staged' : 'diff';
    case 'sent':
      return `sent ${ref.turnId} ${ref.at}`;
  }
}

/** One row of the list: it attaches `chip`, or puts `insert` in place of what was typed. */
export const SuggestionView = z.object({
  icon: z.enum([...icon.options, 'command']),
  label: z.string(),
  detail: z.optional(z.string()),
  /** Cannot be chosen just now; `detail` says why. */
  isOff: z.optional(z.boolean()),
  chip: z.optional(ChipView),
  insert: z.optional(z.string()),
});
export type SuggestionView = z.infer<typeof SuggestionView>;

/** What the host knows of the composer's contents; sizes are estimates and say so. */
export const ContextView = z.object({
  /** The project's own instructions: the line that shows and switches them. */
  instructions: z.optional(z.object({ label: z.string(), hint: z.string(), isOn: z.boolean() })),
  meter: z.optional(
    z.object({
      /** `~12k / 200k`, or `~12k` where the window is not known. */
      text: z.string(),
      hint: z.string(),
      /** How full, 0 to 1; absent where the window is not known. */
      full: z.optional(z.number()),
      isOver: z.boolean(),
      parts: z.array(z.object({ label: z.string(), size: z.string() })),
      /** What will not be sent, named one by one. */
      leftOut: z.array(z.string()),
    }),
  ),
  /** By `refKey`: why it cannot be sent, or what will be left out of it. */
  chips: z.array(
    z.object({
      key: z.string(),
      trouble: z.optional(z.string()),
      notes: z.array(z.string()),
    }),
  ),
});
export type ContextView = z.infer<typeof ContextView>;

/** What stands with a question that was sent; pressed, the host opens where it came from. */
export const SentChipView = z.object({
  icon,
  label: z.string(),
  ref: ContextRef,
  notes: z.array(z.string()),
});
export type SentChipView = z.infer<typeof SentChipView>;
