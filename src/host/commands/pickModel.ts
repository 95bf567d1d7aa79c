/*
 * Which model of a provider: its list, each with what is known of size and price. A list that was
 * read before is shown at once and read anew meanwhile; where that fails, it stays, and the box
 * says how old it is and why. Without any list the name is typed. Leaving chooses nothing.
 */
import * as vscode from 'vscode';
import {
  ChatError,
  errorRecord,
  type ModelFacts,
  type ModelInfo,
  type Provider,
} from '../../core/index.ts';
import type { Place } from '../catalog/createCatalog.ts';
import type { ModelList, ModelLists } from '../catalog/modelLists.ts';
import { realClock } from '../realClock.ts';
import { causeSentence } from '../words/causes.ts';
import type { Names } from '../words/names.ts';
import { modelLine } from '../words/prices.ts';
import { ago } from '../words/times.ts';

const LIST_MAX_MS = 10_000;

export type ModelQuestion = {
  readonly place: Place;
  /** What the provider is called. */
  readonly name: string;
  readonly names: Names;
  readonly title: string;
  readonly provider: Provider;
  readonly lists: ModelLists;
  readonly factsOf: (modelId: string) => ModelFacts;
  readonly suggested: string;
};

type Read = { readonly list: ModelList | undefined; readonly error?: ChatError };

export async function pickModel(question: ModelQuestion): Promise<string | undefined> {
  const { lists, place } = question;
  const kept = lists.of(place);
  const reading = read(question);
  const { list } = kept === undefined ? await shown(reading) : { list: kept };
  if (list === undefined || list.models.length === 0) return typeModel(question);
  return pickFrom(question, list, kept === undefined ? undefined : reading);
}

function shown<T>(work: Promise<T>): Thenable<T> {
  const title = vscode.l10n.t('Reading the model list');
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title },
    () => work,
  );
}

/** Never rejects: a list that cannot be read is no list, with its reason. */
async function read({ place, provider, lists }: ModelQuestion): Promise<Read> {
  const abort = new AbortController();
  const silence = (): ChatError => {
    const message = `The list of models took more than ${LIST_MAX_MS} ms.`;
    return new ChatError({ kind: 'silent', message, waitedMs: LIST_MAX_MS });
  };
  const limit = realClock.after(LIST_MAX_MS, () => abort.abort(silence()));
  try {
    return { list: await lists.refresh(place, provider, abort.signal) };
  } catch (error) {
    const known = error instanceof ChatError ? error : undefined;
    return { list: lists.of(place), ...(known === undefined ? {} : { error: known }) };
  } finally {
    limit.dispose();
  }
}

function pickFrom(
  question: ModelQuestion,
  list: ModelList,
  reading: Promise<Read> | undefined,
): Promise<string | undefined> {
  const rowsOf = ({ models }: ModelList): readonly vscode.QuickPickItem[] =>
    models.map((model) => rowOf(model, question.factsOf(model.id)));
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick();
    let isOpen = true;
    pick.title = question.title;
    pick.placeholder = vscode.l10n.t('Which model?');
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.keepScrollPosition = true;
    pick.items = rowsOf(list);
    pick.busy = reading !== undefined;
    void reading?.then(({ list: fresh, error }) => {
      if (!isOpen) return;
      pick.busy = false;
      if (error !== undefined) pick.placeholder = oldList(question, list, error);
      else if (fresh !== undefined) {
        const active = pick.activeItems[0]?.label;
        pick.items = rowsOf(fresh);
        pick.activeItems = pick.items.filter(({ label }) => label === active);
      }
    });
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      isOpen = false;
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function rowOf({ id, name }: ModelInfo, facts: ModelFacts): vscode.QuickPickItem {
  const line = modelLine(facts, vscode.l10n);
  return {
    label: id,
    ...(line === '' ? {} : { description: line }),
    ...(name ? { detail: name } : {}),
  };
}

function oldList({ name, names, place }: ModelQuestion, list: ModelList, error: ChatError): string {
  const wallMs = realClock.wallMs();
  const context = { l10n: vscode.l10n, names: { ...names, target: () => name }, wallMs };
  const target = { providerId: place.id, modelId: '' };
  const why = causeSentence(errorRecord(error), context, target);
  return vscode.l10n.t('List from {0}. {1}', ago(wallMs - list.readWallMs, vscode.l10n), why);
}

function typeModel({ title, suggested }: ModelQuestion): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The endpoint gave no list of models. Type the name of one.'),
    value: suggested,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('Enter the name of a model.') : undefined,
  });
}
