/*
 * What is remembered of each page that shows a chat: its conversation and its draft. Kept by the
 * editor for this workspace at once, so that it outlives a window that is killed; the page's own
 * state is only written when a window closes in peace.
 * Of a private chat nothing is written down but that it is one: its draft lives as long as the
 * window. Pages that never came back are forgotten, the oldest first.
 */
import * as z from 'zod/mini';
import { KeptDraft } from '../../protocol/index.ts';

/** The editor's own memory of this workspace. */
export interface Memory {
  keys(): readonly string[];
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

/** Everything that the editor remembers for us. */
export async function forgetAllOf(
  ...memories: readonly Pick<Memory, 'keys' | 'update'>[]
): Promise<void> {
  for (const memory of memories)
    for (const key of memory.keys()) await memory.update(key, undefined);
}

const Remembered = z.object({
  atMs: z.number(),
  conversationId: z.optional(z.string()),
  isPrivate: z.optional(z.literal(true)),
  draft: z.optional(KeptDraft),
});
export type Remembered = z.infer<typeof Remembered>;

export type PageMemory = {
  readonly of: (page: string) => Remembered | undefined;
  readonly keepTalk: (
    page: string,
    talk: { readonly conversationId: string; readonly isPrivate: boolean },
  ) => void;
  readonly keepDraft: (page: string, draft: KeptDraft) => void;
  readonly forget: (page: string) => void;
};

const PREFIX = 'steadfast.page.';
const PAGES_MAX = 50;

export function createPageMemory(memory: Memory, wallMs: () => number): PageMemory {
  /** As this window knows it, drafts of private chats included. */
  const known = new Map<string, Remembered>();
  const stored = (page: string): Remembered | undefined => {
    const found = Remembered.safeParse(memory.get(PREFIX + page));
    return found.success ? found.data : undefined;
  };
  const of = (page: string): Remembered | undefined => known.get(page) ?? stored(page);
  const forget = (page: string): void => {
    known.delete(page);
    void memory.update(PREFIX + page, undefined);
  };
  const prune = (): void => {
    const pages = memory.keys().flatMap((key) => (key.startsWith(PREFIX) ? [key] : []));
    if (pages.length <= PAGES_MAX) return;
    const ages = pages.map((key) => {
      const page = key.slice(PREFIX.length);
      return { page, atMs: known.has(page) ? Infinity : (stored(page)?.atMs ?? 0) };
    });
    const [oldest] = ages.toSorted((a, b) => a.atMs - b.atMs);
    if (oldest !== undefined) forget(oldest.page);
  };
  const keep = (page: string, remembered: Remembered): void => {
    known.set(page, remembered);
    const { atMs, isPrivate } = remembered;
    void memory.update(PREFIX + page, isPrivate === true ? { atMs, isPrivate } : remembered);
    prune();
  };
  return {
    of,
    keepTalk(page, { conversationId, isPrivate }) {
      const { draft } = of(page) ?? {};
      keep(page, {
        atMs: wallMs(),
        conversationId,
        ...(isPrivate ? { isPrivate } : {}),
        ...(draft === undefined ? {} : { draft }),
      });
    },
    keepDraft(page, draft) {
      keep(page, { ...of(page), atMs: wallMs(), draft });
    },
    forget,
  };
}
