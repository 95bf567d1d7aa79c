/*
 * The conversations that are open in this window. Each has one session and one model, however many
 * pages show it, so that all of them follow the same answer.
 * What happens to a turn under way: a page that is closed or hidden was only put away, and the turn
 * goes on and is stored; a page that turns to another chat has left it, and the turn is stopped,
 * unless another page still shows it. A private chat is gone as soon as nobody shows it.
 */
import type { ConversationId, TurnStore } from '../../core/index.ts';
import type { Begun, ChatSession } from './chatSession.ts';
import type { PanelModel } from './panelModel.ts';

export type Talk = { readonly session: ChatSession; readonly model: PanelModel };

export type Talks = {
  readonly all: () => readonly Talk[];
  /** A fresh conversation, or an open one where the id says so. */
  readonly begin: (how?: { isPrivate?: boolean; conversationId?: ConversationId }) => Talk;
  /** A stored conversation; undefined where no turn of it is there any more. */
  readonly open: (id: ConversationId) => Promise<Talk | undefined>;
  /** One more page shows it. */
  readonly hold: (talk: Talk) => void;
  /** A page shows it no longer. */
  readonly letGo: (talk: Talk, how: 'closed' | 'left') => void;
  /** The person's own title, else the first question; empty where nothing was asked. */
  readonly titleOf: (talk: Talk) => string;
  /** An empty title brings the first question back. */
  readonly rename: (id: ConversationId, title: string) => Promise<void>;
  /** The window is closing: resolves when all that was under way is stored. */
  readonly end: () => Promise<void>;
};

export type TalksDeps = {
  readonly store: Pick<TurnStore, 'turnsOf' | 'titleOf' | 'choiceOf' | 'rename'>;
  readonly newId: () => string;
  readonly make: (begun: Begun) => Talk;
};

type Open = { readonly talk: Talk; holders: number; title: string | undefined };

export function createTalks({ store, newId, make }: TalksDeps): Talks {
  const open = new Map<ConversationId, Open>();
  const opening = new Map<ConversationId, Promise<Talk | undefined>>();
  const entry = (begun: Begun, title?: string): Talk => {
    const known = open.get(begun.conversationId);
    if (known !== undefined) return known.talk;
    const talk = make(begun);
    open.set(begun.conversationId, { talk, holders: 0, title });
    return talk;
  };
  const of = ({ session }: Talk): Open | undefined => open.get(session.conversationId());

  const load = async (id: ConversationId): Promise<Talk | undefined> => {
    const [turns, title, choice] = await Promise.all([
      store.turnsOf(id),
      store.titleOf(id),
      store.choiceOf(id),
    ]);
    // A chat may be bound before anything was asked in it.
    if (turns.length === 0 && choice === undefined) return open.get(id)?.talk;
    return entry({ conversationId: id, isPrivate: false, turns, choice }, title);
  };
  /** Kept while somebody shows it, or while something of it is still to be stored. */
  const sweep = async (one: Open): Promise<void> => {
    if (one.holders > 0) return;
    await one.talk.session.over();
    const id = one.talk.session.conversationId();
    if (one.holders === 0 && open.get(id) === one) open.delete(id);
  };

  return {
    all: () => [...open.values()].map(({ talk }) => talk),
    begin: ({ isPrivate = false, conversationId = newId() } = {}) =>
      entry({ conversationId, isPrivate, turns: [] }),
    open(id) {
      const known = open.get(id);
      if (known !== undefined) return Promise.resolve(known.talk);
      const loading = opening.get(id) ?? load(id).finally(() => opening.delete(id));
      opening.set(id, loading);
      return loading;
    },
    hold(talk) {
      const one = of(talk);
      if (one !== undefined) one.holders += 1;
    },
    letGo(talk, how) {
      const one = of(talk);
      if (one === undefined) return;
      one.holders = Math.max(0, one.holders - 1);
      if (one.holders === 0 && (how === 'left' || talk.session.isPrivate())) talk.session.stop();
      void sweep(one);
    },
    titleOf: (talk) => of(talk)?.title ?? talk.session.turns()[0]?.question ?? '',
    async rename(id, title) {
      await store.rename(id, title);
      const one = open.get(id);
      if (one !== undefined) one.title = title.trim() === '' ? undefined : title.trim();
    },
    async end() {
      await Promise.all([...open.values()].map(({ talk }) => talk.session.end()));
    },
  };
}
