/*
 * *Steadfast Auto*, *Fast* and *Local only* in VS Code's own chat, its agent mode and every
 * extension that asks for a language model: the person's chain with its consent, limits and
 * failover. Only there while the person has switched it on, and within a budget of its own; any
 * extension may then ask without asking the person. Loaded when the editor first wants to know of
 * it.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  ChatError,
  errorRecord,
  type ChatRequest,
  type RequestLimits,
  type Target,
} from '../../core/index.ts';
import { modelClassOf } from '../../engine/modelClass.ts';
import type { Composition } from '../compose.ts';
import { realClock } from '../realClock.ts';
import type { Settings } from '../settings/schema.ts';
import { causeSentence } from '../words/causes.ts';
import { answerOutside, createSealMemory } from './exposedAnswer.ts';
import type { ExposedBudget } from './exposedBudget.ts';
import {
  EXPOSED_IDS,
  exposedModels,
  limitsFor,
  type ExposedDeps,
  type ExposedId,
  type ExposedModel,
} from './exposedModels.ts';
import { exposedRequest } from './exposedRequest.ts';

export type ExposedRoom = {
  readonly composition: Composition;
  readonly settings: () => Settings;
  readonly budget: ExposedBudget;
  readonly log: (message: string) => void;
};

type Provider = Omit<vscode.LanguageModelChatProvider, 'onDidChangeLanguageModelChatInformation'>;

export function createExposedProvider(room: ExposedRoom): Provider {
  const { composition, log } = room;
  const { engine, knowledge } = composition;
  const deps = exposedDeps(room);
  const seals = createSealMemory();
  return {
    async provideLanguageModelChatInformation() {
      await knowledge.ready();
      return exposedModels(deps).map(infoOf);
    },
    async provideLanguageModelChatResponse(model, messages, options, progress, token) {
      const limits = await admitted(room, deps, model.id);
      const abort = new AbortController();
      const stopping = token.onCancellationRequested(() => abort.abort(called()));
      if (token.isCancellationRequested) abort.abort(called());
      const request = exposedRequest(vscode, messages, options, seals.of);
      log(`asked by another extension${initiator(options)} as ${model.id}`);
      try {
        const asked = { request, limits, signal: abort.signal };
        await answerOutside({ engine, newId: randomUUID, seals }, asked, {
          text: (text) => progress.report(new vscode.LanguageModelTextPart(text)),
          toolCall: ({ id, name, input }) =>
            progress.report(new vscode.LanguageModelToolCallPart(id, name, input)),
        });
      } catch (error) {
        throw asEditorError(room, error);
      } finally {
        stopping.dispose();
      }
    },
    provideTokenCount(model, text) {
      const target = targetOf(deps, model.id);
      const message = typeof text === 'string' ? userSays(text) : text;
      const request: ChatRequest = exposedRequest(vscode, [message], {}, seals.of);
      const count = target === undefined ? 0 : knowledge.estimator.inputTokens(request, target);
      return Promise.resolve(typeof count === 'number' ? roughCount(request) : count.tokens);
    },
  };
}

function exposedDeps({ composition, settings }: ExposedRoom): ExposedDeps {
  const { engine, knowledge } = composition;
  return {
    rungs: (limits) =>
      engine
        .candidates(limits)
        .filter(({ refused }) => refused === undefined || refused === 'needs-key')
        .map(({ entry }) => entry),
    factsOf: (target) => knowledge.catalog.get(target),
    classOf: (target) =>
      modelClassOf(knowledge.catalog.get(target), composition.rungOf(target)?.isLocal === true),
    usualMs: (target) => knowledge.latency.usualMs(target),
    tier: () => settings()['privacy.tier'],
    localOnly: () => settings()['privacy.localOnly'],
  };
}

/** What the question may use; throws where nothing may be sent. */
async function admitted(
  { settings, budget }: ExposedRoom,
  deps: ExposedDeps,
  id: string,
): Promise<RequestLimits> {
  const { l10n, LanguageModelError } = vscode;
  if (!settings().exposeToVSCode) {
    throw LanguageModelError.NoPermissions(
      l10n.t('Steadfast is not shown to other extensions: steadfast.exposeToVSCode is off.'),
    );
  }
  if ((await budget.reached()) !== undefined) {
    throw LanguageModelError.Blocked(
      l10n.t(
        'The limit of today for other extensions is reached. Raise steadfast.budget.otherExtensions to go on.',
      ),
    );
  }
  const known = EXPOSED_IDS.find((one) => one === id);
  const limits = known === undefined ? undefined : limitsFor(deps, known);
  if (limits !== undefined) return limits;
  throw LanguageModelError.NotFound(
    known === 'local'
      ? l10n.t('No model on this computer may be asked. Add one in Steadfast.')
      : l10n.t('Nobody may be asked yet. Add a provider in Steadfast.'),
  );
}

function targetOf(deps: ExposedDeps, id: string): Target | undefined {
  const known = EXPOSED_IDS.find((one) => one === id);
  const limits = known === undefined ? undefined : limitsFor(deps, known);
  return limits?.first ?? (limits === undefined ? undefined : deps.rungs(limits)[0]?.target);
}

function infoOf(model: ExposedModel): vscode.LanguageModelChatInformation {
  const { l10n } = vscode;
  const words: Readonly<Record<ExposedId, { name: string; tooltip: string }>> = {
    auto: {
      name: 'Steadfast Auto',
      tooltip: l10n.t('Your chain: when one fails, the next that you allowed answers.'),
    },
    fast: {
      name: 'Steadfast Fast',
      tooltip: l10n.t('The simplest and quickest of your chain first, the others behind it.'),
    },
    local: {
      name: 'Steadfast Local only',
      tooltip: l10n.t('Only models on this computer; nothing leaves it.'),
    },
  };
  return {
    id: model.id,
    ...words[model.id],
    family: 'steadfast',
    version: '1',
    maxInputTokens: model.maxInputTokens,
    maxOutputTokens: model.maxOutputTokens,
    capabilities: { toolCalling: model.canTools, imageInput: model.canImages },
  };
}

const called = (): ChatError =>
  new ChatError({ kind: 'aborted', origin: 'local', message: 'Called off by the caller.' });

function asEditorError({ composition, log }: ExposedRoom, error: unknown): Error {
  if (!(error instanceof ChatError)) return error instanceof Error ? error : new Error('failed');
  if (error.kind === 'aborted') return new vscode.CancellationError();
  const { l10n, LanguageModelError } = vscode;
  const context = { l10n, names: composition.names, wallMs: realClock.wallMs() };
  const sentence = causeSentence(errorRecord(error), context);
  log(`other extension: ${error.kind}`);
  return error.kind === 'budget' ? LanguageModelError.Blocked(sentence) : new Error(sentence);
}

/** Not part of the stable API: told where the editor tells it. */
function initiator(options: object): string {
  const { requestInitiator } = options as { readonly requestInitiator?: unknown };
  return typeof requestInitiator === 'string' ? ` (${requestInitiator.slice(0, 100)})` : '';
}

function userSays(text: string): vscode.LanguageModelChatRequestMessage {
  const { User } = vscode.LanguageModelChatMessageRole;
  return { role: User, content: [new vscode.LanguageModelTextPart(text)], name: undefined };
}

/** Where there is nobody to count for: four characters a token. */
function roughCount({ messages }: ChatRequest): number {
  const chars = messages.flatMap(({ parts }) =>
    parts.map((part) => ('text' in part ? part.text.length : 0)),
  );
  return Math.ceil(chars.reduce((sum, length) => sum + length, 0) / 4);
}
