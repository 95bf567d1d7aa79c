/*
 * The one place where anything is constructed. Knows no editor: the extension, the headless
 * endpoint and the tests pass the same few ports and get the same product. Settings are read live:
 * providers are made anew when their entry changes, and the engine (with all it has learned) lives
 * as long as the composition. Simulated providers never join a chain that holds a real one.
 */
import type {
  AnswerCache,
  Attention,
  Chain,
  ChainEntry,
  Clock,
  Disposable,
  Engine,
  FactStore,
  JournalEvent,
  Leases,
  LedgerStore,
  Provider,
  Random,
  SpendStore,
  Target,
  Transport,
} from '../core/index.ts';
import { isRemoteModel } from '../providers/index.ts';
import {
  createFaultBoard,
  createSimulatedProvider,
  type FaultBoard,
  type SimulatedAnswers,
} from '../sim/index.ts';
import { createKnowledge, type Knowledge } from './catalog/createKnowledge.ts';
import type { PriceTable } from './catalog/priceTable.ts';
import { chainOf, namesOf, rungOf, type ChainInput } from './chain.ts';
import type { MakeEngine } from './engineLater.ts';
import { createEngineOptions } from './engineOptions.ts';
import { keepHealth } from './keepHealth.ts';
import type { LmAccess } from './lm/lmApi.ts';
import { createLmProvider } from './lm/lmProvider.ts';
import { providerLater, type LoadProviders } from './providerLater.ts';
import { createSpend, type Spend } from './spend/createSpend.ts';
import { ledgerOf } from './spend/ledger.ts';
import { presetKind, type ProviderSetting, type Settings } from './settings/schema.ts';
import type { Names } from './words/names.ts';

export type Ambient = {
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  readonly windowId: string;
  /** Read at every decision; return the same object while nothing changed. */
  readonly settings: () => Settings;
  /** Whether a key is stored on this computer for the provider's origin. Answers at once. */
  readonly hasKey: (providerId: string) => boolean;
  /** Where lists of models and calibrations are kept. */
  readonly facts: FactStore;
  /** Where what is spent is kept; without it nothing is counted and no limit holds. */
  readonly spend?: SpendStore;
  /** Whole answers of this workspace, for when nobody can answer; undefined: none just now. */
  readonly answers?: () => AnswerCache | undefined;
  /** Where is written down what each attempt used. */
  readonly ledger?: LedgerStore;
  /** How windows take turns; without it this one is alone. */
  readonly leases?: Leases;
  /** The packaged table of prices; else prices are only known from vendors and settings. */
  readonly readPrices?: () => Promise<PriceTable>;
  readonly log?: (message: string) => void;
  /** While true the chain is the two simulated providers and nothing else. */
  readonly isTrial: () => boolean;
  readonly makeEngine: MakeEngine;
  /** Loads what asks providers, when one is first asked. */
  readonly loadProviders: LoadProviders;
  /** Loads what simulated providers say, when one is first asked. */
  readonly simulatedAnswers: () => Promise<SimulatedAnswers>;
  /** Whether a person is in front of this window; without it nobody is probed. */
  readonly attention?: Attention;
  /** Models of other extensions; absent where there is no editor. */
  readonly lm?: LmAccess;
};

export type Composition = {
  readonly engine: Engine;
  readonly chain: Chain;
  /** Any model judged by itself; undefined: its provider may not be asked here. */
  readonly rungOf: (target: Target) => ChainEntry | undefined;
  readonly names: Names;
  /** What was spent, and its limits. Absent where nothing is counted. */
  readonly spend?: Spend;
  /** What is known of models, and what is learned of them. */
  readonly knowledge: Knowledge;
  /** Providers of the chain in force: the settings', or the trial's. */
  readonly entries: () => readonly ProviderSetting[];
  readonly provider: (providerId: string) => Provider | undefined;
  /** The switches of a simulated provider. */
  readonly faults: (providerId: string) => FaultBoard | undefined;
  /** Takes up what other windows learn of targets, until it is disposed. */
  readonly followOthers: () => Disposable;
  /** Listeners must not throw; order = journal order. */
  readonly onJournal: (fn: (event: JournalEvent) => void) => Disposable;
};

/** The trial's two stand-ins, in the order they are asked. */
const TRIAL_PROVIDERS: readonly ProviderSetting[] = [
  { id: 'aster', name: 'Aster' },
  { id: 'birch', name: 'Birch' },
].map((entry) => ({
  ...entry,
  kind: 'simulated',
  models: ['simulated'],
  privacyTier: 'local',
  armed: true,
  enabled: true,
  // Stand-ins answer as many as come.
  limits: { concurrency: 64 },
}));

