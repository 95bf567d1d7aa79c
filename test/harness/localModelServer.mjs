// A program: a real model behind an OpenAI-compatible server on 127.0.0.1, started by localModel.ts in a
// process of its own. One answer at a time; words leave as the model makes them, at least `pauseMs` apart.
// It says on which port it listens, and is ended by a signal. Plain JavaScript, for the library's own
// loader is led astray where TypeScript is loaded on the way.
// It knows what the extension asks for (model list, streamed chat) and nothing else.
//   node localModelServer.mjs LIBRARY MODEL PORT PAUSE_MS

import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const [library = '', modelFile = '', port = '0', pauseMs = '0'] = process.argv.slice(2);
const modelId = basename(modelFile, '.gguf');
const { loadModel } = createRequire(import.meta.url)(library);
const model = await loadModel({ model: modelFile, n_ctx: 512, n_threads: 1, n_gpu_layers: 0 });

let last = Promise.resolve();
const server = createServer((request, response) => {
  response.on('error', () => {});
  if (request.method === 'GET' && request.url === '/v1/models') {
    const data = [{ id: modelId, object: 'model', owned_by: 'local', max_model_len: 512 }];
    return sendJson(response, 200, { object: 'list', data });
  }
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
    return sendJson(response, 404, { error: { message: `No such path: ${request.url}` } });
  }
  last = last.then(() => answerOrFail(request, response));
});
server.listen(Number(port), '127.0.0.1');
await once(server, 'listening');
console.log(`listening on ${server.address().port}`);

async function answerOrFail(request, response) {
  try {
    await answer(request, response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { error: { message: String(error) } });
  }
}

async function answer(request, response) {
  const asked = JSON.parse(await readText(request));
  const said = { words: [], whole: undefined };
  // Always the likeliest word: the same question gets the same answer.
  const { messages, max_tokens: n_predict = 400 } = asked;
  const options = { messages, n_predict, top_k: 1, temperature: 0, seed: 1 };
  const onWord = ({ token }) => said.words.push(token);
  const speaking = model.completion(options, onWord).then((whole) => {
    said.whole = whole;
  });
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  while (!response.destroyed && (said.whole === undefined || said.words.length > 0)) {
    const content = said.words.shift();
    if (content !== undefined) sendChunk(response, [{ index: 0, delta: { content } }]);
    await sleep(content === undefined ? 2 : Number(pauseMs));
  }
  if (said.whole === undefined) await model.stopCompletion();
  await speaking;
  if (response.destroyed) return;
  const finish_reason = said.whole.stopped_eos ? 'stop' : 'length';
  sendChunk(response, [{ index: 0, delta: {}, finish_reason }]);
  if (asked.stream_options?.include_usage) sendChunk(response, [], { usage: usageOf(said.whole) });
  response.end('data: [DONE]\n\n');
}

function sendChunk(response, choices, more = {}) {
  const head = {
    id: 'chatcmpl-local',
    object: 'chat.completion.chunk',
    created: 1,
    model: modelId,
  };
  response.write(`data: ${JSON.stringify({ ...head, choices, ...more })}\n\n`);
}

/** `tokens_evaluated` counts question and answer together. */
function usageOf({ tokens_evaluated: total, tokens_predicted: said }) {
  return { prompt_tokens: total - said, completion_tokens: said, total_tokens: total };
}

function sendJson(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
