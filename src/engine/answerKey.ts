/*
 * What makes two questions the same: the class of the model, every word and file that is sent,
 * tools, parameters, and how far the conversation may travel. The workspace is the cache's own.
 * Equal keys mean equal questions and nothing less; the order of an object's fields is none of it,
 * nor is what a vendor sealed, nor the conversation's random name.
 */
import type { ModelClass, RequestCall } from '../core/index.ts';

export function answerKey(
  { request, limits }: Pick<RequestCall, 'request' | 'limits'>,
  modelClass: ModelClass,
): string {
  const { cacheKey: _name, messages, ...asked } = request;
  const said = messages.map(({ role, parts }) => [role, parts.map(withoutSeal)]);
  const { tier, localOnly } = limits;
  return JSON.stringify([1, modelClass, tier, localOnly, said, asked], inOrder);
}

function withoutSeal({ opaque: _sealed, ...part }: RequestPart): object {
  return part;
}

type RequestPart = RequestCall['request']['messages'][number]['parts'][number];

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
