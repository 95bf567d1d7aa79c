/*
 * The order of the layers as data, outermost first; why each stands where it does is told in its
 * file and in the architecture notes. Assembling is a fold over these lists.
 * A layer that does not exist yet is a named place that passes everything through: ladder,
 * admission, bulkhead, spend and chaos find their place waiting. The router is the one joint
 * between the lists.
 */
import type { Handler, Layer, RequestCall, TargetCall } from '../core/index.ts';

/**
 * Layers 1–4, keyed by request. Layer 5 is the router. `stored`, what was answered before, is the
 * ladder's last rung in the engine and needs its first: it stands right inside it.
 */
export const REQUEST_ORDER = ['journal', 'ladder', 'stored', 'admission', 'deadline'] as const;

/** Layers 6–11, keyed by target and attempt. Layer 12 is the provider itself. */
export const TARGET_ORDER = [
  'retry',
  // Where retry waits: one attempt of a request in the first second after a sleep.
  'wakeGate',
  // Layer 7 in three parts: who stands back, who has a place, and what servers said about when.
  'throttle',
  'bulkhead',
  'rateGate',
  'spend',
  'breaker',
  // Between breaker and timeouts: expiry and chaos are the attempt's outcome too.
  'attempt',
  // Inside the attempt: an answer that has lost its sense is a failed one.
  'coherence',
  'timeouts',
  'chaos',
] as const;

type RequestLayers = Partial<Record<(typeof REQUEST_ORDER)[number], Layer<RequestCall>>>;
type TargetLayers = Partial<Record<(typeof TARGET_ORDER)[number], Layer<TargetCall>>>;

export type Pipeline = {
  readonly request: RequestLayers;
  readonly router: (next: Handler<TargetCall>) => Handler<RequestCall>;
  readonly target: TargetLayers;
  readonly provider: Handler<TargetCall>;
};

export function assemble({ request, router, target, provider }: Pipeline): Handler<RequestCall> {
  const targets = stack(TARGET_ORDER, target, provider);
  return stack(REQUEST_ORDER, request, router(targets));
}

/**
 * The layers from the bulkhead down, where probes enter: nothing is repeated for them, and nobody
 * stands back from finding out that somebody is well again.
 */
export function assembleLower({ target, provider }: Pick<Pipeline, 'target' | 'provider'>) {
  return stack(TARGET_ORDER.slice(TARGET_ORDER.indexOf('bulkhead')), target, provider);
}

function stack<Name extends string, C>(
  order: readonly Name[],
  layers: Partial<Record<Name, Layer<C>>>,
  innermost: Handler<C>,
): Handler<C> {
  return order.reduceRight<Handler<C>>((next, name) => layers[name]?.(next) ?? next, innermost);
}
