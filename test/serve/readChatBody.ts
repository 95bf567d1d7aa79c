/*
 * A Chat Completions body → the frozen request of the engine, or a BadRequest that names the field.
 * Tools, images (as `data:` URLs) and tool results pass; nothing is ever fetched for a caller.
 * `n` above 1 and JSON modes are refused rather than ignored: their answers would not be answers.
 */
import type { ChatRequest, Message, Part, ReasoningEffort } from '../../src/core/index.ts';
import { ChatBody } from './chatBody.ts';
import type { BodyMessage, Content } from './chatBody.ts';
import { BadRequest } from './refusal.ts';

export type Asked = {
  readonly model: string;
  readonly request: ChatRequest;
  readonly isStream: boolean;
  readonly wantsUsage: boolean;
};

export function readChatBody(text: string): Asked {
  const body = parse(text);
  refuseWhatCannotPass(body);
  return {
    model: body.model ?? 'auto',
    request: requestOf(body),
    isStream: body.stream ?? false,
    wantsUsage: body.stream_options?.include_usage ?? false,
  };
}

function parse(text: string): ChatBody {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new BadRequest('The body is not JSON.');
  }
  const parsed = ChatBody.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = (issue?.path ?? []).join('.');
  throw new BadRequest(`${param === '' ? 'The body' : param}: ${issue?.message ?? 'invalid'}.`, {
    param,
  });
}

function refuseWhatCannotPass({ n, response_format: format }: ChatBody): void {
  if ((n ?? 1) !== 1) {
    throw new BadRequest(`n is ${n}: only one answer is given. Leave it out.`, { param: 'n' });
  }
  if (format !== undefined && format !== null && format.type !== 'text') {
    const message = `response_format is ${format.type}: only text is passed on. Leave it out.`;
    throw new BadRequest(message, { param: 'response_format' });
  }
}

function requestOf(body: ChatBody): ChatRequest {
  const { tools, tool_choice: choice, stop, temperature, top_p: topP } = body;
  const outputTokensMax = body.max_completion_tokens ?? body.max_tokens;
  const effort = body.reasoning_effort ?? undefined;
  const names = toolNames(body.messages);
  const request: ChatRequest = {
    messages: body.messages.map((message, index) => messageOf(message, index, names)),
    ...when(tools, (list) => ({
      tools: list.map(({ function: { name, description, parameters } }) => ({
        name,
        description: description ?? '',
        parametersSchema: parameters ?? { type: 'object', properties: {} },
      })),
    })),
    ...when(choice, (value) => ({
      toolChoice: typeof value === 'string' ? value : { name: value.function.name },
    })),
    ...when(outputTokensMax, (value) => ({ outputTokensMax: value })),
    ...when(effort, (value) => ({ reasoning: EFFORTS[value] })),
    ...when(stop, (value) => ({ stop: typeof value === 'string' ? [value] : value })),
    ...when(temperature, (value) => ({ temperature: value })),
    ...when(topP, (value) => ({ topP: value })),
  };
  return Object.freeze(request);
}

type Effort = NonNullable<ChatBody['reasoning_effort']>;

const EFFORTS: Record<Effort, ReasoningEffort> = {
  none: 'off',
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'high',
};

/** `{}` where the caller did not set it: what is absent is not sent. */
function when<T, R extends object>(value: T | null | undefined, of: (value: T) => R): Partial<R> {
  return value === undefined || value === null ? {} : of(value);
}

/** A tool's answer names its call only; the engine wants the tool's name as well. */
function toolNames(messages: readonly BodyMessage[]): ReadonlyMap<string, string> {
  const calls = messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
  return new Map(calls.map((call) => [call.id, call.function.name]));
}

function messageOf(
  message: BodyMessage,
  index: number,
  names: ReadonlyMap<string, string>,
): Message {
  const at = `messages.${index}.content`;
  if (message.role === 'tool') {
    const { tool_call_id: id } = message;
    const text = plainText(message.content, at);
    const name = names.get(id) ?? '';
    return { role: 'tool', parts: [{ type: 'tool-result', id, name, text, isError: false }] };
  }
  if (message.role === 'assistant') {
    const calls = (message.tool_calls ?? []).map(({ id, function: call }): Part => {
      return { type: 'tool-call', id, name: call.name, argumentsJson: call.arguments };
    });
    return { role: 'assistant', parts: [...partsOf(message.content ?? '', at), ...calls] };
  }
  const role = message.role === 'user' ? 'user' : 'system';
  return { role, parts: partsOf(message.content, at) };
}

function partsOf(content: Content, at: string): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return content.map((part, index): Part => {
    if (part.type === 'text') return { type: 'text', text: part.text };
    if (part.type === 'refusal') return { type: 'text', text: part.refusal };
    return imageOf(part.image_url.url, `${at}.${index}.image_url.url`);
  });
}

function plainText(content: Content, at: string): string {
  return partsOf(content, at)
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('');
}

function imageOf(url: string, param: string): Part {
  const [, mediaType, dataBase64] = /^data:([\w.+/-]+);base64,(.*)$/s.exec(url) ?? [];
  if (mediaType === undefined || dataBase64 === undefined) {
    throw new BadRequest(
      `${param} is no base64 data: URL, and nothing is fetched. Send the bytes.`,
      {
        param,
      },
    );
  }
  return { type: 'image', mediaType, dataBase64 };
}
