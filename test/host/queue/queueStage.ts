/*
 * Windows over one queue, on virtual time: each with conversations that follow a script, and a world
 * in which somebody can answer or nobody can. Shared by the tests of the queue.
 */
import type {
  ChainEntry,
  JournalEvent,
  Leases,
  QueueStore,
  TargetStatus,
  TurnRecord,
} from '../../../src/core/index.ts';
import { ChatError, createMemoryLeases } from '../../../src/core/index.ts';
import { createTalks, type Talk, type Talks } from '../../../src/host/chat/talks.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { createQuestionQueue, type QuestionQueue } from '../../../src/host/queue/questionQueue.ts';
import { createMemoryQueue } from '../../../src/store/memoryQueue.ts';
import type { VirtualClock } from '../../../src/sim/virtualClock.ts';
import { finish, setUp, started, text, wait, type Script } from '../chat/sessionStage.ts';
import { a, listStore, virtualClock, type ListStore } from '../fakes.ts';

export type Window = {
  readonly queue: QuestionQueue;
  readonly talks: Talks;
  readonly leases: Leases;
  /** Turns whose look has changed, in order. */
  readonly changed: string[];
  readonly answered: (readonly [string, boolean])[];
  readonly log: string[];
  readonly talk: (id?: string) => Promise<Talk>;
};

export type World = {
  readonly clock: VirtualClock;
  readonly store: ListStore;
  readonly rows: QueueStore;
  /** Questions that reached somebody, in order. */
  readonly sent: string[];
  status: TargetStatus['state'];
  /** Whether whoever is asked answers. */
  isUp: boolean;
  /** Whether what was said before is given instead. */
  isStored: boolean;
  changedFiles: readonly string[];
  readonly window: (windowId: string) => Window;
  readonly states: () => Promise<readonly string[]>;
};

export const refused = (): ChatError =>
  new ChatError({ kind: 'connect', net: 'refused', message: 'Nobody listens.', target: a });

export function world(): World {
  const clock = virtualClock();
  const store = listStore();
  const rows = createMemoryQueue();
  const ground = new Map();
  const entry: ChainEntry = {
    ...{ target: a, armed: true, enabled: true, hasKey: true, tier: 'any', isLocal: false },
  };
  const all: World = {
    ...{
      clock,
      store,
      rows,
      sent: [],
      status: 'paused',
      isUp: false,
      isStored: false,
      changedFiles: [],
    },
    states: async () => (await rows.queued()).map(({ turnId, state }) => `${turnId} ${state}`),
    window(windowId) {
      const script: Script = async function* (call, stageClock) {
        yield started;
        const words = call.request.messages.at(-1)?.parts.at(-1);
        all.sent.push(words?.type === 'text' ? words.text : '?');
        await wait(stageClock, 1, call.signal);
        if (all.isStored) yield { type: 'stored-answer', target: a, wallMs: 1, error: refused() };
        else if (!all.isUp) throw refused();
        yield text('yes');
        yield finish;
      };
      return windowOn(all, { windowId, script, ground, entry });
    },
  };
  return all;
}

type Ground = {
  readonly windowId: string;
  readonly script: Script;
  readonly ground: Parameters<typeof createMemoryLeases>[1];
  readonly entry: ChainEntry;
};

function windowOn(all: World, { windowId, script, ground, entry }: Ground): Window {
  const { clock, store, rows } = all;
  const [changed, answered, log]: [string[], (readonly [string, boolean])[], string[]] = [
    [],
    [],
    [],
  ];
  let id = 0;
  const talks = createTalks({
    store,
    newId: () => `${windowId}-c${(id += 1)}`,
    make(begun) {
      const stage = setUp((call) => script(call, clock), store, begun, clock, windowId);
      return { session: stage.session, model: { isSeen: () => true } as Talk['model'] };
    },
  });
  const leases = createMemoryLeases(clock, ground);
  const queue = createQuestionQueue({
    ...{ clock, windowId, leases, l10n: plainEnglish },
    store: { ...store, ...rows, queued: () => rows.queued() },
    engine: {
      candidates: () => [{ entry }],
      status: (target) => ({ target, state: all.status, breaker: 'closed', untilMs: 1e12 }),
    },
    talks: () => talks,
    journals: { remember: () => undefined },
    changedSince: () => Promise.resolve(all.changedFiles),
    onChange: (ids) => changed.push(...ids),
    onAnswered: ({ turnId }, isSeen) => answered.push([turnId, isSeen]),
    log: (message) => log.push(message),
  });
  return {
    ...{ queue, talks, leases, changed, answered, log },
    async talk(conversationId) {
      const talk =
        (conversationId === undefined ? undefined : await talks.open(conversationId)) ??
        talks.begin();
      talks.hold(talk);
      return talk;
    },
  };
}

/** A question that nobody could answer. */
export async function askInVain(
  { clock }: World,
  { session }: Talk,
  question: string,
): Promise<TurnRecord> {
  const sending = session.send(question, question);
  await clock.advance(10);
  await sending;
  return session.turns().at(-1) as TurnRecord;
}

export const back = (fields: Partial<JournalEvent> = {}): JournalEvent =>
  ({
    type: 'offline-changed',
    isOffline: false,
    families: 0,
    checks: 1,
    ...fields,
  }) as JournalEvent;
