/*
 * Where a text holds what looks like a secret: private key blocks, keys in the shapes of known
 * vendors (the log's own pattern among them), and values too random for anything else behind a name
 * that says secret. It answers with lines and reasons, never with the secret.
 * A guess in both directions: the person is asked, nothing is removed in silence.
 */
import { KEY_SHAPE } from '../log.ts';

export type SecretReason = 'private-key' | 'key-shape' | 'assignment' | 'password-in-url';
export type SecretPlace = { readonly line: number; readonly reason: SecretReason };

/** One line is enough to ask; more are only named. */
const PLACES_MAX = 20;
/** A longer line is looked through in parts: patterns stay cheap on minified files. */
const CHUNK_CHARS = 4_000;
const OVERLAP_CHARS = 300;

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|^PuTTY-User-Key-File-/;
/** Vendors whose keys the log never meets: clouds, chats, payment, registries, tokens (JWT). */
const VENDOR_KEY =
  /\b(?:(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{30,}|glpat-[A-Za-z0-9_-]{20,}|xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{20,}|(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{40,}|SG\.[\w-]{16,}\.[\w-]{16,}|dop_v1_[a-f0-9]{40,}|AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})/;
const URL_PASSWORD = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"`<>]{1,100}:([^\s:/@'"`<>]{3,200})@/i;
/** `name = value`, `"name": "value"`, `NAME=value`, a header's `name: value`. */
const ASSIGNED =
  /(?<![\w.-])([\w.-]{0,60}?(?:key|secret|token|passw(?:or)?d|passwd|pwd|credential|auth|bearer|private|signature|conn(?:ection)?_?str(?:ing)?)[\w.-]{0,60})["'`\]]{0,2}\s{0,5}(?::=|=>?|:)\s{0,5}(?:(?:bearer|basic|token)\s+)?["'`]?([^\s"'`,;<>(){}[\]]{8,500})/gi;
const BEARER =
  /\b(?:bearer|basic|x-api-key:?|[?&](?:api[_-]?)?key=)(?:\s|%20){0,3}([A-Za-z0-9._~+/=-]{16,500})/gi;

/** Bits for each character; random base64 has about 5 at this length, words less than 3.5. */
const HEX_BITS_MIN = 3;
const OTHER_BITS_MIN = 3.2;

export function secretPlaces(text: string): readonly SecretPlace[] {
  const places: SecretPlace[] = [];
  // A key that a backslash carries over to the next line is one key.
  for (const { line, words } of logicalLines(text)) {
    const reason = reasonOf(words);
    if (reason !== undefined) places.push({ line, reason });
    if (places.length >= PLACES_MAX) break;
  }
  return places;
}

function* logicalLines(text: string): Iterable<{ line: number; words: string }> {
  let line = 0;
  let begun: { line: number; words: string } | undefined;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    line += 1;
    const own = begun ?? { line, words: '' };
    const isOpen = raw.endsWith('\\') && own.words.length < CHUNK_CHARS;
    own.words += isOpen ? raw.slice(0, -1) : raw;
    begun = isOpen ? own : undefined;
    if (!isOpen) yield own;
  }
  if (begun !== undefined) yield begun;
}

function reasonOf(line: string): SecretReason | undefined {
  for (let at = 0; at < line.length; at += CHUNK_CHARS - OVERLAP_CHARS) {
    const found = reasonIn(line.slice(at, at + CHUNK_CHARS));
    if (found !== undefined) return found;
    if (line.length - at <= CHUNK_CHARS) break;
  }
  return undefined;
}

function reasonIn(part: string): SecretReason | undefined {
  if (PRIVATE_KEY.test(part)) return 'private-key';
  if (VENDOR_KEY.test(part) || keyShapes(part)) return 'key-shape';
  const password = URL_PASSWORD.exec(part)?.[1];
  if (password !== undefined && !isPlaceholder(password)) return 'password-in-url';
  const isAssigned = [...part.matchAll(ASSIGNED)].some(
    ([, name = '', value = '']) =>
      !/^(?:public|.*_?(?:key(?:words?|board|code|name)|tokens?_?max|author))/i.test(name) &&
      isRandom(value),
  );
  if (isAssigned) return 'assignment';
  return [...part.matchAll(BEARER)].some(([, value = '']) => isRandom(decoded(value)))
    ? 'assignment'
    : undefined;
}

function keyShapes(part: string): boolean {
  return [...part.matchAll(KEY_SHAPE)].some(([shape]) => /\d/.test(shape) && !isPlaceholder(shape));
}

/** `Basic` headers hold name and password in base64. */
function decoded(value: string): string {
  const plain = Buffer.from(value, 'base64').toString('latin1');
  const words = /^[\x20-\x7e]{8,}$/.test(plain) ? /:(.+)$/.exec(plain)?.[1] : undefined;
  return words ?? value;
}

function isRandom(value: string): boolean {
  if (value.length < 16 || isPlaceholder(value))
    return /^(?=.*\d)(?=.*[^\w.-]).{10,}$/.test(value) && !isCode(value);
  if (isCode(value) || !/\d/.test(value)) return false;
  return bitsOf(value) >= (/^[a-f0-9]+$/i.test(value) ? HEX_BITS_MIN : OTHER_BITS_MIN);
}

/** Names of things, calls, paths, variables: what code has where a configuration has a value. */
function isCode(value: string): boolean {
  return (
    isPlaceholder(value) ||
    /[(){}]|=>|::|\?\.|^(?:process|import|os|env|this|self|config|options|request|response)\b/.test(
      value,
    ) ||
    /^(?:[a-z_$][\w$]*\.)+[a-z_$][\w$]*$/i.test(value) ||
    /^[./~]|^(?:https?|file):\/\//.test(value) ||
    /^[a-z]+(?:[-_.][a-z]+)*\d{0,3}$/i.test(value)
  );
}

function isPlaceholder(value: string): boolean {
  return (
    /\$\{|\{\{|^\$[A-Z_]|^%[A-Z_]+%$|^<.*>$|\.{3}|\*{3}|x{6}/i.test(value) ||
    /^(?:your|my|the|change|insert|replace|example|dummy|test|placeholder|undefined|null|none|true|false)\b/i.test(
      value,
    ) ||
    /^(.)\1*$/.test(value)
  );
}

function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
