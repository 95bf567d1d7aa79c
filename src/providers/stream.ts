/*
 * One question to one model as a stream of events: on the wire that the model wants, in a window
 * that holds it where the window can be chosen, and with an eye on how much of it was read.
 * Nothing is repeated or decided here: what was read too little of is told, not asked again.
 */
import type {
  Catalog,
  Clock,
  Provider,
  StreamEvent,
  TargetCall,
  TokenEstimator,
  Transport,
} from '../core/index.ts';
import { withOwnSeals } from '../core/index.ts';
import { streamAnswer } from './answerStream.ts';
import { endpointUrl, type CheckedBaseUrl } from './baseUrl.ts';
import { createAnswerDecoding } from './body/answerDecoding.ts';
import { createContextWindows, type Window } from './contextWindow.ts';
import type { Question } from './exchange.ts';
import type { Loading } from './modelLoading.ts';
import { presetFor, type Preset } from './presets/preset.ts';
import { watchPrompt } from './promptWatch.ts';
import { codecOf } from './wires.ts';

/** How long a question waits to hear what is loaded; the server is asked what it knows by heart. */
const LOOK_MAX_MS = 2000;

/** What is known and learned of models; without it nothing is estimated, checked or learned. */
export type Knowledge = { readonly catalog: Catalog; readonly estimator: TokenEstimator };

type StreamDeps = {
  readonly id: string;
  readonly preset: Preset;
  readonly base: Extract<CheckedBaseUrl, { ok: true }>;
  readonly isOwn: boolean;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly loading?: Loading;
  readonly knowledge?: Knowledge;
};

export function createStream(deps: StreamDeps): Provider['stream'] {
  const { id, preset, base, isOwn, transport, clock, loading, knowledge } = deps;
  const windowFor = createWindowFor(deps);
  return async function* stream(call, signal): AsyncGenerator<StreamEvent> {
    const { attemptId, target } = call;
    const { modelId } = target;
    const speaking = presetFor(preset, modelId, isOwn);
    const wire = codecOf(speaking);
    const owner = { wire: speaking.wire, modelId, providerId: id };
    const { request, isReasoningLeftOut } = withOwnSeals(call.request, owner);
    const window =
      windowFor === undefined ? undefined : await windowFor({ ...call, request }, signal);
    const { path, query, body } = wire.encode(request, modelId, speaking, window?.ask);
    const asked: Question = {
      providerId: id,
      modelId,
      method: 'POST',
      url: endpointUrl(base.url, path, query),
      headers: wire.headers(speaking),
      key: preset.key,
      body,
      firstByteMaxMs: call.firstByteMaxMs,
      idleMaxMs: call.idleMaxMs,
    };
    const answer = streamAnswer(
      transport,
      clock,
      asked,
      (place) => createAnswerDecoding(wire, { ...place, modelId, attemptId }),
      signal,
    );
    const told = isReasoningLeftOut ? tellLeftOut(answer) : answer;
    const events = loading?.watch(modelId, told) ?? told;
    if (knowledge === undefined) {
      yield* events;
      return;
    }
    const { estimator } = knowledge;
    yield* watchPrompt(events, { request, target, estimator, windowTokens: window?.tokens });
  };
}

/** Behind the head of the answer, which is always first. */
async function* tellLeftOut(events: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent> {
  for await (const event of events) {
    yield event;
    if (event.type === 'response-start') yield { type: 'reasoning-left-out' };
  }
}

/** Undefined where nobody can choose a window, or nothing is known to choose it by. */
function createWindowFor({
  preset,
  loading,
  knowledge,
}: StreamDeps): ((call: TargetCall, signal: AbortSignal) => Promise<Window>) | undefined {
  const rule = codecOf(preset).window;
  if (rule === undefined || knowledge === undefined) return undefined;
  const windows = createContextWindows(rule);
  return ({ request, target }, signal) =>
    windows({
      modelId: target.modelId,
      request,
      estimate: knowledge.estimator.inputTokens(request, target),
      facts: knowledge.catalog.get(target),
      async seen() {
        await loading?.look(signal, LOOK_MAX_MS);
        return loading?.windowTokens(target.modelId);
      },
    });
}
