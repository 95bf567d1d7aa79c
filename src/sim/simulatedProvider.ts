/*
 * A provider without network, key or model: it answers from a script, at a natural pace, and fails
 * as its fault board says, at once and also in the middle of an answer.
 * Promise: no byte leaves this computer; the same seed says the same words at the same times. Its
 * failures are honest ones: the layers above meet them as they would meet a vendor's.
 */
import type {
  Clock,
  FamilyId,
  ModelId,
  Provider,
  ProviderId,
  Random,
  UpstreamId,
} from '../core/index.ts';
import type { FaultBoard } from './simulatedFaults.ts';
import { draw, pauseFor } from './simulatedPace.ts';
import {
  OPENING_MS,
  simulatedFailure,
  simulatedStream,
  type SimulatedAnswers,
} from './simulatedStream.ts';

type SimulatedOptions = {
  readonly id: ProviderId;
  /** As people call it; appears in messages. */
  readonly name: string;
  /** Default: `simulated`. */
  readonly modelId?: ModelId;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultBoard;
  readonly answers: () => Promise<SimulatedAnswers>;
};

export function createSimulatedProvider(options: SimulatedOptions): Provider {
  const { id, name, faults, clock, random, answers } = options;
  const modelId: ModelId = options.modelId ?? 'simulated';
  // Each stands for a vendor of its own: a failure domain, or a failover would rescue nothing.
  const family: FamilyId & UpstreamId = `simulated:${id}`;

  const touch = async (signal: AbortSignal): Promise<void> => {
    await pauseFor({ clock, random, faults, signal }, draw(random, OPENING_MS));
    if (!faults.isOn('outage')) return;
    const target = { providerId: id, modelId };
    throw simulatedFailure(target, {
      kind: 'connect',
      net: 'refused',
      message: `${name} refused the connection.`,
    });
  };

  return {
    id,
    family,
    isLocal: true,
    upstream: () => family,
    // A local model that is loaded has the ordinary limits for first word and stall.
    isLoaded: () => true,
    stream: (call, signal) =>
      simulatedStream({ clock, random, faults, signal }, { name, call, answers }),
    async listModels(signal) {
      await touch(signal);
      return [{ id: modelId, name }];
    },
    reach: touch,
    warm: (_modelId, signal) => touch(signal),
  };
}
