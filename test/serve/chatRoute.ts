/*
 * POST /v1/chat/completions: one request through the engine, answered whole or streamed.
 * Headers leave with the first word, so that whatever fails before it is a proper error status; what
 * fails after it is an error event, and the stream ends without `[DONE]`.
 * A caller that hangs up aborts the request within the same tick. Nobody waits on these callers:
 * lane `external`, no controls. A streaming caller has seen a fragment and cannot fold it; one that
 * waits for the whole has seen nothing, so a fragment is dropped and the next target's answer given.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestCall, RequestLimits, Target } from '../../src/core/index.ts';
import { targetKey } from '../../src/core/index.ts';
import { createAnswerFold } from './answerFold.ts';
import type { AnswerFold, Delta } from './answerFold.ts';
import { readBody, sendJson } from './http.ts';
import { readChatBody } from './readChatBody.ts';
import type { Asked } from './readChatBody.ts';
import { BadRequest, refused } from './refusal.ts';
import type { ServedEngine } from './servedEngine.ts';

export async function chatRoute(
  engine: ServedEngine,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  const asked = readChatBody(await readBody(incoming));
  const call = callOf(engine, asked, controller.signal);
  const fold = createAnswerFold();
  const envelope = { id: `chatcmpl-${call.requestId}`, created: Math.floor(Date.now() / 1000) };
  response.setHeader('x-request-id', call.requestId);
  if (asked.isStream) await stream(engine, call, { asked, fold, envelope, response });
  else await whole(engine, call, { asked, fold, envelope, response });
}

type Answering = {
  readonly asked: Asked;
  readonly fold: AnswerFold;
  readonly envelope: { readonly id: string; readonly created: number };
  readonly response: ServerResponse;
};

async function whole(engine: ServedEngine, call: RequestCall, answering: Answering): Promise<void> {
  const { response } = answering;
  let { fold } = answering;
  for await (const event of engine.run(call)) {
    if (event.type === 'seam-started' && event.mode === 'fold') fold = createAnswerFold();
    else fold.take(event);
  }
  const finish = { index: 0, finish_reason: fold.finishReason ?? 'stop', logprobs: null };
  sendJson(response, 200, {
    ...headOf({ ...answering, fold }, 'chat.completion'),
    choices: [{ ...finish, message: fold.message() }],
    ...(fold.usage === undefined ? {} : { usage: fold.usage }),
  });
}

async function stream(
  engine: ServedEngine,
  call: RequestCall,
  answering: Answering,
): Promise<void> {
  const { asked, fold, response } = answering;
  const chunk = (delta: Delta, finish: string | null = null): void =>
    send(response, {
      ...headOf(answering, 'chat.completion.chunk'),
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
  let hasBegun = false;
  const begin = (): void => {
    if (hasBegun) return;
    hasBegun = true;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    chunk({ role: 'assistant', content: '' });
  };
  try {
    for await (const event of engine.run(call)) {
      for (const delta of fold.take(event)) {
        begin();
        chunk(delta);
      }
      if (hasBegun && event.type === 'alive') response.write(': alive\n\n');
      await drained(response, call.signal);
    }
  } catch (error) {
    if (!hasBegun) throw error;
    send(response, refused(error).body);
    response.end();
    return;
  }
  begin();
  chunk({}, fold.finishReason ?? 'stop');
  if (asked.wantsUsage) {
    const usage = fold.usage ?? null;
    send(response, { ...headOf(answering, 'chat.completion.chunk'), choices: [], usage });
  }
  response.end('data: [DONE]\n\n');
}

function headOf({ fold, envelope }: Answering, object: string): object {
  return {
    ...envelope,
    object,
    model: fold.model,
    ...(fold.fingerprint === undefined ? {} : { system_fingerprint: fold.fingerprint }),
  };
}

function send(response: ServerResponse, data: object): void {
  response.write(`data: ${JSON.stringify(data)}\n\n`);
}

/** A caller that reads slowly slows the engine's pull, not its memory. */
function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  if (!response.writableNeedDrain || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    response.once('drain', go);
    signal.addEventListener('abort', go, { once: true });
  });
}

function callOf(engine: ServedEngine, asked: Asked, signal: AbortSignal): RequestCall {
  const requestId = randomUUID();
  const pin = pinOf(engine, asked.model);
  const limits: RequestLimits = {
    ...engine.limits(),
    canFold: !asked.isStream,
    ...(pin === undefined ? {} : { only: pin }),
  };
  return {
    request: asked.request,
    conversationId: requestId,
    turnId: requestId,
    requestId,
    lane: 'external',
    deadlineAtMs: Infinity, // The engine's own deadline for this lane is the sooner one.
    signal,
    limits,
    controls: { on: () => ({ dispose: () => undefined }) },
  };
}

/** `auto` is the chain; anything else must be one of the models that are listed. */
function pinOf(engine: ServedEngine, model: string): Target | undefined {
  if (model === 'auto') return undefined;
  const target = engine.targets().find((other) => targetKey(other) === model);
  if (target !== undefined) return target;
  throw new BadRequest(
    `There is no model "${model}". Use "auto" or one of the names of GET /v1/models.`,
    { status: 404, param: 'model', code: 'model_not_found' },
  );
}
