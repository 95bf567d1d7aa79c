/*
 * Questions that wait until somebody can answer: kept in the store, sent once, in order, by one
 * window. `sending` is on the disk before the first byte leaves; a lease says that the window which
 * sends is alive, and what a dead one leaves is marked as doubtful and never sent by itself.
 * What failed again as it did before waits on, longer each time; any other end is an end.
 * Other windows' steps are seen within a second, while anything waits.
 */
import type {
  ConversationId,
  Disposable,
  JournalEvent,
  QueuedQuestion,
  TurnRecord,
} from '../../core/index.ts';
import type { QueuedView } from '../../protocol/index.ts';
import type { Talk } from '../chat/talks.ts';
import { createPatience } from './patience.ts';
import { goesByItself, queuedView } from './queuedView.ts';
import type { QueueDeps, QueueRoom } from './queueRoom.ts';
import { leaseOf, sendOne, waitsOn, withTalk } from './sendOne.ts';
import { canAnswer } from './someoneIsBack.ts';

export type QuestionQueue = Disposable & {
  readonly viewOf: (turnId: string) => QueuedView | undefined;
  /** All that wait, in order, of all windows. */
  readonly rows: () => readonly QueuedQuestion[];
  /** Reads what is stored, and goes on looking while anything is. Never rejects. */
  readonly look: () => Promise<void>;
  /** Rejects where it cannot be stored. */
  readonly put: (conversationId: ConversationId, turnId: string) => Promise<void>;
  /** The person takes it back. */
  readonly takeBack: (turnId: string) => Promise<void>;
  /** The person says so, whatever has become of it. */
  readonly sendNow: (turnId: string) => Promise<void>;
  readonly note: (event: JournalEvent) => void;
};

const LOOK_MS = 1_000;
export function createQuestionQueue(deps: QueueDeps): QuestionQueue {
  const { clock } = deps;
  const room: QueueRoom = {
    ...{ deps, patience: createPatience(clock), rows: [] },
    ...{ ours: new Set<string>(), changed: new Map() },
  };
  let timer: Disposable | undefined;
  let isOver = false;
  let working: Promise<void> | undefined;
  /** One after the other, while the looking goes on. */
  let sending: Promise<void> | undefined;

  const tell = teller(room);
  const round = async (): Promise<void> => {
    try {
      await readAll(room);
      tell();
      await followEdits(room);
      const ready = sending === undefined ? await due(room) : [];
      if (ready.length > 0) sending = sendAll(ready);
    } catch (error) {
      deps.log(`queue: ${String(error)}`);
    }
    tell();
    if (!isOver && room.rows.length > 0) later();
  };
  const later = (): void => {
    timer ??= clock.after(LOOK_MS, () => {
      timer = undefined;
      void look();
    });
  };
  const sendAll = async (ready: readonly QueuedQuestion[]): Promise<void> => {
    try {
      for (const row of ready) if (!isOver) await sendOne(room, row, { byHand: false });
    } catch (error) {
      deps.log(`queue: ${String(error)}`);
    }
    sending = undefined;
    await look();
  };
  const look = (): Promise<void> => {
    timer?.dispose();
    timer = undefined;
    working ??= round().finally(() => (working = undefined));
    return working;
  };
  return {
    viewOf: (turnId) => viewIn(room, turnId),
    rows: () => room.rows,
    look,
    ...atAWord(room, { tell, look, later }),
    note(event) {
      if (room.patience.hears(event) && room.rows.length > 0) void look();
    },
    dispose() {
      isOver = true;
      timer?.dispose();
    },
  };
}

/** Tells whoever draws of each question that looks different from the last time. */
function teller(room: QueueRoom): () => void {
  const shown = new Map<string, string>();
  return () => {
    const ids = new Set([...shown.keys(), ...room.rows.map((row) => row.turnId)]);
    for (const id of ids) {
      const view = viewIn(room, id);
      const text = view === undefined ? undefined : JSON.stringify(view);
      if (shown.get(id) === text) ids.delete(id);
      else if (text === undefined) shown.delete(id);
      else shown.set(id, text);
    }
    if (ids.size > 0) room.deps.onChange(ids);
  };
}

type After = {
  readonly tell: () => void;
  readonly look: () => Promise<void>;
  readonly later: () => void;
};

/** What the person says of a question. */
function atAWord(
  room: QueueRoom,
  { tell, look, later }: After,
): Pick<QuestionQueue, 'put' | 'takeBack' | 'sendNow'> {
  const { clock, store, windowId } = room.deps;
  const seen = async (): Promise<void> => {
    await readAll(room);
    tell();
  };
  return {
    async put(conversationId, turnId) {
      const queuedWallMs = clock.wallMs();
      room.patience.begin(turnId);
      await store.enqueue({ turnId, conversationId, queuedWallMs, windowId });
      await seen();
      later();
    },
    async takeBack(turnId) {
      const from = ['waiting', 'doubtful'] as const;
      await store.moveQueued({ turnId, from, to: 'gone', windowId });
      room.patience.forget(turnId);
      await seen();
    },
    async sendNow(turnId) {
      const row = room.rows.find((one) => one.turnId === turnId);
      if (row === undefined) return;
      const asked = sendOne(room, row, { byHand: true });
      tell();
      await asked;
      await look();
    },
  };
}

