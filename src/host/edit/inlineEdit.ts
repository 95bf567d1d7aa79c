/*
 * *Edit with Steadfast*, and *Fix*, *Refactor*, *Add Documentation* where an edit is what is
 * wanted: an instruction, asked in the inline lane, comes back as a change of the lines it is
 * about, seen in the editor's diff while it is being written. Promise: no file changes before the
 * person accepts; an answer that does not end well leaves nothing behind but its reason; closing
 * the diff stops it. One edit at a time: a new one takes the place of the old.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { ChatError, errorRecord, linkAbort } from '../../core/index.ts';
import { firstAsked } from '../chat/asked.ts';
import { askOnce } from '../chat/askOnce.ts';
import { isTrusted } from '../code/editGate.ts';
import { isProblemPlace } from '../code/problemPlace.ts';
import type { Draft } from '../code/proposal.ts';
import type { CommandDeps } from '../commands/commandDeps.ts';
import { withSlowProgress } from '../commands/slowProgress.ts';
import { tellNobody } from '../commands/tellNobody.ts';
import { realClock } from '../realClock.ts';
import { causeSentence } from '../words/causes.ts';
import {
  answeredEdit,
  codeSoFar,
  editSplice,
  growingSplice,
  wishOf,
  type EditName,
} from './editAsked.ts';
import { editMaterial } from './editMaterial.ts';
import { placeOfEditor, placeOfProblem, type EditPlace } from './editPlace.ts';

const WISH_CHARS_MAX = 4000;
const WORDS_SHOWN_MAX = 300;

/**
 * Without a name the person says what is wanted; `arg`: a problem that a quick fix was pressed at.
 */
export async function inlineEdit(deps: CommandDeps, arg: unknown, name?: EditName): Promise<void> {
  const { l10n, window } = vscode;
  if (!(await isTrusted())) return;
  const place = await placeFor(arg);
  if (place === undefined) {
    void window.showInformationMessage(l10n.t('No file is open in an editor.'));
    return;
  }
  const kind = isProblemPlace(arg) ? arg.kind : undefined;
  const wish = name === undefined ? await askWish(place) : wishOf(name, kind);
  if (wish === undefined || wish.trim() === '') return;
  await edit(deps, place, wish);
}

async function placeFor(arg: unknown): Promise<EditPlace | undefined> {
  if (isProblemPlace(arg)) return await placeOfProblem(arg);
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? undefined : await placeOfEditor(editor);
}

function askWish({ document, lines }: EditPlace): Thenable<string | undefined> {
  const { l10n } = vscode;
  const name = document.uri.path.split('/').at(-1) ?? '';
  const { from, to, isEmpty } = lines;
  const title = isEmpty
    ? l10n.t('Write at Line {0} of {1}', from, name)
    : from === to
      ? l10n.t('Edit Line {0} of {1}', from, name)
      : l10n.t('Edit Lines {0} to {1} of {2}', from, to, name);
  return vscode.window.showInputBox({
    title,
    placeHolder: l10n.t('What shall be different?'),
    prompt: l10n.t('The change is shown first; the file is written to when you accept it.'),
    validateInput: (text) =>
      text.length > WISH_CHARS_MAX ? l10n.t('At most {0} characters.', WISH_CHARS_MAX) : undefined,
  });
}

async function edit(deps: CommandDeps, place: EditPlace, wish: string): Promise<void> {
  const { engine, knowledge } = deps.composition;
  const settings = deps.settings.current();
  const limits = { tier: settings['privacy.tier'], localOnly: settings['privacy.localOnly'] };
  await knowledge.ready();
  const target = firstAsked(engine, limits);
  if (target === undefined) return await tellNobody();
  const request = await editMaterial(knowledge, target, { place, wish });
  if (request === undefined) return;
  const { document, lines } = place;
  const file = document.getText();
  const draft = await deps.code.begin(document);
  const onText = (text: string): void => {
    const code = codeSoFar(text);
    if (code !== undefined && code !== '') draft.say(growingSplice(file, lines, code));
  };
  const asked = { request, lane: 'inline', limits, newId: randomUUID, onText } as const;
  const answer = await withSlowProgress(realClock, vscode.l10n.t('Writing the change'), (stop) =>
    untilClosed(draft, stop, (signal) => askOnce(engine, { ...asked, signal })),
  ).catch((error: unknown) => told(deps, { draft, place, wish }, error));
  if (answer === undefined) return;
  const said = answeredEdit(answer);
  if (said.is === 'code') return await draft.done(editSplice(file, lines, said.code));
  await draft.drop();
  const words = said.words.slice(0, WORDS_SHOWN_MAX);
  const none = vscode.l10n.t('No change was proposed.');
  void vscode.window.showInformationMessage(words === '' ? none : `${none} ${words}`);
}

/** Ends with the button of the progress, and with the diff. */
async function untilClosed(
  { signal: closed }: Draft,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<string>,
): Promise<string> {
  const linked = linkAbort(stop);
  const onClosed = (): void => linked.abort(stopped());
  closed.addEventListener('abort', onClosed, { once: true });
  if (closed.aborted) onClosed();
  try {
    return await work(linked.signal);
  } finally {
    closed.removeEventListener('abort', onClosed);
    linked.dispose();
  }
}

const stopped = (): ChatError =>
  new ChatError({ kind: 'aborted', origin: 'local', message: 'The diff was closed.' });

type Tried = { readonly draft: Draft; readonly place: EditPlace; readonly wish: string };

/** The half that was written goes; the reason stays, with one press to try again. */
async function told(
  deps: CommandDeps,
  { draft, place, wish }: Tried,
  error: unknown,
): Promise<undefined> {
  await draft.drop();
  if (!(error instanceof ChatError)) throw error;
  if (error.kind === 'aborted') return undefined;
  const { l10n } = vscode;
  const words = { l10n, names: deps.composition.names, wallMs: realClock.wallMs() };
  const again = l10n.t('Try Again');
  const unchanged = l10n.t('Nothing was changed.');
  const why = `${unchanged} ${causeSentence(errorRecord(error), words)}`;
  void vscode.window.showWarningMessage(why, again).then((chosen) => {
    if (chosen === again) void edit(deps, place, wish);
  });
  return undefined;
}
