/*
 * Loading for wires whose server takes a model into memory when it is first asked: looks at what is
 * loaded, loads ahead, and learns from every answer. A look that fails says nothing and fails
 * nothing. Loading ahead waits minutes, as a large model needs them; the caller's signal ends it.
 */
import type { Clock, ModelId, StreamEvent } from '../core/index.ts';
import { ChatError, isProgress } from '../core/index.ts';
import { throwIfAborted } from './body/bodyReader.ts';
import { readText } from './body/readText.ts';
import { bodyError } from './errors/errorOf.ts';
import { isErrorShape } from './errors/vendorError.ts';
import { brokenBody, errorOfStatus, isSuccess, type Answer, type Question } from './exchange.ts';
import { asObject, parseJson } from './json.ts';
import { createLoadedModels } from './loadedModels.ts';
import type { ModelLoading } from './wire.ts';

const LOAD_WAIT_MS = 10 * 60_000;
const ANSWER_BYTES_MAX = 1024 * 1024;

/** Sends a question to `path` under the base address. */
type Send = (path: string, asked: Partial<Question>, signal: AbortSignal) => Promise<Answer>;

export type Loading = {
  isLoaded(modelId: ModelId): boolean | 'unknown';
  /** The window of a loaded model, as far as it was seen. */
  windowTokens(modelId: ModelId): number | undefined;
  /** Waits for each part of the answer no longer than `waitMs`, where it is given. */
  look(signal: AbortSignal, waitMs?: number): Promise<void>;
  load(modelId: ModelId, signal: AbortSignal): Promise<void>;
  /** The same events; what they tell about the model is remembered. */
  watch(modelId: ModelId, events: AsyncIterable<StreamEvent>): AsyncIterable<StreamEvent>;
};

export function createModelLoading(wire: ModelLoading, clock: Clock, send: Send): Loading {
  const known = createLoadedModels(clock, wire);
  return {
    isLoaded: (modelId) => known.isLoaded(modelId),
    windowTokens: (modelId) => known.windowTokens(modelId),
    async look(signal, waitMs) {
      const waits = waitMs === undefined ? {} : { firstByteMaxMs: waitMs, idleMaxMs: waitMs };
      try {
        const text = await textOf(await send(wire.path, waits, signal), signal);
        known.saw(wire.readLoaded(text) ?? []);
      } catch {
        throwIfAborted(signal);
        known.forget();
      }
    },
    async load(modelId, signal) {
      const waits = { firstByteMaxMs: LOAD_WAIT_MS, idleMaxMs: LOAD_WAIT_MS };
      const { path, body } = wire.encodeLoad(modelId);
      await textOf(await send(path, { body, modelId, ...waits }, signal), signal);
      known.used(modelId);
    },
    async *watch(modelId, events) {
      try {
        for await (const event of events) {
          if (isProgress(event)) known.used(modelId);
          yield event;
        }
      } catch (error) {
        // A person's stop says nothing about the server.
        if (!(error instanceof ChatError && error.kind === 'aborted')) known.forget();
        throw error;
      }
    },
  };
}

/** The body of a good answer; an error in its place is thrown. */
async function textOf(answer: Answer, signal: AbortSignal): Promise<string> {
  const { place, reader } = answer;
  try {
    if (!isSuccess(place)) throw await errorOfStatus(answer, signal);
    const { text } = await readText(reader, ANSWER_BYTES_MAX).catch((error: unknown) => {
      throw brokenBody(place, error);
    });
    const value = asObject(parseJson(text));
    if (value !== undefined && isErrorShape(value)) throw bodyError(place, value);
    return text;
  } finally {
    reader.close();
  }
}
