/*
 * What was typed, kept until the host shows it. States: typing; pending (sent, its turn not seen).
 * Promise: the text goes only when a turn with exactly this question appears; the same text sent
 * again carries the same `clientId`, so that it can never be asked twice. Survives a reload through
 * the editor's webview state, and the death of the window through the host.
 */
import { refKey, type ChipView, type PanelMessage, type TurnView } from '../protocol/index.ts';
import { keptChips, refsOf, withChips, withoutKeys } from './draftChips.ts';

/** `afterTurnId`: the last turn when it was sent; only later ones can be its turn. */
export type Pending = {
  readonly clientId: string;
  readonly text: string;
  readonly afterTurnId?: string;
  /** What was attached, by `refKey`. */
  readonly keys?: string[];
};

/** The question being edited, and what stood in the composer before. */
export type Edits = {
  readonly turnId: string;
  readonly before: string;
  readonly chips?: ChipView[];
};

export type Draft = {
  readonly text: string;
  readonly chips?: ChipView[];
  readonly pending?: Pending;
  readonly edits?: Edits;
};

export const noDraft: Draft = { text: '' };

/** The state kept by the editor is ours but old: read it as if a stranger had written it. */
function readDraft(state: unknown): Draft {
  const kept = (state as { draft?: unknown } | null | undefined)?.draft as
    | Partial<Draft>
    | undefined;
  if (typeof kept?.text !== 'string') return noDraft;
  const { pending, edits } = kept;
  const isEdit = typeof edits?.turnId === 'string' && typeof edits.before === 'string';
  const own = {
    text: kept.text,
    ...keptChips(kept.chips),
    ...(isEdit
      ? { edits: { turnId: edits.turnId, before: edits.before, ...keptChips(edits.chips) } }
      : {}),
  };
  if (typeof pending?.clientId !== 'string' || typeof pending.text !== 'string') return own;
  return {
    ...own,
    pending: {
      clientId: pending.clientId,
      text: pending.text,
      ...(typeof pending.afterTurnId === 'string' ? { afterTurnId: pending.afterTurnId } : {}),
      ...(Array.isArray(pending.keys) ? { keys: pending.keys.map(String) } : {}),
    },
  };
}

/** Of the editor's own state and what the host kept, the newer one. */
export function newerDraft(state: unknown, kept: unknown): Draft {
  const atMs = (draft: unknown): number =>
    (draft as { atMs?: number } | null | undefined)?.atMs ?? -1;
  const own = (state as { draft?: unknown } | null | undefined)?.draft;
  return readDraft({ draft: atMs(kept) > atMs(own) ? kept : own });
}

export function sentDraft(
  draft: Draft,
  turns: readonly TurnView[],
  newId: () => string,
): Draft & { readonly pending: Pending } {
  const keys = (draft.chips ?? []).map(({ ref }) => refKey(ref));
  const { pending } = draft;
  const isSame = pending?.text === draft.text && (pending.keys ?? []).join() === keys.join();
  if (pending !== undefined && isSame) return { ...draft, pending };
  const last = turns.at(-1);
  return {
    ...draft,
    pending: {
      clientId: newId(),
      text: draft.text,
      ...(last === undefined ? {} : { afterTurnId: last.turnId }),
      ...(keys.length === 0 ? {} : { keys }),
    },
  };
}

/** The draft once `turns` are on the screen: what arrived there leaves the composer. */
export function settledDraft(draft: Draft, turns: readonly TurnView[]): Draft {
  const { pending, text, edits } = draft;
  if (edits !== undefined) return settledEdit(draft, edits, turns);
  if (pending === undefined) return draft;
  const seen = turns.findIndex(({ turnId }) => turnId === pending.afterTurnId);
  const arrived = turns.slice(seen + 1).some(({ question }) => question === pending.text);
  if (!arrived) return draft;
  // Typed on after sending: only what was sent goes.
  return {
    text: text.startsWith(pending.text) ? text.slice(pending.text.length).trimStart() : text,
    ...withoutKeys(draft.chips, pending.keys ?? []),
  };
}

/** The edited turn has left: its successor stands there, or there is nothing to edit any more. */
function settledEdit(draft: Draft, edits: Edits, turns: readonly TurnView[]): Draft {
  if (turns.some(({ turnId }) => turnId === edits.turnId)) return draft;
  const isArrived = turns.at(-1)?.question === draft.pending?.text;
  const before: Draft = { text: edits.before, ...keptChips(edits.chips) };
  if (isArrived && draft.text === draft.pending?.text) return before;
  return joinedDraft(before, draft.text);
}

/** Begin to edit; what was typed comes back afterwards. */
export function editedDraft(draft: Draft, turn: TurnView): Draft {
  const { before, chips } = draft.edits ?? { before: draft.text, chips: draft.chips };
  const sent = (turn.chips ?? []).map(({ icon, label }, at): ChipView => ({
    ref: { kind: 'sent', turnId: turn.turnId, at },
    icon,
    label,
  }));
  return {
    text: turn.question,
    ...keptChips(sent),
    edits: { turnId: turn.turnId, before, ...keptChips(chips) },
  };
}

/** The last question once more, with what was attached read anew; own attachments stay. */
export function recalledDraft({ question, chips = [] }: TurnView, draft = noDraft): Draft {
  if (draft.chips !== undefined) return { ...draft, text: question };
  return {
    text: question,
    ...keptChips(chips.map(({ ref, icon, label }) => ({ ref, icon, label }))),
  };
}

/** What stood in the composer before the edit. */
export function leftEdit({ before, chips }: Edits): Draft {
  return { text: before, ...keptChips(chips) };
}

/** Text handed over by the host goes before what is there, never over it. */
export function joinedDraft(draft: Draft, handed: string): Draft {
  const chips = keptChips(draft.chips);
  if (draft.text.trim() === '' || handed.includes(draft.text)) return { text: handed, ...chips };
  if (draft.text.includes(handed)) return draft;
  return { text: `${handed}\n\n${draft.text}`, ...chips };
}

/** Nothing is typed, attached or being edited. */
export const isBlank = ({ text, chips, edits }: Draft): boolean =>
  text === '' && chips === undefined && edits === undefined;

/** A question of the host's with what it is about, before what stands here. */
export function handedDraft(draft: Draft, question: string, chips: readonly ChipView[]): Draft {
  const { text } = joinedDraft(draft, question);
  return { ...draft, text, ...withChips(draft.chips, chips) };
}

/** A question that leaves the draft alone. */
export function askedBeside(text: string, chips: readonly ChipView[]): PanelMessage {
  return { type: 'chat-send', clientId: crypto.randomUUID(), text, ...refsOf(chips) };
}
