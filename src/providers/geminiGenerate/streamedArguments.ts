/*
 * The arguments of a call that comes in pieces: each piece is a JSON path and a value, or one more
 * part of the string at that path. Vertex sends them so where a request asks for it.
 * Put together only in order: what is not understood makes the whole unusable, never half of it.
 * Source: cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling, and recorded
 * streams.
 */
import { asArray, asObject, asText, type JsonObject } from '../json.ts';

export type StreamedArguments = {
  add(pieces: unknown): void;
  /** The arguments as JSON; `undefined` where they are not whole. */
  close(): string | undefined;
};

type Held = { [key: string]: unknown };
type Step = string | number;

/** Far above what a call holds; a path is hostile text like everything else here. */
const DEPTH_MAX = 32;
const STEP = /\.([^.[\]'"]+)|\[(\d{1,6})\]|\['([^']*)'\]|\["([^"]*)"\]/y;

export function createStreamedArguments(): StreamedArguments {
  const root = empty();
  /** The string that goes on, by its path. */
  let open: string | undefined;
  let isBroken = false;

  const place = (piece: JsonObject): boolean => {
    const path = asText(piece['jsonPath']);
    const steps = path === undefined ? undefined : stepsOf(path);
    const value = valueOf(piece);
    if (path === undefined || steps === undefined || value === undefined) return false;
    if (open !== undefined && open !== path) return false;
    const isMore = open !== undefined;
    open = piece['willContinue'] === true ? path : undefined;
    return put(root, steps, value, isMore);
  };

  return {
    add(pieces) {
      for (const item of asArray(pieces)) {
        const piece = asObject(item);
        if (piece === undefined || !place(piece)) isBroken = true;
      }
    },
    close: () => (isBroken || open !== undefined ? undefined : JSON.stringify(root)),
  };
}

/** Without a prototype, so that no name in a path is anything but a name. */
function empty(): Held {
  return Object.create(null) as Held;
}

function valueOf(piece: JsonObject): unknown {
  if ('nullValue' in piece) return null;
  return piece['stringValue'] ?? piece['numberValue'] ?? piece['boolValue'] ?? undefined;
}

function stepsOf(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  if (!path.startsWith('$')) return undefined;
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (found === null || steps.length >= DEPTH_MAX) return undefined;
    const [, name, index, quoted, doubled] = found;
    steps.push(index === undefined ? (name ?? quoted ?? doubled ?? '') : Number(index));
  }
  return steps.length === 0 ? undefined : steps;
}

/** False where the path leads through something else; lists grow by one at a time. */
function put(root: Held, steps: readonly Step[], value: unknown, isMore: boolean): boolean {
  let at: Held | unknown[] = root;
  for (const [depth, step] of steps.entries()) {
    const length = Array.isArray(at) ? at.length : undefined;
    if ((length !== undefined) !== (typeof step === 'number')) return false;
    if (length !== undefined && Number(step) > length) return false;
    const held = at as Held;
    const next = steps[depth + 1];
    if (next === undefined) {
      const before = held[step];
      if (isMore && typeof before === 'string' && typeof value === 'string') {
        held[step] = before + value;
      } else held[step] = value;
      return true;
    }
    const child: unknown = (held[step] ??= typeof next === 'number' ? [] : empty());
    if (typeof child !== 'object' || child === null) return false;
    at = child as Held | unknown[];
  }
  return false;
}
