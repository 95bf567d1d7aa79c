/*
 * A request made smaller for a model that cannot take it whole: images that it cannot see and tools
 * that it cannot use are left out, with a word in their place, then the oldest questions with their
 * answers. The question itself, what is attached to it and the instructions are never shortened.
 * Pure; everything left out is named, and where even that does not help nothing is.
 */
import type { ChatRequest, Dropped, Message, Part, Target } from '../core/index.ts';
import { factsOf, imagesIn, misfitOf, type ModelKnowledge } from './fitness.ts';

export type Reduced = { readonly request: ChatRequest; readonly dropped: readonly Dropped[] };

/** Undefined: it cannot be made to fit. */
export function reducedFor(
  models: ModelKnowledge | undefined,
  whole: ChatRequest,
  target: Target,
): Reduced | undefined {
  const facts = factsOf(models, target);
  const dropped: Dropped[] = [];
  let request = whole;
  const images = imagesIn(request);
  if (facts.vision === 'no' && images > 0) {
    request = { ...request, messages: request.messages.map(withoutImages) };
    dropped.push({ what: 'images', count: images });
  }
  const tools = request.tools?.length ?? 0;
  if (facts.tools === 'no' && tools > 0) {
    request = withoutTools(request);
    dropped.push({ what: 'tools', count: tools });
  }
  if (misfitOf(models, request, target) === undefined) return { request, dropped };
  const shorter = shortened(request, (one) => misfitOf(models, one, target) === undefined);
  return shorter && { request: shorter.request, dropped: [...dropped, ...shorter.dropped] };
}

function withoutImages(message: Message): Message {
  if (message.parts.every(({ type }) => type !== 'image')) return message;
  return { ...message, parts: message.parts.map(imageAsWord) };
}

function imageAsWord(part: Part): Part {
  if (part.type !== 'image') return part;
  const name = part.name === undefined ? '' : ` (${part.name})`;
  return { type: 'text', text: `[An image${name} was attached here; you cannot see it.]` };
}

/** Calls and their results stay as words: some servers refuse them where no tool is declared. */
function withoutTools({ tools: _, toolChoice: _choice, ...rest }: ChatRequest): ChatRequest {
  return { ...rest, messages: rest.messages.map(callsAsWords) };
}

function callsAsWords(message: Message): Message {
  const parts = message.parts.map((part): Part => {
    if (part.type === 'tool-call') return words(`[Called ${part.name}: ${part.argumentsJson}]`);
    return part.type === 'tool-result' ? words(`[Result of ${part.name}: ${part.text}]`) : part;
  });
  return { role: message.role === 'tool' ? 'user' : message.role, parts };
}

const words = (text: string): Part => ({ type: 'text', text });

/** Without as few of the oldest questions as possible; undefined where all of them are too few. */
function shortened(request: ChatRequest, fits: (one: ChatRequest) => boolean): Reduced | undefined {
  const { messages } = request;
  const asked = messages.flatMap(({ role }, at) => (role === 'user' ? [at] : []));
  const without = (count: number): ChatRequest => {
    const from = asked[count] ?? messages.length;
    const kept = messages.filter(({ role }, at) => role === 'system' || at >= from);
    return { ...request, messages: kept };
  };
  let [tooFew, enough] = [0, asked.length - 1];
  if (enough <= 0 || !fits(without(enough))) return undefined;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (fits(without(middle))) enough = middle;
    else tooFew = middle;
  }
  return { request: without(enough), dropped: [{ what: 'questions', count: enough }] };
}
