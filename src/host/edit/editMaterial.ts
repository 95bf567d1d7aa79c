/*
 * What goes along with an edit: the lines, the problems in them, and as much of the file around as
 * the window of whoever is asked first takes. It passes the same doors as an attachment: excluded
 * files are not sent, and the person is asked about what may be a secret.
 * Undefined: nothing is sent, and the person knows why.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { ChatRequest, Target } from '../../core/index.ts';
import type { Knowledge } from '../catalog/createKnowledge.ts';
import { askedRequest } from '../chat/askedRequest.ts';
import { askSecrets } from '../context/askSecrets.ts';
import { editorLook, problems } from '../context/editorLook.ts';
import { gather } from '../context/gather.ts';
import { firstOf, linesOf } from '../context/pieces.ts';
import { consented } from '../context/prepare.ts';
import { problemText } from '../context/problemText.ts';
import { windowOf } from '../context/promptWindow.ts';
import { editPrompt, spanOf } from './editAsked.ts';
import type { EditPlace } from './editPlace.ts';

/** More than that makes no better edit, only a dearer one. */
const PROMPT_TOKENS_MAX = 24_000;
/** Lines around that are tried in turn until all of it fits. */
const AROUND = [2000, 400, 100, 25, 0];

const noFolders = { below: () => Promise.resolve({ isRead: false, why: 'gone' } as const) };
const look = editorLook(noFolders, () => undefined);

type Wished = { readonly place: EditPlace; readonly wish: string };

export async function editMaterial(
  knowledge: Knowledge,
  target: Target,
  { place, wish }: Wished,
): Promise<ChatRequest | undefined> {
  const { l10n } = vscode;
  const { document, lines } = place;
  const uri = document.uri.toString();
  const file = document.getText();
  const span = spanOf(file, lines);
  const own = problems(uri).filter(({ line }) => line >= lines.from && line <= lines.to);
  const text = file.slice(span.from, span.to).replaceAll('\r\n', '\n');
  const reported = problemText(own).text;
  const prompt = editPrompt({ path: look.path(uri), lines, text, wish, problems: reported });
  const { promptMax, tokens } = windowOf(knowledge, target);
  const max = Math.min(promptMax, PROMPT_TOKENS_MAX);
  const all = linesOf(file);
  const asked = { question: '/edit', prompt, conversationId: randomUUID() };
  for (const around of AROUND) {
    const from = Math.max(1, lines.from - around);
    const to = Math.min(all.length, lines.to + around);
    const first = firstOf(all[from - 1] ?? '');
    const found = await gather({ look, l10n }, { kind: 'selection', uri, from, to, first });
    if (found.trouble !== undefined) return refuse(found.trouble);
    const pieces = found.pieces.map(({ piece }) => piece);
    const attached = [{ ref: found.ref, icon: found.icon, label: found.label, pieces }];
    if (tokens(askedRequest([], { ...asked, attached })) > max) continue;
    const sent = await consented({ askSecrets }, [found]);
    if (sent === undefined) return undefined;
    // The lines themselves are a part of what was kept back.
    if (sent.length === 0) return refuse(l10n.t('Nothing was sent.'));
    return askedRequest([], { ...asked, attached: sent });
  }
  return refuse(l10n.t('These lines are too long for one edit. Select fewer.'));
}

function refuse(why: string): undefined {
  void vscode.window.showInformationMessage(why);
  return undefined;
}
