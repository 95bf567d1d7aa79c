/*
 * The same composition as in the editor, without the editor: real clock, real chance, real transport,
 * keys from the configuration file, no trial.
 */
import { createProvider } from '../../src/providers/provider.ts';
import type { Transport } from '../../src/core/index.ts';
import { compose } from '../../src/host/compose.ts';
import { realClock, realRandom } from '../../src/host/realClock.ts';
import { createTransport } from '../../src/host/transport/index.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulatedAnswer } from '../../src/sim/simulatedResponder.ts';
import { createMemoryFactStore } from '../../src/store/index.ts';
import { priceTable } from '../run/priceTable.mjs';
import type { ServeConfig } from './config.ts';
import type { ServedEngine } from './servedEngine.ts';

export function composeServed(config: ServeConfig): ServedEngine {
  const transport: Transport = createTransport({
    keyOf: (id, origin) => Promise.resolve(config.keyOf(id, origin)),
  });
  const { settings } = config;
  const composition = compose({
    clock: realClock,
    random: realRandom,
    transport,
    windowId: `serve-${process.pid}`,
    settings: () => settings,
    hasKey: config.hasKey,
    facts: createMemoryFactStore(),
    readPrices: () => Promise.resolve(priceTable()),
    isTrial: () => false,
    makeEngine: createEngine,
    loadProviders: () => Promise.resolve({ createProvider }),
    simulatedAnswers: () => Promise.resolve({ simulatedAnswer }),
  });
  void composition.knowledge.ready();
  return {
    run: composition.engine.run,
    targets: () =>
      composition
        .entries()
        .filter(({ enabled }) => enabled)
        .flatMap(({ id, models }) => models.map((modelId) => ({ providerId: id, modelId }))),
    limits: () => ({
      tier: settings['privacy.tier'],
      localOnly: settings['privacy.localOnly'],
    }),
    onJournal: (fn) => composition.onJournal(fn),
  };
}
