/*
 * A neutral request in the editor's own parts. The stable API knows two roles, so what the system
 * says is the first message of the user. Each call gets its result right behind it, as the models'
 * extensions demand: one that was never run says so, a result without its call becomes text.
 * Limits and sampling have no common name here and are not sent.
 */
import type { ChatRequest, Message, Part, ToolCall, ToolResult } from '../../core/index.ts';
import { textOf, wireIdsOf } from '../../providers/parts.ts';
import type { LmApi, LmAssistantPart, LmOptions, LmUserPart } from './lmApi.ts';

type Turn = { readonly role: 'system' | 'user' | 'assistant'; readonly parts: readonly Part[] };

export function lmMessages(api: LmApi, request: ChatRequest, modelId: string): object[] {
  const ids = wireIdsOf(request.messages, 'vscode.lm', modelId);
  const idOf = (id: string): string => ids.get(id) ?? id;
  const turns = turnsOf(request.messages);
  return turns.flatMap((turn, at): object[] => {
    if (turn.role !== 'assistant') {
      const calls = callsOf(turns[at - 1]);
      const content = [...results(turn, calls), ...turn.parts.filter(isNoResult)];
      const own = content.flatMap((part) => userPart(api, part, idOf));
      return own.length === 0 ? [] : [api.LanguageModelChatMessage.User(own)];
    }
    const said = turn.parts.flatMap((part) => assistantPart(api, part, idOf));
    if (said.length === 0) return [];
    const open = turns[at + 1] === undefined ? callsOf(turn).map(missingResult) : [];
    const closing = open.flatMap((part) => userPart(api, part, idOf));
    const messages = api.LanguageModelChatMessage;
    return [messages.Assistant(said), ...(closing.length === 0 ? [] : [messages.User(closing)])];
  });
}

export function lmOptions(api: LmApi, request: ChatRequest, justification: string): LmOptions {
  const { tools = [], toolChoice = 'auto' } = request;
  const wanted = typeof toolChoice === 'object' ? toolChoice.name : undefined;
  const sent = tools.filter(({ name }) => wanted === undefined || name === wanted);
  if (toolChoice === 'none' || sent.length === 0) return { justification };
  const { Auto, Required } = api.LanguageModelChatToolMode;
  return {
    justification,
    tools: sent.map(({ name, description, parametersSchema }) => ({
      name,
      description,
      inputSchema: parametersSchema,
    })),
    toolMode: toolChoice === 'auto' ? Auto : Required,
  };
}

/** User and assistant in alternation; what the system says at the beginning stands alone. */
function turnsOf(messages: readonly Message[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const { role, parts } of messages) {
    const isFirst = turns.every((turn) => turn.role === 'system');
    const own =
      role === 'assistant' ? role : role === 'system' && isFirst ? ('system' as const) : 'user';
    const last = turns.at(-1);
    if (last?.role !== own) turns.push({ role: own, parts });
    else turns[turns.length - 1] = { role: own, parts: [...last.parts, ...parts] };
  }
  return turns;
}

const isNoResult = (part: Part): boolean => part.type !== 'tool-result';

function callsOf(turn: Turn | undefined): readonly ToolCall[] {
  if (turn?.role !== 'assistant') return [];
  return turn.parts.filter((part): part is ToolCall => part.type === 'tool-call');
}

/** One for each call, in their order; then, as text, those of calls that are not here. */
function results(turn: Turn, calls: readonly ToolCall[]): readonly Part[] {
  const given = turn.parts.filter((part): part is ToolResult => part.type === 'tool-result');
  const isOrphan = ({ id }: ToolResult): boolean => !calls.some((call) => call.id === id);
  return [
    ...calls.map((call) => given.find(({ id }) => id === call.id) ?? missingResult(call)),
    ...given
      .filter(isOrphan)
      .map(({ text }): Part => ({ type: 'text', text: `Result of a tool: ${text}` })),
  ];
}

function missingResult({ id, name }: ToolCall): ToolResult {
  const text = 'There is no result: the call was not run.';
  return { type: 'tool-result', id, name, text, isError: true };
}

function userPart(api: LmApi, part: Part, idOf: (id: string) => string): LmUserPart[] {
  if (part.type === 'image') {
    const bytes = Uint8Array.from(atob(part.dataBase64), (char) => char.charCodeAt(0));
    return [api.LanguageModelDataPart.image(bytes, part.mediaType)];
  }
  if (part.type === 'tool-result') {
    // The wire has no mark for a failed tool; the words must say it.
    const said = new api.LanguageModelTextPart(part.isError ? `Error: ${part.text}` : part.text);
    return [new api.LanguageModelToolResultPart(idOf(part.id), [said])];
  }
  const text = textOf(part);
  return text === '' ? [] : [new api.LanguageModelTextPart(text)];
}

function assistantPart(api: LmApi, part: Part, idOf: (id: string) => string): LmAssistantPart[] {
  if (part.type === 'tool-call') {
    const input = objectIn(part.argumentsJson);
    return [new api.LanguageModelToolCallPart(idOf(part.id), part.name, input)];
  }
  const text = textOf(part);
  return text === '' ? [] : [new api.LanguageModelTextPart(text)];
}

/** Arguments that are no object would be refused: such a call then has none. */
function objectIn(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
