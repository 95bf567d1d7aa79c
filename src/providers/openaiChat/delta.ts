/*
 * The words of one delta or message: text, reasoning, refusal. Content is a string, or a list of
 * parts (Mistral). Reasoning comes under several names, often the same text under two of them
 * (OpenRouter, vLLM): exactly one is used. A value of another type is no text and is never coerced.
 */
import { asArray, asObject, asText, type JsonObject } from '../json.ts';

export type Words = { readonly text: string; readonly reasoning: string; readonly refusal: string };

export function readWords(delta: JsonObject): Words {
  const content = delta['content'];
  const parts = typeof content === 'string' ? undefined : readParts(asArray(content));
  return {
    text: typeof content === 'string' ? content : (parts?.text ?? ''),
    reasoning: readReasoning(delta) ?? parts?.reasoning ?? '',
    refusal: asText(delta['refusal']) ?? parts?.refusal ?? '',
  };
}

function readParts(parts: readonly unknown[]): Words {
  let text = '';
  let reasoning = '';
  let refusal = '';
  for (const item of parts) {
    if (typeof item === 'string') text += item;
    const part = asObject(item);
    if (part === undefined) continue;
    if (part['type'] === 'thinking' || part['type'] === 'reasoning') reasoning += thinkingOf(part);
    else if (part['type'] === 'refusal') refusal += asText(part['refusal']) ?? '';
    else text += asText(part['text']) ?? '';
  }
  return { text, reasoning, refusal };
}

function thinkingOf(part: JsonObject): string {
  const inner = part['thinking'] ?? part['reasoning'] ?? part['text'];
  if (typeof inner === 'string') return inner;
  return asArray(inner)
    .map((piece) => (typeof piece === 'string' ? piece : (asText(asObject(piece)?.['text']) ?? '')))
    .join('');
}

function readReasoning(delta: JsonObject): string | undefined {
  const plain = asText(delta['reasoning_content']) ?? asText(delta['reasoning']);
  if (plain !== undefined) return plain;
  const details = asArray(delta['reasoning_details'])
    .map((item) => {
      const detail = asObject(item);
      return asText(detail?.['text']) ?? asText(detail?.['summary']) ?? '';
    })
    .join('');
  return details === '' ? undefined : details;
}
