/*
 * What the editor hands over for a model of ours, as a neutral request: texts, images, tool calls
 * and their results, tools. Parts that are not known (hints for caches, prompts of a library) are
 * read as text where they hold some, and left out otherwise. What a model had sealed with a call
 * comes back by the call's id, since the editor keeps no such thing.
 * Everything here was written by another extension: nothing of it is trusted.
 */
import type {
  ChatRequest,
  Image,
  Message,
  Opaque,
  Part,
  ToolDeclaration,
} from '../../core/index.ts';
import type { LmApi } from '../lm/lmApi.ts';

type Given = { readonly role: number; readonly content: readonly unknown[] };
type GivenTool = {
  readonly name: string;
  readonly description: string;
  readonly inputSchema?: object | undefined;
};
export type GivenOptions = {
  readonly tools?: readonly GivenTool[] | undefined;
  readonly toolMode?: number;
};

type Api = Pick<
  LmApi,
  'LanguageModelTextPart' | 'LanguageModelToolCallPart' | 'LanguageModelChatToolMode'
> & {
  readonly LanguageModelToolResultPart: abstract new (...args: never[]) => object;
  readonly LanguageModelDataPart: abstract new (...args: never[]) => object;
};

/** Of the editor's roles; the third is not part of its stable API, and some callers use it. */
const ASSISTANT = 2;
const SYSTEM = 3;

export type SealOf = (callId: string) => Opaque | undefined;

export function exposedRequest(
  api: Api,
  given: readonly Given[],
  options: GivenOptions,
  sealOf: SealOf,
): ChatRequest {
  const names = new Map<string, string>();
  const messages = given.flatMap(({ role, content }): Message[] => {
    if (role === ASSISTANT) {
      const parts = content.flatMap((part) => saidPart(api, part, { names, sealOf }));
      return parts.length === 0 ? [] : [{ role: 'assistant', parts }];
    }
    const results = content.flatMap((part) => resultPart(api, part, names));
    const images = content.flatMap((part) => imagesInResult(api, part));
    const own = [...content.flatMap((part) => askedPart(api, part)), ...images];
    return [
      ...(results.length === 0 ? [] : [{ role: 'tool' as const, parts: results }]),
      ...(own.length === 0
        ? []
        : [{ role: role === SYSTEM ? ('system' as const) : ('user' as const), parts: own }]),
    ];
  });
  const tools = (options.tools ?? []).map(declared);
  if (tools.length === 0) return { messages };
  const isRequired = options.toolMode === api.LanguageModelChatToolMode.Required;
  return { messages, tools, toolChoice: isRequired ? 'required' : 'auto' };
}

function declared({ name, description, inputSchema }: GivenTool): ToolDeclaration {
  const parametersSchema = (inputSchema ?? { type: 'object', properties: {} }) as Record<
    string,
    unknown
  >;
  return { name, description, parametersSchema };
}

type Known = { readonly names: Map<string, string>; readonly sealOf: SealOf };

function saidPart(api: Api, part: unknown, { names, sealOf }: Known): Part[] {
  if (!(part instanceof api.LanguageModelToolCallPart)) return textPart(api, part);
  const { callId, name, input } = part;
  names.set(callId, name);
  const opaque = sealOf(callId);
  const argumentsJson = JSON.stringify(input ?? {});
  const call = { type: 'tool-call', id: callId, name, argumentsJson } as const;
  return [opaque === undefined ? call : { ...call, opaque }];
}

function askedPart(api: Api, part: unknown): Part[] {
  return [...textPart(api, part), ...imagePart(api, part)];
}

function textPart(api: Api, part: unknown): Part[] {
  const text = textIn(api, part);
  return text === '' ? [] : [{ type: 'text', text }];
}

function textIn(api: Api, part: unknown): string {
  if (typeof part === 'string') return part;
  if (part instanceof api.LanguageModelTextPart) return part.value;
  const { data, mimeType } = dataOf(api, part) ?? {};
  if (data === undefined || mimeType === undefined) return '';
  return /^(?:text\/|application\/(?:.*\+)?json)/.test(mimeType)
    ? new TextDecoder().decode(data)
    : '';
}

function imagePart(api: Api, part: unknown): Image[] {
  const { data, mimeType } = dataOf(api, part) ?? {};
  if (data === undefined || mimeType?.startsWith('image/') !== true) return [];
  return [{ type: 'image', mediaType: mimeType, dataBase64: Buffer.from(data).toString('base64') }];
}

function dataOf(
  api: Api,
  part: unknown,
): { readonly data: Uint8Array; readonly mimeType: string } | undefined {
  if (!(part instanceof api.LanguageModelDataPart)) return undefined;
  const { data, mimeType } = part as { readonly data?: unknown; readonly mimeType?: unknown };
  return data instanceof Uint8Array && typeof mimeType === 'string'
    ? { data, mimeType }
    : undefined;
}

type Result = { readonly callId: string; readonly content: readonly unknown[] };

function resultOf(api: Api, part: unknown): Result | undefined {
  if (!(part instanceof api.LanguageModelToolResultPart)) return undefined;
  const { callId, content } = part as Partial<Result>;
  return typeof callId === 'string' && Array.isArray(content)
    ? { callId, content: content as unknown[] }
    : undefined;
}

function resultPart(api: Api, part: unknown, names: ReadonlyMap<string, string>): Part[] {
  const found = resultOf(api, part);
  if (found === undefined) return [];
  const { callId: id, content } = found;
  const text = content.map((one) => textIn(api, one)).join('\n');
  return [{ type: 'tool-result', id, name: names.get(id) ?? 'tool', text, isError: false }];
}

/** A result is text on most wires: its images follow it. */
function imagesInResult(api: Api, part: unknown): Part[] {
  return (resultOf(api, part)?.content ?? []).flatMap((one) => imagePart(api, one));
}
