/*
 * The one place where anything is constructed. Knows no editor: the extension, the headless endpoint
 * and the tests pass the same few ports and get the same product.
 * Settings are read live: providers are made anew when their entry changes, and the engine (with all
 * it has learned) lives as long as the composition. Simulated providers never join a chain that
 * holds a real one.
 */
import { createEngine, type EngineOptions } from '../engine/index.ts';
import type {
  Chain,
  Clock,
  Disposable,
  Engine,
  JournalEvent,
  Provider,
  Random,
  Transport,
} from '../core/index.ts';
import { createProvider } from '../providers/index.ts';
import { createFaultBoard, createSimulatedProvider, type FaultBoard } from '../sim/index.ts';
import { chainOf, namesOf } from './chain.ts';
import { engineOptionsOf } from './engineOptions.ts';
import type { ProviderSetting, Settings } from './settings/schema.ts';
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
  /** While true the chain is the two simulated providers and nothing else. */
  readonly isTrial: () => boolean;
};

export type Composition = {
  readonly engine: Engine;
  readonly chain: Chain;
  readonly names: Names;
  /** Providers of the chain in force: the settings', or the trial's. */
  readonly entries: () => readonly ProviderSetting[];
  provider(providerId: string): Provider | undefined;
  /** The switches of a simulated provider. */
  faults(providerId: string): FaultBoard | undefined;
  /** Listeners must not throw; order = journal order. */
  onJournal(fn: (event: JournalEvent) => void): Disposable;
};

/** The trial's two stand-ins, in the order they are asked. */
export const TRIAL_PROVIDERS: readonly ProviderSetting[] = [
  { id: 'aster', name: 'Aster' },
  { id: 'birch', name: 'Birch' },
].map((entry) => ({
  ...entry,
  kind: 'simulated',
  models: ['simulated'],
  privacyTier: 'local',
  armed: true,
  enabled: true,
  limits: {},
}));

export function compose(ambient: Ambient): Composition {
  const { clock, random, transport } = ambient;
  const made = new Map<string, { readonly of: ProviderSetting; readonly provider: Provider }>();
  const boards = new Map<string, FaultBoard>();
  const listeners = new Set<(event: JournalEvent) => void>();

  const entries = (): readonly ProviderSetting[] =>
    ambient.isTrial() ? TRIAL_PROVIDERS : ambient.settings().providers;

  const board = (id: string): FaultBoard => {
    const known = boards.get(id);
    if (known !== undefined) return known;
    const fresh = createFaultBoard();
    boards.set(id, fresh);
    return fresh;
  };

  const build = (entry: ProviderSetting): Provider =>
    entry.kind === 'simulated'
      ? createSimulatedProvider({
          id: entry.id,
          name: entry.name ?? entry.id,
          clock,
          random,
          faults: board(entry.id),
        })
      : createProvider({ ...entry, kind: entry.kind }, transport, clock);

  const provider = (providerId: string): Provider | undefined => {
    const entry = entries().find((other) => other.id === providerId);
    if (entry === undefined) return undefined;
    const known = made.get(providerId);
    if (known !== undefined && known.of === entry) return known.provider;
    const fresh = build(entry);
    made.set(providerId, { of: entry, provider: fresh });
    return fresh;
  };

  const chain: Chain = () =>
    chainOf({
      entries: entries(),
      order: ambient.isTrial() ? [] : ambient.settings()['routing.order'],
      hasKey: ambient.hasKey,
      isLocal: (id) => provider(id)?.isLocal ?? false,
    });

  const options = (): EngineOptions => engineOptionsOf(ambient.settings(), ambient.isTrial());

  const engine = createEngine(
    {
      clock,
      random,
      windowId: ambient.windowId,
      providerOf: provider,
      chain,
      sink: (event) => {
        for (const fn of listeners) fn(event);
      },
    },
    options,
  );

  return {
    engine,
    chain,
    entries,
    provider,
    // Turns of a trial that has ended still say who answered.
    names: namesOf(() => [...entries(), ...TRIAL_PROVIDERS], chain),
    faults: (id) => {
      const entry = entries().find((other) => other.id === id);
      return entry?.kind === 'simulated' ? board(id) : undefined;
    },
    onJournal(fn) {
      listeners.add(fn);
      return { dispose: () => listeners.delete(fn) };
    },
  };
}
