/*
 * The command itself: the real composition behind it, in a process of its own.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeAll, serve } from '../host/transport/loopback.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
const ANSWER =
  'data: {"id":"1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"Saved."},"finish_reason":null}]}\n\n' +
  'data: {"id":"1","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n' +
  'data: [DONE]\n\n';

describe('serve/main', () => {
  let folder: string;
  let file: string;
  const running: ReturnType<typeof start>[] = [];
  const start = (...args: string[]) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    return { child, errors: () => errors, over: once(child, 'close') };
  };
  beforeEach(async () => {
    folder = await fs.mkdtemp(join(tmpdir(), 'steadfast-serve-'));
    file = join(folder, 'config.json');
  });
  afterEach(async () => {
    for (const { child, over } of running.splice(0)) {
      child.kill('SIGTERM');
      await over;
    }
    await closeAll();
    await fs.rm(folder, { recursive: true });
  });

  it('fails over between two real endpoints, keys in place, and tells it in /events', async () => {
    const ill = await serve((_request, response) => response.writeHead(503).end());
    const well = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(ANSWER);
    });
    const unarmed = await serve((_request, response) => response.end());
    const entry = (id: string, origin: string, armed = true) => {
      return { id, kind: 'compatible', baseUrl: `${origin}/v1`, models: ['m'], armed };
    };
    const config = {
      providers: [
        entry('unarmed', unarmed.origin, false),
        entry('ill', ill.origin),
        entry('well', well.origin),
      ],
      retry: { base: 0.05, cap: 0.05 },
      keys: { ill: 'key-of-ill', well: 'key-of-well' },
    };
    await fs.writeFile(file, JSON.stringify(config));
    const server = start('--config', file);
    running.push(server);
    const [line] = (await once(server.child.stdout, 'data')) as [Buffer];
    const base = line.toString().trim();
    assert.match(base, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);

    const response = await fetch(`${base}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ messages: [{ role: 'user', content: 'Why?' }] }),
    });
    const answer = (await response.json()) as {
      model: string;
      choices: { message: { content: string } }[];
    };
    assert.equal(answer.choices[0]?.message.content, 'Saved.');
    assert.equal(answer.model, 'well/m');
    assert.equal(ill.seen[0]?.headers.authorization, 'Bearer key-of-ill');
    assert.equal(well.seen[0]?.headers.authorization, 'Bearer key-of-well');
    assert.equal(unarmed.bytes(), 0);

    const journal = await (await fetch(`${base.slice(0, -3)}/events?since=0&follow=0`)).text();
    const types = journal
      .trim()
      .split('\n')
      .map((note) => (JSON.parse(note) as { type: string }).type);
    assert.equal(types[0], 'request-started');
    assert.ok(types.includes('switched'));
    assert.equal(types.at(-1), 'request-ended');
    assert.ok(!journal.includes('key-of'));
  });

  const wrong: [string, (path: string) => string[], RegExp][] = [
    ['no file', () => [], /--config is missing\.\nUsage: npm run serve/],
    ['a file that is not there', (path) => ['--config', `${path}x`], /cannot be read/],
    ['a bad port', (path) => ['--config', path, '--port', 'abc'], /--port is abc/],
    ['an unknown option', (path) => ['--config', path, '--host', 'x'], /--host/],
    ['a bad file', (path) => ['--config', path], /config\.json: providers is missing or empty/],
  ];
  for (const [what, args, pattern] of wrong) {
    it(`${what}: exit 2, and why`, async () => {
      await fs.writeFile(file, '{}');
      const { errors, over } = start(...args(file));
      assert.deepEqual(await over, [2, null]);
      assert.match(errors(), pattern);
    });
  }
});