function viewIn({ deps, rows, ours, changed }: QueueRoom, turnId: string): QueuedView | undefined {
  const row = rows.find((one) => one.turnId === turnId);
  if (row === undefined || ours.has(turnId)) return undefined;
  const { windowId, clock, l10n } = deps;
  const seen = { windowId, l10n, wallMs: clock.wallMs(), changed: changed.get(turnId) ?? [] };
  return queuedView(row, seen);
}

/** What is stored now; what other windows did is taken over, what dead ones left is doubted. */
async function readAll(room: QueueRoom): Promise<void> {
  const { deps, ours, changed } = room;
  const before = room.rows;
  let now = await deps.store.queued();
  const lost = now.filter(({ state, turnId }) => state === 'sending' && !ours.has(turnId));
  for (const { turnId } of lost) await doubt(deps, turnId);
  if (lost.length > 0) now = await deps.store.queued();
  room.rows = now;
  const isThere = new Set(now.map(({ turnId }) => turnId));
  for (const row of before)
    if (!isThere.has(row.turnId) && !ours.has(row.turnId)) await adopt(deps, row);
  for (const row of now) {
    if (row.state !== 'waiting' || changed.has(row.turnId)) continue;
    if (goesByItself(row, { windowId: deps.windowId, wallMs: deps.clock.wallMs() })) continue;
    const turn = openTalk(deps, row)?.session.turns().find(isTurn(row));
    if (turn !== undefined) changed.set(row.turnId, await deps.changedSince(turn));
  }
}

/** Its sender is gone if its lease is. */
async function doubt({ leases, store, windowId }: QueueDeps, turnId: string): Promise<void> {
  const key = leaseOf(turnId);
  if (!(await leases.take(key, LOOK_MS))) return;
  await store.moveQueued({ turnId, from: ['sending'], to: 'doubtful', windowId });
  await leases.giveBack(key);
}

/** Another window has sent it: here it shows the answer that is stored. */
async function adopt(deps: QueueDeps, row: QueuedQuestion): Promise<void> {
  const talk = openTalk(deps, row);
  if (talk === undefined) return;
  const turn = (await deps.store.turnsOf(row.conversationId)).find(isTurn(row));
  if (turn !== undefined) talk.session.takeOver(turn);
}

/** A question that was edited while it waited: the new words wait in its place, if they failed. */
async function followEdits(room: QueueRoom): Promise<void> {
  const { deps, patience } = room;
  const { store, windowId } = deps;
  for (const row of room.rows) {
    const session = openTalk(deps, row)?.session;
    if (session === undefined || row.state !== 'waiting' || row.windowId !== windowId) continue;
    const instead = session.insteadOf(row.turnId);
    if (instead === undefined || session.busyTurnId() !== undefined) continue;
    await store.moveQueued({ ...row, from: ['waiting'], to: 'gone' });
    if (instead.askedWallMs < row.queuedWallMs || !waitsOn(instead)) continue;
    const { turnId, conversationId } = instead;
    patience.begin(turnId);
    await store.enqueue({ turnId, conversationId, queuedWallMs: instead.askedWallMs, windowId });
  }
}

/** Of each conversation the first that may go; nothing overtakes what stands in front of it. */
async function due(room: QueueRoom): Promise<readonly QueuedQuestion[]> {
  const { deps, patience, ours } = room;
  const seen = { windowId: deps.windowId, wallMs: deps.clock.wallMs() };
  const firsts = new Map<ConversationId, QueuedQuestion>();
  for (const row of room.rows)
    if (!firsts.has(row.conversationId)) firsts.set(row.conversationId, row);
  const ready: QueuedQuestion[] = [];
  for (const row of firsts.values()) {
    if (!goesByItself(row, seen) || ours.has(row.turnId) || !patience.isOver(row.turnId)) continue;
    const isWanted = await withTalk(deps, row.conversationId, (talk) => {
      if (talk === undefined || talk.session.busyTurnId() !== undefined) return false;
      return canAnswer(deps.engine, talk.session.limits(), patience.isOffline());
    });
    if (isWanted) ready.push(row);
  }
  return ready;
}

const openTalk = ({ talks }: QueueDeps, { conversationId }: QueuedQuestion): Talk | undefined =>
  talks()
    .all()
    .find(({ session }) => session.conversationId() === conversationId);

const isTurn =
  (row: QueuedQuestion) =>
  ({ turnId }: TurnRecord): boolean =>
    turnId === row.turnId;
