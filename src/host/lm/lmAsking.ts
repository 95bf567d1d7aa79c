/*
 * Asking a model of another extension: find it, see that the question fits, ask, read. The editor
 * asks the person whether Steadfast may use a vendor's models when the first question goes there;
 * so until one was taken in this window, only what a person has just done may go, and probes and
 * hedges never. Token counts are not reported and stay unknown. Loaded when it is first needed.
 */
import {
  ChatError,
  withOwnSeals,
  type ModelInfo,
  type StreamEvent,
  type Target,
  type TargetCall,
} from '../../core/index.ts';
import { abortError, orAborted } from '../transport/fault.ts';
import type { LmApi, LmDeps, LmModel } from './lmApi.ts';
import { createLmAnswer } from './lmAnswer.ts';
import { lmError } from './lmErrors.ts';
import { checkFits } from './lmFits.ts';
import { lmMessages, lmOptions } from './lmMessages.ts';
import { isOwnVendor, lmModelInfo, lmNameOf, offeredModels, vendorOf } from './lmModels.ts';

/** The models of that vendor; asks nobody for anything but names. */
export async function listLm(
  { access: { api } }: LmDeps,
  target: Target,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const offered = await orAborted(offeredModels(api), signal).catch((error: unknown) => {
    throw signal.aborted ? abortError(signal) : lmError(error, target, false);
  });
  const own = offered.filter(({ vendor }) => vendor === vendorOf(target.modelId));
  if (own.length === 0) throw nobodyThere(target);
  return own.map(lmModelInfo);
}

export async function* askLm(
  deps: LmDeps,
  call: TargetCall,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const { target, attemptId } = call;
  const vendor = vendorOf(target.modelId);
  if (signal.aborted) throw abortError(signal);
  refuseUnasked(call, deps.answered.has(vendor));
  const { api, justification } = deps.access;
  const cancel = new api.CancellationTokenSource();
  const onAbort = (): void => cancel.cancel();
  signal.addEventListener('abort', onAbort, { once: true });
  let hasBegun = false;
  try {
    const model = await orAborted(findModel(api, target), signal);
    const owner = { wire: 'vscode.lm', ...target } as const;
    const { request, isReasoningLeftOut } = withOwnSeals(call.request, owner);
    await checkFits(model, request, target, signal);
    // While the editor asks the person, nobody is slow: only the limit for the first word counts.
    const isFirst = !deps.answered.has(vendor);
    if (isFirst) yield { type: 'response-start', status: 200 };
    const messages = lmMessages(api, request, target.modelId) as never[];
    const options = lmOptions(api, request, justification);
    const asking = Promise.resolve(model.sendRequest(messages, options, cancel.token));
    const response = await orAborted(asking, signal);
    deps.answered.add(vendor);
    if (!isFirst) yield { type: 'response-start', status: 200 };
    if (isReasoningLeftOut) yield { type: 'reasoning-left-out' };
    const answer = createLmAnswer(api, { attemptId, modelId: target.modelId });
    for await (const part of untilAborted(response.stream, signal)) {
      hasBegun = true;
      yield answer.read(part);
      if (answer.isEndless) throw endless(target);
    }
    const end = answer.end();
    if (end === undefined) throw badCall(target);
    yield* end;
  } catch (error) {
    throw signal.aborted ? abortError(signal) : lmError(error, target, hasBegun);
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancel.cancel();
    cancel.dispose();
  }
}

/** Each pull ends with the abort, whatever the stream does; leaving lets go of the stream. */
async function* untilAborted<T>(
  stream: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const parts = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const read = await orAborted(Promise.resolve(parts.next()), signal);
      if (read.done === true) return;
      yield read.value;
    }
  } finally {
    // It may queue behind a pending pull, and may reject: nobody waits for either.
    void Promise.resolve(parts.return?.()).catch(() => undefined);
  }
}

async function findModel(api: LmApi, target: Target): Promise<LmModel> {
  const name = lmNameOf(target.modelId);
  if (name === undefined) throw gone(target, 'its name is not "vendor/model"');
  const { vendor, id } = name;
  if (isOwnVendor(vendor)) throw gone(target, 'Steadfast does not ask itself');
  const [model] = await api.lm.selectChatModels({ vendor, id });
  if (model !== undefined) return model;
  const others = await api.lm.selectChatModels({ vendor });
  if (others.length === 0) throw nobodyThere(target);
  throw gone(target, `${vendor} offers other models, but not this one`);
}

/** The editor's question must follow from something that the person did. */
function refuseUnasked({ target, lane, origin, trial }: TargetCall, hasAnswered: boolean): void {
  const isProbe = trial === 'probe' || origin === 'probe' || origin === 'hedge';
  const isBackground = lane === 'background' || lane === 'external';
  if (!isProbe && (hasAnswered || !isBackground)) return;
  const why = isProbe ? 'is never asked as a test' : 'waits for a question of yours first';
  throw new ChatError({
    kind: 'rejected',
    origin: 'local',
    scope: 'target',
    message: `${target.modelId} belongs to another extension and ${why}.`,
    target,
  });
}

/** Not installed, not on, or not signed in: it may be there a moment later. */
function nobodyThere(target: Target): ChatError {
  const vendor = vendorOf(target.modelId);
  const message = `${target.modelId} at ${target.providerId} cannot be asked.`;
  const vendorMessage = `No extension offers models of "${vendor}" now. See that it is installed, on and signed in.`;
  return new ChatError({ kind: 'connect', message, vendorMessage, target });
}

function gone(target: Target, why: string): ChatError {
  const message = `${target.modelId} at ${target.providerId}: ${why}.`;
  return new ChatError({ kind: 'model-gone', message, target });
}

function endless(target: Target): ChatError {
  const message = `${target.modelId} at ${target.providerId}: the answer does not end.`;
  return new ChatError({ kind: 'cut', message, target });
}

function badCall(target: Target): ChatError {
  const message = `${target.modelId} at ${target.providerId} made a tool call that is not valid.`;
  return new ChatError({ kind: 'tool-use-failed', message, target });
}
