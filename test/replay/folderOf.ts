/*
 * A folder of recordings for the tests of this room, made anew in a temporary place: one small
 * stream of Chat Completions with its sidecar, and whatever a test puts beside or in place of it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Expected, Sidecar } from './sidecar.ts';

const chunk = (delta: object, finish_reason: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const call = { index: 0, id: 'v1', function: { name: 'look', arguments: '{ "at": 1 }' } };
const usage = { prompt_tokens: 3, completion_tokens: 4 };

export const BODY =
  chunk({ reasoning_content: 'hm' }) +
  chunk({ content: 'Hello 🌍' }) +
  chunk({ tool_calls: [call] }) +
  chunk({}, 'tool_calls') +
  `data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`;

export const EXPECTED: Expected = {
  text: 'Hello 🌍',
  reasoning: 'hm',
  refusal: '',
  toolCalls: [{ id: 'v1', name: 'look', arguments: '{ "at": 1 }' }],
  finishReasonRaw: 'tool_calls',
  finish: 'tool_calls',
  usage: { inputTokens: 3, outputTokens: 4, cachedInputTokens: null },
  error: null,
};
export const SIDECAR: Sidecar = {
  provider: 'acme',
  api: 'openai.chat',
  response: { status: 200, headers: { 'content-type': 'text/event-stream' } },
  chunkSizes: [7, 90],
  expected: EXPECTED,
};

export type TempFolder = { readonly root: string; remove(): void };

/** `files`: path → text, or a value that is written as JSON. */
export function folderOf(files: Readonly<Record<string, unknown>>): TempFolder {
  const root = mkdtempSync(path.join(tmpdir(), 'steadfast-replay-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return { root, remove: () => rmSync(root, { recursive: true }) };
}
