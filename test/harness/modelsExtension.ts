// A second extension that offers language models to others, as Copilot does: put into a box before
// its VS Code starts. Its models each do one thing (answer, call a tool, think, break, refuse), and
// it keeps what it was asked; a command hands that over.
// It needs no sign-in, so the editor never asks the person whether its models may be used.
// It brings one tool, which counts its runs, and a command that asks *Steadfast Auto* as any other
// extension may.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from './sandbox.ts';

const publisher = 'steadfast-test';
const name = 'loopback-models';
const version = '1.0.0';

/** What the extension keeps of one request; `loopbackModels.asked` returns them all. */
export interface AskedModel {
  readonly model: string;
  readonly roles: readonly number[];
  readonly texts: readonly string[];
  readonly images: readonly { readonly mime: string; readonly bytes: number }[];
  readonly results: readonly { readonly callId: string; readonly text: string }[];
  readonly tools: readonly string[];
  readonly isCancelled: boolean;
}

export const modelsVendor = 'loopback';
/** The tool that it brings; its result says how often it has run: `LOOKED 1 at …`. */
export const toolName = 'loopback_look';
/** Every model that it offers, in order. */
export const modelNames = [
  'echo',
  'thinks',
  'calls',
  'slow',
  'breaks',
  'quota',
  'off-topic',
  'blocked',
] as const;

const manifest = {
  name,
  publisher,
  version,
  displayName: 'Loopback models',
  engines: { vscode: '^1.106.0' },
  main: './extension.js',
  activationEvents: ['onStartupFinished'],
  contributes: {
    languageModelChatProviders: [{ vendor: modelsVendor, displayName: 'Loopback models' }],
    languageModelTools: [
      {
        name: toolName,
        displayName: 'Look',
        modelDescription: 'Looks at a place.',
        inputSchema: { type: 'object', properties: { at: { type: 'string' } } },
      },
    ],
    commands: [{ command: 'loopbackModels.askSteadfast', title: 'Loopback: Ask Steadfast Auto' }],
  },
};

const source = `
const vscode = require('vscode');
const asked = [];
const text = (part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '');

function note(model, messages, options) {
  const parts = messages.flatMap((message) => [...message.content]);
  const own = {
    model: model.id,
    roles: messages.map((message) => message.role),
    texts: messages.map((message) => [...message.content].map(text).join('')),
    images: parts
      .filter((part) => part instanceof vscode.LanguageModelDataPart)
      .map((part) => ({ mime: part.mimeType, bytes: part.data.length })),
    results: parts
      .filter((part) => part instanceof vscode.LanguageModelToolResultPart)
      .map((part) => ({ callId: part.callId, text: part.content.map(text).join('') })),
    tools: (options.tools ?? []).map((tool) => tool.name),
    isCancelled: false,
  };
  asked.push(own);
  return own;
}

async function answer(own, progress, token) {
  const say = (words) => progress.report(new vscode.LanguageModelTextPart(words));
  switch (own.model) {
    case 'thinks':
      progress.report(new vscode.LanguageModelThinkingPart('Let me see.'));
      return say('Done thinking.');
    case 'calls':
      if (own.results.length > 0) return say('It says ' + own.results[0].text);
      return progress.report(new vscode.LanguageModelToolCallPart('own-1', 'look', { at: 'x' }));
    case 'slow':
      for (let n = 0; n < 600 && !token.isCancellationRequested; n += 1) {
        say('word ' + n + ' ');
        await new Promise((done) => setTimeout(done, 50));
      }
      own.isCancelled = token.isCancellationRequested;
      return;
    case 'breaks':
      say('Half of');
      await new Promise((done) => setTimeout(done, 100));
      throw new Error('the wire is gone');
    case 'quota':
      throw Object.assign(new Error('You have no quota.'), { name: 'ChatQuotaExceeded' });
    case 'off-topic':
      throw new Error('off_topic');
    case 'blocked':
      throw vscode.LanguageModelError.Blocked('temporarily blocked: too many requests');
    default:
      say('You said: ');
      say(own.texts.at(-1));
  }
}

let runs = 0;

async function askSteadfast() {
  const [model] = await vscode.lm.selectChatModels({ vendor: 'steadfast', id: 'auto' });
  const asked = vscode.LanguageModelChatMessage.User('Are you there?');
  const said = model === undefined ? 'no such model' : await answerOf(model, asked);
  const document = await vscode.workspace.openTextDocument({ content: said });
  await vscode.window.showTextDocument(document);
}

async function answerOf(model, asked) {
  let text = model.name + ': ';
  try {
    const { text: words } = await model.sendRequest([asked]);
    for await (const word of words) text += word;
  } catch (error) {
    text += error.message;
  }
  return text;
}

exports.activate = (context) => {
  const models = ${JSON.stringify(modelNames)};
  const provider = {
    provideLanguageModelChatInformation: () =>
      models.map((id) => ({
        id,
        name: 'Loopback ' + id,
        family: 'loopback',
        version: '1',
        maxInputTokens: 4000,
        maxOutputTokens: 1000,
        capabilities: { toolCalling: true, imageInput: true },
      })),
    provideLanguageModelChatResponse: (model, messages, options, progress, token) =>
      answer(note(model, messages, options), progress, token),
    provideTokenCount: async (_model, value) => String(value).length,
  };
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('${modelsVendor}', provider),
    vscode.commands.registerCommand('loopbackModels.asked', () => asked),
    vscode.commands.registerCommand('loopbackModels.askSteadfast', askSteadfast),
    vscode.lm.registerTool('${toolName}', {
      invoke: ({ input }) => {
        runs += 1;
        const said = new vscode.LanguageModelTextPart('LOOKED ' + runs + ' at ' + input.at);
        return new vscode.LanguageModelToolResult([said]);
      },
    }),
  );
};
`;

export function installModelsExtension({ extensionsDir }: Pick<Sandbox, 'extensionsDir'>): void {
  const id = `${publisher}.${name}`;
  const relativeLocation = `${id}-${version}`;
  const folder = join(extensionsDir, relativeLocation);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), source);
  const list = join(extensionsDir, 'extensions.json');
  const present = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as unknown[]) : [];
  const location = { $mid: 1, path: folder, scheme: 'file' };
  const entry = { identifier: { id }, version, location, relativeLocation };
  writeFileSync(list, JSON.stringify([...present, entry]));
}
