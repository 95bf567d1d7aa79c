/*
 * Which part of the request a refusal speaks of, by the name that the wire gives it: as a field of
 * the error, else in its sentence. Undefined where no part that we could leave out is named, or
 * more than one: a guess would send the person's question once more for nothing.
 */
import type { RequestPart } from '../../core/index.ts';

/** Names of fields as the wires spell them, lower case and without signs. */
const FIELDS: Readonly<Record<string, RequestPart>> = {
  temperature: 'temperature',
  topp: 'topP',
  stop: 'stop',
  stopsequences: 'stop',
  reasoning: 'reasoning',
  reasoningeffort: 'reasoning',
  reasoningsummary: 'reasoning',
  thinking: 'reasoning',
  thinkingconfig: 'reasoning',
  thinkingbudget: 'reasoning',
  thinkinglevel: 'reasoning',
  think: 'reasoning',
  enablethinking: 'reasoning',
  promptcachekey: 'cacheKey',
  tools: 'tools',
};

/** Sentences that name an ability and no field. */
const ABILITIES: readonly (readonly [RequestPart, RegExp])[] = [
  ['reasoning', /\b(?:does|do) not support (?:thinking|reasoning)\b/],
  [
    'tools',
    /\b(?:does|do) not support (?:tools?|functions?)\b|\btool (?:use|calling)\b.{0,40}\bnot\b/,
  ],
  [
    'images',
    /\b(?:does|do) not support (?:images?|vision|multimodal)|\bimage (?:input|url)s?\b.{0,60}\b(?:not|only)\b|not a multimodal|\bno endpoints found that support image/,
  ],
];

type Said = {
  /** Parts of the request that the error's own fields point at. */
  readonly parts: readonly RequestPart[];
  readonly messages: readonly string[];
};

export function refusedPart({ parts, messages }: Said): RequestPart | undefined {
  const named = only(parts);
  if (named !== undefined) return named;
  const text = messages.join('\n').slice(0, 4000);
  // What a model had sealed and no longer opens is no field of ours.
  if (/signature|encrypted/i.test(text)) return undefined;
  const spelt = text.match(/[A-Za-z]\w*(?:\.\w+)*/g) ?? [];
  const quoted = [...text.matchAll(/[`'"]([\w.]{2,60})[`'"]/g)].map(([, name = '']) => name);
  const lower = text.toLowerCase();
  const said = ABILITIES.filter(([, phrase]) => phrase.test(lower)).map(([part]) => part);
  // What stands in quotes is a name; elsewhere only a word that is no word of everyday talk.
  const words = spelt.filter((word) => /_|[a-z][A-Z]|^temperature$/.test(word));
  return only(quoted.map(partOf)) ?? only(words.map(partOf)) ?? only(said);
}

/** The part that a field of a request belongs to, whatever the wire. */
export function partOf(name: string): RequestPart | undefined {
  const last = name.split('.').findLast((piece) => piece !== '' && !/^\d+$/.test(piece)) ?? '';
  const first = name.split('.')[0] ?? '';
  return FIELDS[plain(last)] ?? FIELDS[plain(first)];
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

function only(parts: readonly (RequestPart | undefined)[]): RequestPart | undefined {
  const known = new Set(parts.filter((part) => part !== undefined));
  return known.size === 1 ? [...known][0] : undefined;
}
