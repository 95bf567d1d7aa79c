/*
 * The engine, loaded when it is first needed: a start of the editor that asks nothing pays for no
 * breaker. Until then nobody was asked, so that everybody is as good as new; who may be asked is
 * known at once. Once loaded, every call goes straight to it.
 */
import type { Engine, EngineEvent } from '../core/index.ts';
import { candidatesOf, type EngineDeps, type EngineOptions } from '../engine/index.ts';
import type { createEngine } from '../engine/createEngine.ts';

export type MakeEngine = (deps: EngineDeps, options: () => EngineOptions) => Engine;

export type LoadEngine = () => Promise<{ readonly createEngine: typeof createEngine }>;

export function engineLater(load: LoadEngine): MakeEngine {
  return (deps, options) => {
    let engine: Engine | undefined;
    let loading: Promise<Engine> | undefined;
    const living = async (): Promise<Engine> => {
      loading ??= load().then((loaded) => (engine = loaded.createEngine(deps, options)));
      return loading;
    };
    return {
      run: (call) =>
        engine?.run(call) ??
        (async function* first(): AsyncGenerator<EngineEvent> {
          yield* (await living()).run(call);
        })(),
      status: (target) => engine?.status(target) ?? { target, state: 'working', breaker: 'closed' },
      candidates: (limits) => engine?.candidates(limits) ?? candidatesOf(deps, { limits }).all,
      unlock: (scope) => engine?.unlock(scope),
      reset: (scope) => engine?.reset(scope),
    };
  };
}
