/*
 * The tools that go along with questions of the chat: those that the person has switched on by name
 * (`steadfast.chat.tools`), as far as VS Code has them now, and only in workspaces that are
 * trusted. What runs them is loaded when a model first calls one.
 */
import * as vscode from 'vscode';
import type { ToolDeclaration } from '../../core/index.ts';
import type { ToolBox } from '../chat/toolRounds.ts';
import type { Settings } from '../settings/schema.ts';

/** More than that no service takes. */
const TOOLS_MAX = 128;

export function toolsLater(settings: () => Pick<Settings, 'chat.tools'>): ToolBox {
  const isOn = (name: string): boolean =>
    vscode.workspace.isTrusted && settings()['chat.tools'].includes(name);
  return {
    declared: () =>
      vscode.lm.tools
        .filter(({ name }) => isOn(name))
        .slice(0, TOOLS_MAX)
        .map(declaration),
    run: async (call, of) => (await import('./toolBox.ts')).runTool(call, of, isOn),
  };
}

function declaration(tool: vscode.LanguageModelToolInformation): ToolDeclaration {
  const { name, description } = tool;
  const schema = tool.inputSchema ?? { type: 'object', properties: {} };
  return { name, description, parametersSchema: schema as Record<string, unknown> };
}
