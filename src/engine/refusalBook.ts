/*
 * What targets have refused since this window opened: settings of a request, which are then left
 * out for them, and images or tools, which they are then known not to take. Nothing is refused
 * twice by the same target, and nothing is left out for a target that has not refused it.
 * Limits that cost or bound, and a ban on tools, are never left out (`core/requestPart.ts`).
 */
import { isSetting, targetKey } from '../core/index.ts';
import type {
  ChatRequest,
  ModelFacts,
  RequestPart,
  RequestSetting,
  Target,
} from '../core/index.ts';

export type Spared = {
  readonly request: ChatRequest;
  /** What was left out of it. */
  readonly settings: readonly RequestSetting[];
};

export interface RefusalBook {
  refused(target: Target, part: RequestPart): void;
  /** The request without the settings that this target refuses. */
  spare(target: Target, request: ChatRequest): Spared;
  /** Of images and tools: what it is known not to take, for it has refused them. */
  abilities(target: Target): Partial<ModelFacts> | undefined;
}

export function createRefusalBook(): RefusalBook {
  const refusals = new Map<string, Set<RequestPart>>();
  const of = (target: Target): ReadonlySet<RequestPart> | undefined =>
    refusals.size === 0 ? undefined : refusals.get(targetKey(target));
  return {
    refused(target, part) {
      const key = targetKey(target);
      refusals.set(key, (refusals.get(key) ?? new Set()).add(part));
    },
    spare(target, request) {
      const settings = [...(of(target) ?? [])].filter(isSetting).filter((part) => part in request);
      if (settings.length === 0) return { request, settings };
      return { request: without(request, settings), settings };
    },
    abilities(target) {
      const refused = of(target);
      if (refused?.has('images') !== true && refused?.has('tools') !== true) return undefined;
      return {
        ...(refused.has('images') ? { vision: 'no' } : {}),
        ...(refused.has('tools') ? { tools: 'no' } : {}),
      };
    },
  };
}

function without(request: ChatRequest, settings: readonly RequestSetting[]): ChatRequest {
  const left: { -readonly [F in keyof ChatRequest]: ChatRequest[F] } = { ...request };
  for (const setting of settings) delete left[setting];
  return left;
}
