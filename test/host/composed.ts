/*
 * The real composition on virtual time, with settings, keys and a transport that a test controls:
 * everything that the extension makes, without the editor.
 */
import { createEngine } from '../../src/engine/createEngine.ts';
import type { MakeEngine } from '../../src/host/engineLater.ts';
import { createProvider } from '../../src/providers/provider.ts';
import type { FactStore, JournalEvent, SpendStore, Transport } from '../../src/core/index.ts';
import type { PriceTable } from '../../src/host/catalog/priceTable.ts';
import { createBill } from '../../src/host/chat/bill.ts';
import type { ChatSession } from '../../src/host/chat/chatSession.ts';
import type { PanelModel } from '../../src/host/chat/panelModel.ts';
import { createTalk, type TalkDeps } from '../../src/host/chat/talk.ts';
import type { Talk } from '../../src/host/chat/talks.ts';
import { createTurnJournals, type TurnJournals } from '../../src/host/chat/turnJournals.ts';
import { compose, type Composition } from '../../src/host/compose.ts';
import { NOTHING_FOUND, type FoundHere } from '../../src/host/firstRun/firstLook.ts';
import { plainEnglish } from '../../src/host/l10n.ts';
import type { LmAccess } from '../../src/host/lm/lmApi.ts';
import { readSettings } from '../../src/host/settings/readSettings.ts';
import { createMemoryFactStore } from '../../src/store/index.ts';
import { applyOp, type ChatView } from '../../src/protocol/index.ts';
import { simulatedAnswer } from '../../src/sim/simulatedResponder.ts';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';
import type { VirtualClock } from '../../src/sim/virtualClock.ts';
import { listStore, virtualClock, type ListStore } from './fakes.ts';

export type Composed = {
  readonly clock: VirtualClock;
  readonly composition: Composition;
  readonly session: ChatSession;
  readonly model: PanelModel;
  readonly store: ListStore;
  readonly journals: TurnJournals;
  readonly journal: readonly JournalEvent[];
  /** What a panel that followed every op shows now. */
  readonly shown: () => ChatView;
  /** Another conversation over the same engine and store. */
  readonly begin: (conversationId: string) => Talk;
  readonly set: (values: Record<string, unknown>) => void;
};

export type ComposedOptions = {
  readonly settings?: Record<string, unknown>;
  readonly isTrial?: boolean;
  readonly transport?: Transport;
  readonly hasKey?: (providerId: string) => boolean;
  readonly lm?: LmAccess;
  readonly found?: () => FoundHere;
  readonly facts?: FactStore;
  readonly spend?: SpendStore;
  readonly prices?: Partial<PriceTable>;
  readonly readPrices?: () => Promise<PriceTable>;
  readonly windowId?: string;
  readonly makeEngine?: MakeEngine;
};

/** Nothing may be sent. */
export const silentTransport: Transport = {
  send: () => Promise.reject(new Error('A byte was about to leave.')),
};

export function composed(options: ComposedOptions = {}): Composed {
  const clock = virtualClock();
  const journal: JournalEvent[] = [];
  const read = (values: Record<string, unknown>): ReturnType<typeof readSettings>['settings'] =>
    readSettings((name) => values[name], plainEnglish).settings;
  let settings = read(options.settings ?? {});
  const isTrial = (): boolean => options.isTrial ?? false;
  const composition = compose({
    clock,
    random: createSeededRandom(7),
    transport: options.transport ?? silentTransport,
    windowId: options.windowId ?? 'w',
    settings: () => settings,
    hasKey: options.hasKey ?? (() => true),
    facts: options.facts ?? createMemoryFactStore(),
    ...(options.spend === undefined ? {} : { spend: options.spend }),
    readPrices:
      options.readPrices ?? (() => Promise.resolve({ source: '', lists: {}, ...options.prices })),
    isTrial,
    makeEngine: options.makeEngine ?? createEngine,
    loadProviders: () => Promise.resolve({ createProvider }),
    simulatedAnswers: () => Promise.resolve({ simulatedAnswer }),
    ...(options.lm === undefined ? {} : { lm: options.lm }),
  });
  composition.onJournal((event) => journal.push(event));
  const { catalog } = composition.knowledge;
  const journals = createTurnJournals((target) => catalog.get(target).price);
  composition.onJournal(journals.note);
  const store = listStore();
  let id = 0;
  const deps = {
    composition,
    clock,
    journals,
    store,
    l10n: plainEnglish,
    isTrial,
    notices: () => [],
    proposedFor: () => undefined,
    queuedOf: () => undefined,
    found: options.found ?? (() => NOTHING_FOUND),
    newId: () => `id-${(id += 1)}`,
    limits: () => ({
      tier: settings['privacy.tier'],
      localOnly: settings['privacy.localOnly'],
    }),
    bill: createBill(composition.knowledge),
    onStoreError: (error: Error) => {
      throw error;
    },
  } satisfies TalkDeps;
  const begin = (conversationId: string): Talk =>
    createTalk(deps, { conversationId, isPrivate: false, turns: [] });
  const { session, model } = begin('c1');
  let view = model.view();
  model.subscribe((op) => {
    view = applyOp(view, op);
  });
  const set = (values: Record<string, unknown>): void => {
    settings = read(values);
    model.refresh();
  };
  return {
    clock,
    composition,
    session,
    model,
    store,
    journals,
    journal,
    shown: () => view,
    begin,
    set,
  };
}
