/*
 * A question of another extension through the engine, in the lane for outsiders: words and whole
 * tool calls are reported as they come, in one stream, whoever says them. A call is reported once
 * and only when it is whole, so that a switch in the middle never runs one twice. What a model
 * seals with a call is remembered until it comes back, bounded. It ends with the answer, or throws
 * the engine's error.
 */
import {
  ChatError,
  type ChatRequest,
  type Engine,
  type Opaque,
  type RequestLimits,
  type ToolCallDone,
} from '../../core/index.ts';

const SEALS_MAX = 500;

export type Report = {
  readonly text: (text: string) => void;
  readonly toolCall: (call: { id: string; name: string; input: object }) => void;
};

export type ExposedAsked = {
  readonly request: ChatRequest;
  readonly limits: RequestLimits;
  readonly signal: AbortSignal;
};

/** Of the turns that are asked here. */
const PREFIX = 'external.';
export const isExternalTurn = (turnId: string): boolean => turnId.startsWith(PREFIX);

/** By call id, the oldest forgotten first. */
export function createSealMemory() {
  const seals = new Map<string, Opaque>();
  return {
    of: (callId: string): Opaque | undefined => seals.get(callId),
    keep({ id, opaque }: Pick<ToolCallDone, 'id' | 'opaque'>): void {
      if (opaque === undefined) return;
      seals.set(id, opaque);
      for (const old of seals.keys()) {
        if (seals.size <= SEALS_MAX) return;
        seals.delete(old);
      }
    },
  };
}

export type SealMemory = ReturnType<typeof createSealMemory>;

export async function answerOutside(
  deps: {
    readonly engine: Pick<Engine, 'run'>;
    readonly newId: () => string;
    readonly seals: SealMemory;
  },
  { request, limits, signal }: ExposedAsked,
  report: Report,
): Promise<void> {
  const turnId = `${PREFIX}${deps.newId()}`;
  const events = deps.engine.run({
    ...{ request, limits, signal, turnId },
    conversationId: turnId,
    requestId: deps.newId(),
    lane: 'external',
    deadlineAtMs: Number.POSITIVE_INFINITY,
    controls: { on: () => ({ dispose: () => undefined }) },
  });
  const called = new Set<string>();
  for await (const event of events) {
    if (event.type === 'text-delta') report.text(event.text);
    else if (event.type === 'tool-call' && !called.has(event.id)) {
      called.add(event.id);
      deps.seals.keep(event);
      report.toolCall({ id: event.id, name: event.name, input: inputOf(event) });
    } else if (event.type === 'finish' && event.reason === 'filtered') {
      throw new ChatError({ kind: 'content-filter', message: 'The answer was held back.' });
    }
  }
}

/** The engine lets only whole calls pass; what is no object has no fields to name. */
function inputOf({ argumentsJson }: ToolCallDone): object {
  try {
    const value: unknown = JSON.parse(argumentsJson === '' ? '{}' : argumentsJson);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
