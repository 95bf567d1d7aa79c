/*
 * Marks the stable beginning of a question for the vendor's prompt cache: the tools and the system
 * text, and the conversation up to the newest turn. Two marks of the four that are allowed. A short
 * prefix is left alone: the vendor caches nothing under 1024 tokens, and writing costs a quarter
 * more than reading it plain.
 */
import { asText, type JsonObject } from '../json.ts';
import type { Turn } from './encodeTurns.ts';

/** About 1024 tokens of prose or code. */
const PREFIX_CHARS_MIN = 4096;
const MARK = { cache_control: { type: 'ephemeral' } } as const;
/** Blocks that take no mark. */
const UNMARKABLE = ['thinking', 'redacted_thinking'];

type Prefix<S> = {
  readonly system: S;
  readonly tools: readonly JsonObject[];
  readonly messages: readonly Turn[];
};

export function withCacheMarks({
  system,
  tools,
  messages,
}: Prefix<string>): Prefix<string | readonly JsonObject[]> {
  const head = system.length + (tools.length === 0 ? 0 : JSON.stringify(tools).length);
  const newest = messages.findLastIndex(({ role }) => role === 'user');
  const before = messages.slice(0, Math.max(0, newest));
  const isLongHead = head >= PREFIX_CHARS_MIN;
  const isLong = before.length > 0 && head + JSON.stringify(before).length >= PREFIX_CHARS_MIN;
  return {
    system: isLongHead && system !== '' ? [{ type: 'text', text: system, ...MARK }] : system,
    tools: isLongHead && system === '' ? markLast(tools) : tools,
    messages: isLong ? [...markTurn(before), ...messages.slice(newest)] : messages,
  };
}

/** The last block of the last turn that takes a mark. */
function markTurn(turns: readonly Turn[]): readonly Turn[] {
  const last = turns.at(-1);
  const at = last?.content.findLastIndex(({ type }) => !UNMARKABLE.includes(asText(type) ?? ''));
  if (last === undefined || at === undefined || at < 0) return turns;
  const content = last.content.map((block, index) =>
    index === at ? { ...block, ...MARK } : block,
  );
  return [...turns.slice(0, -1), { ...last, content }];
}

function markLast(tools: readonly JsonObject[]): readonly JsonObject[] {
  return tools.map((tool, at) => (at === tools.length - 1 ? { ...tool, ...MARK } : tool));
}
