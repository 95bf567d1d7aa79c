/*
 * The engine, loaded when it is first needed: a start of the editor that asks nothing pays for no
 * breaker. Until then nobody was asked, so that everybody is as good as new, unless an earlier
 * window has left word of somebody who is ill: then it is loaded at once. Who may be asked is known
 * before that. Once loaded, every call goes straight to it.
 */
import type { Engine, EngineEvent, LearnedElsewhere } from '../core/index.ts';
import { candidatesOf, type EngineDeps, type EngineOptions } from '../engine/index.ts';
import type { createEngine } from '../engine/createEngine.ts';

export type MakeEngine = (deps: EngineDeps, options: () => EngineOptions) => Engine;

export type LoadEngine = () => Promise<{ readonly createEngine: typeof createEngine }>;

const UNKNOWN = { is: 'unknown' } as const;
const UNSEEN = { reachable: UNKNOWN, fast: UNKNOWN, coherent: UNKNOWN, headroom: UNKNOWN };

function isOpen(record: unknown): boolean {
  return (record as { readonly isOpen?: unknown } | null | undefined)?.isOpen === true;
}

function endOf(record: unknown): number {
  return Number((record as { readonly untilWallMs?: unknown } | null | undefined)?.untilWallMs);
}

export function engineLater(load: LoadEngine): MakeEngine {
  return (deps, options) => {
    let engine: Engine | undefined;
    let loading: Promise<Engine> | undefined;
    let kept: readonly unknown[] = [];
    /** By other windows, while this one had asked nobody: to be told of, not only known. */
    let learned: LearnedElsewhere = { breakers: [], pauses: [] };
    let isOver = false;
    const living = async (): Promise<Engine> => {
      loading ??= load().then((loaded) => {
        engine = loaded.createEngine(deps, options);
        engine.restoreBreakers(kept);
        engine.learn(learned);
        if (isOver) engine.dispose();
        return engine;
      });
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
      health: (target) => engine?.health(target) ?? { target, ...UNSEEN },
      breakerRecords: () => engine?.breakerRecords() ?? [],
      restoreBreakers(records) {
        if (engine !== undefined) return engine.restoreBreakers(records);
        kept = [...kept, ...records];
        // Somebody was ill when the last window closed: that is to be shown, and looked after.
        if (records.some(isOpen)) void living();
      },
      pauseRecords: () => engine?.pauseRecords() ?? [],
      learn(found) {
        if (engine !== undefined) return engine.learn(found);
        learned = {
          breakers: [...learned.breakers, ...found.breakers],
          pauses: [...learned.pauses, ...found.pauses],
        };
        const isPaused = found.pauses.some((pause) => endOf(pause) > deps.clock.wallMs());
        if (isPaused || found.breakers.some(isOpen)) void living();
      },
      dispose() {
        isOver = true;
        engine?.dispose();
      },
    };
  };
}
