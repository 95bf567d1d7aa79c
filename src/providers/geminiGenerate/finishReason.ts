/*
 * Finish reasons of this wire, as data, and the reason why a prompt was not answered at all. A
 * reason that is not known says nothing of the answer; "unspecified" is no reason. Whether an
 * answer ends in tool calls is decided from the calls: this wire says `STOP` then.
 */
import type { ReadReason } from '../ending.ts';
import { asObject, asText, type JsonObject } from '../json.ts';

const READ: { readonly [raw: string]: ReadReason } = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'filtered',
  RECITATION: 'filtered',
  BLOCKLIST: 'filtered',
  PROHIBITED_CONTENT: 'filtered',
  SPII: 'filtered',
  MODEL_ARMOR: 'filtered',
  IMAGE_SAFETY: 'filtered',
  IMAGE_PROHIBITED_CONTENT: 'filtered',
  IMAGE_RECITATION: 'filtered',
  MALFORMED_FUNCTION_CALL: 'bad-call',
  UNEXPECTED_TOOL_CALL: 'bad-call',
  TOO_MANY_TOOL_CALLS: 'bad-call',
  MALFORMED_RESPONSE: 'failed',
  CONTINUATION: 'pause',
};
const BLOCKED = 'blocked:';
/** A reason is a word; a longer one is noise. */
const REASON_MAX = 100;

export function readReason(raw: string): ReadReason {
  if (raw.startsWith(BLOCKED)) return 'filtered';
  return (Object.hasOwn(READ, raw) ? READ[raw] : undefined) ?? 'unknown';
}

/** Why a chunk says that the answer is over; `undefined` where it does not say so. */
export function reasonIn(chunk: JsonObject, candidate: JsonObject | undefined): string | undefined {
  const reason = asText(candidate?.['finishReason']);
  if (reason !== undefined && !reason.endsWith('_UNSPECIFIED')) return reason.slice(0, REASON_MAX);
  if (candidate !== undefined) return undefined;
  const blocked = asText(asObject(chunk['promptFeedback'])?.['blockReason']);
  return blocked === undefined ? undefined : `${BLOCKED}${blocked}`.slice(0, REASON_MAX);
}
