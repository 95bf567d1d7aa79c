/*
 * What was chosen for a conversation as the text that is stored, and back.
 * Promise: what was written comes back equal; a text that is damaged, or of a shape that is not
 * known here, binds the conversation to this computer: it may have said so, and nothing of it is
 * sent further than the person wanted because of a text that cannot be read.
 */
import type { ConversationChoice } from '../core/index.ts';

export const UNREADABLE: ConversationChoice = { tier: 'local', localOnly: true };

export function choiceToText(choice: ConversationChoice): string {
  return JSON.stringify({ v: 1, ...choice });
}

export function textToChoice(text: string): ConversationChoice {
  const stored = parse(text);
  if (stored?.['v'] !== 1) return UNREADABLE;
  const { tier, localOnly, model } = stored;
  if (tier !== 'local' && tier !== 'trusted' && tier !== 'any') return UNREADABLE;
  if (typeof localOnly !== 'boolean') return UNREADABLE;
  if (model === undefined) return { tier, localOnly };
  return isModel(model) ? { model, tier, localOnly } : UNREADABLE;
}

function isModel(value: unknown): value is NonNullable<ConversationChoice['model']> {
  const { how, target } = asObject(value);
  const { providerId, modelId } = asObject(target);
  const isHow = how === 'only' || how === 'first';
  return isHow && typeof providerId === 'string' && typeof modelId === 'string';
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