export function compose(ambient: Ambient): Composition {
  const { clock, random } = ambient;
  const listeners = new Set<(event: JournalEvent) => void>();
  const entries = (): readonly ProviderSetting[] =>
    ambient.isTrial() ? TRIAL_PROVIDERS : ambient.settings().providers;
  const entryOf = (id: string): ProviderSetting | undefined =>
    entries().find((entry) => entry.id === id);
  const isLocal = (id: string): boolean => shelf.provider(id)?.isLocal ?? false;
  const knowledge = createKnowledge({
    entryOf,
    isLocal,
    overrides: () => ambient.settings().models,
    wallMs: () => clock.wallMs(),
    facts: ambient.facts,
    readTable: ambient.readPrices ?? (() => Promise.resolve({ source: '', lists: {} })),
    log: ambient.log ?? (() => undefined),
  });
  const shelf = createShelf(ambient, entryOf, knowledge);

  const chainInput = (): ChainInput => ({
    entries: entries(),
    order: ambient.isTrial() ? [] : ambient.settings()['routing.order'],
    hasKey: ambient.hasKey,
    isHere: ({ id }) => isLocal(id),
    isLocal({ id, kind }, modelId) {
      const own = presetKind(kind);
      return isLocal(id) && !(own !== undefined && isRemoteModel(own, modelId));
    },
  });
  const chain: Chain = () => chainOf(chainInput());
  const spend =
    ambient.spend === undefined
      ? undefined
      : createSpend({ ...ambient, store: ambient.spend, knowledge, entryOf, isLocal });
  const engine = ambient.makeEngine(
    {
      ...{ clock, random, windowId: ambient.windowId, attention: ambient.attention },
      ...{ leases: ambient.leases, providerOf: shelf.provider, chain },
      rungOf: (target) => rungOf(chainInput(), target),
      models: knowledge,
      // Models of other extensions are counted by those, question by question.
      mayRace: ({ providerId }) => entryOf(providerId)?.kind !== 'vscode.lm',
      ...{ latency: knowledge.latency, estimator: knowledge.estimator, ...answersOf(ambient) },
      ...(spend === undefined ? {} : { spend: { book: spend.book, ...knowledge } }),
      sink: (event) => {
        kept.note(event);
        for (const fn of listeners) fn(event);
      },
    },
    createEngineOptions(ambient.settings, ambient.isTrial),
  );
  const kept = keepHealth({ ...ambient, engine });
  void kept.restore();
  keepLedger(ambient, listeners);
  return {
    engine,
    chain,
    entries,
    knowledge,
    rungOf: (target) => rungOf(chainInput(), target),
    ...(spend === undefined ? {} : { spend }),
    provider: shelf.provider,
    faults: shelf.faults,
    followOthers: kept.follow,
    // Turns of a trial that has ended still say who answered.
    names: namesOf(() => [...entries(), ...TRIAL_PROVIDERS], chain),
    onJournal(fn) {
      listeners.add(fn);
      return { dispose: () => void listeners.delete(fn) };
    },
  };
}

function keepLedger(ambient: Ambient, listeners: Set<(event: JournalEvent) => void>): void {
  const { ledger } = ambient;
  if (ledger !== undefined) listeners.add(ledgerOf({ ...ambient, ledger }));
}

/** What stand-ins say is nobody's answer. */
function answersOf({ answers, isTrial }: Ambient): Pick<Ambient, 'answers'> {
  return answers === undefined ? {} : { answers: () => (isTrial() ? undefined : answers()) };
}

type Shelf = Pick<Composition, 'provider' | 'faults'>;

/** Providers by entry, made when first asked for and anew when the entry changes. */
function createShelf(
  ambient: Ambient,
  entryOf: (id: string) => ProviderSetting | undefined,
  knowledge: Knowledge,
): Shelf {
  const { clock, random, transport } = ambient;
  const made = new Map<string, { readonly of: ProviderSetting; readonly provider: Provider }>();
  const boards = new Map<string, FaultBoard>();
  const answered = new Set<string>();
  const board = (id: string): FaultBoard => {
    const known = boards.get(id) ?? createFaultBoard();
    boards.set(id, known);
    return known;
  };
  const build = (entry: ProviderSetting): Provider => {
    if (entry.kind === 'vscode.lm')
      return createLmProvider(entry, { access: ambient.lm, answered });
    if (entry.kind !== 'simulated') {
      const parts = { load: ambient.loadProviders, transport, clock, knowledge };
      return providerLater({ ...entry, kind: entry.kind }, parts);
    }
    const modelId = entry.models[0] ?? 'simulated';
    const name = entry.name ?? entry.id;
    return createSimulatedProvider({
      id: entry.id,
      name,
      modelId,
      clock,
      random,
      faults: board(entry.id),
      answers: ambient.simulatedAnswers,
    });
  };
  return {
    provider(id) {
      const entry = entryOf(id);
      if (entry === undefined) return undefined;
      const known = made.get(id);
      if (known?.of === entry) return known.provider;
      const provider = build(entry);
      made.set(id, { of: entry, provider });
      return provider;
    },
    faults: (id) => (entryOf(id)?.kind === 'simulated' ? board(id) : undefined),
  };
}
