/*
 * Running a tool that VS Code hosts (its own, other extensions', MCP servers'): with the call's
 * arguments before the person's eyes, once they allow it, for this call or for the chat. What is
 * allowed for a chat is remembered for one tool, in this window, and no longer.
 * A tool that fails or is refused is an answer for the model and no failure of the turn.
 */
import * as vscode from 'vscode';
import type { ConversationId, ToolOutcome } from '../../core/index.ts';
import type { OpenCall, ToolBox } from '../chat/toolRounds.ts';
import { inputOf, resultText, shownInput } from './toolText.ts';

const allowed = new Map<ConversationId, Set<string>>();

type Of = Parameters<ToolBox['run']>[1];

/** `isOn`: whether the tool is still switched on. */
export async function runTool(
  call: OpenCall,
  { conversationId, signal }: Of,
  isOn: (name: string) => boolean,
): Promise<ToolOutcome> {
  const tool = vscode.lm.tools.find(({ name }) => name === call.name);
  if (tool === undefined || !isOn(call.name)) {
    return { outcome: 'failed', text: `There is no tool of the name ${call.name} here.` };
  }
  const input = inputOf(call.argumentsJson);
  if (input === undefined) {
    return { outcome: 'failed', text: 'The arguments are no JSON object. Call it again.' };
  }
  if (!(await mayRun(tool, input, conversationId))) {
    return { outcome: 'refused', text: 'The person did not allow this call.' };
  }
  if (signal.aborted) return { outcome: 'refused', text: 'It was stopped before it ran.' };
  const cancel = new vscode.CancellationTokenSource();
  const onAbort = (): void => cancel.cancel();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const options = { input, toolInvocationToken: undefined };
    const { content } = await vscode.lm.invokeTool(tool.name, options, cancel.token);
    return { outcome: 'ran', text: resultText(content) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', text: `The tool failed: ${resultText([why])}` };
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancel.dispose();
  }
}

async function mayRun(
  tool: vscode.LanguageModelToolInformation,
  input: object,
  conversationId: ConversationId,
): Promise<boolean> {
  const { l10n, window } = vscode;
  const names = allowed.get(conversationId) ?? new Set<string>();
  if (names.has(tool.name)) return true;
  // The first one has the focus: an Enter that was meant for the chat must run nothing.
  const no = { title: l10n.t('Do Not Run'), isCloseAffordance: true };
  const run = { title: l10n.t('Run') };
  const always = { title: l10n.t('Always in This Chat') };
  const { text, left } = shownInput(input);
  const more = left === 0 ? [] : [l10n.t('and {0} more characters', left)];
  const detail = [l10n.t('The model wants to call it with:'), text, ...more].join('\n');
  const title = l10n.t('Run the tool {0}?', tool.name);
  const chosen = await window.showWarningMessage(title, { modal: true, detail }, no, run, always);
  if (chosen === always) allowed.set(conversationId, names.add(tool.name));
  return chosen === run || chosen === always;
}
