/*
 * *Write Commit Message*: asks in the background lane for a message about what is staged, or about
 * the working tree where nothing is staged, and puts it into the box of Source Control. Promise:
 * the box is written to once, with a whole message; what a person typed before comes back with one
 * press, what was typed meanwhile is never replaced unasked; nothing is committed. Secrets are
 * asked about as for attachments. One message at a time for each repository.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { ChatError, errorRecord } from '../../core/index.ts';
import { firstAsked } from '../chat/asked.ts';
import { askedRequest } from '../chat/askedRequest.ts';
import { askOnce } from '../chat/askOnce.ts';
import type { CommandDeps } from '../commands/commandDeps.ts';
import { withSlowProgress } from '../commands/slowProgress.ts';
import { tellNobody } from '../commands/tellNobody.ts';
import { askSecrets } from '../context/askSecrets.ts';
import { ofDiff } from '../context/gather.ts';
import { diffOf, repositoryAt, type Repository } from '../context/gitWork.ts';
import { consented, fitInto } from '../context/prepare.ts';
import { windowOf } from '../context/promptWindow.ts';
import { promptOf } from '../context/slashCommands.ts';
import { realClock } from '../realClock.ts';
import { causeSentence } from '../words/causes.ts';
import { commitPieces, cutCount, messageOf } from './commitAsked.ts';

/** More than that makes no better message, only a dearer one. */
const PROMPT_TOKENS_MAX = 24_000;
const COMMITS_READ = 20;

type Material = {
  readonly request: ReturnType<typeof askedRequest>;
  /** What the person should know of it. */
  readonly notes: readonly string[];
};

/** Repositories for which a message is being written. */
const underWay = new Set<string>();

/** `source`: the repository whose button was pressed. */
export async function writeMessage(deps: CommandDeps, source: unknown): Promise<void> {
  const { l10n } = vscode;
  const repository = await repositoryAt(rootOf(source));
  if (repository === undefined) {
    throw new Error(l10n.t('VS Code has no Git repository open here. Open the folder of one.'));
  }
  const key = repository.rootUri.toString();
  if (underWay.has(key)) return;
  underWay.add(key);
  try {
    await write(deps, repository);
  } finally {
    underWay.delete(key);
  }
}

function rootOf(source: unknown): vscode.Uri | undefined {
  const { rootUri } = (source ?? {}) as { rootUri?: unknown };
  return rootUri instanceof vscode.Uri ? rootUri : undefined;
}

async function write(deps: CommandDeps, repository: Repository): Promise<void> {
  const { l10n } = vscode;
  const { composition } = deps;
  const before = repository.inputBox.value;
  const material = await materialOf(deps, repository, before);
  if (material === undefined) return;
  const title = l10n.t('Writing a commit message');
  const newId = randomUUID;
  const asked = { request: material.request, lane: 'background', limits: boundsOf(deps) } as const;
  const answer = await withSlowProgress(realClock, title, (signal) =>
    askOnce(composition.engine, { ...asked, signal, newId }),
  ).catch((error: unknown) => told(deps, error));
  if (answer === undefined) return;
  const message = messageOf(answer);
  if (message === undefined) throw new Error(l10n.t('The answer holds no message. Try again.'));
  // A toast may stay for long: the next message can be asked for meanwhile.
  void put(repository, { message, before, notes: material.notes });
}

const boundsOf = ({ settings }: CommandDeps) => {
  const now = settings.current();
  return { tier: now['privacy.tier'], localOnly: now['privacy.localOnly'] };
};

/** Undefined: nothing is sent, and the person knows why. */
async function materialOf(
  deps: CommandDeps,
  repository: Repository,
  typed: string,
): Promise<Material | undefined> {
  const { l10n } = vscode;
  const { engine, knowledge } = deps.composition;
  await knowledge.ready();
  const target = firstAsked(engine, boundsOf(deps));
  if (target === undefined) {
    void tellNobody();
    return undefined;
  }
  const isStaged = repository.state.indexChanges.length > 0;
  const look = { diff: () => diffOf([repository], isStaged) };
  const gathered = await ofDiff({ look, l10n }, { kind: 'diff', isStaged });
  if (gathered.trouble !== undefined) {
    void vscode.window.showInformationMessage(gathered.trouble);
    return undefined;
  }
  const diff = await consented({ askSecrets }, [gathered]);
  if (diff === undefined || diff.length === 0) return undefined;
  const log = await repository.log?.({ maxEntries: COMMITS_READ }).catch(() => []);
  const attached = commitPieces(
    diff,
    (log ?? []).map(({ message }) => message),
  );
  const { promptMax, tokens } = windowOf(knowledge, target);
  const prompt = promptOf({ name: 'commit', rest: typed.trim() }, true) ?? '';
  const asked = { question: '/commit', prompt, conversationId: randomUUID() };
  const window = () => ({ promptMax: Math.min(promptMax, PROMPT_TOKENS_MAX), tokens });
  const fit = fitInto({ window, l10n }, { ...asked, earlier: [] }, { prompt, attached });
  const { cut, of } = cutCount(attached, fit.attached);
  return {
    request: askedRequest([], { ...asked, attached: fit.attached }),
    notes: [
      ...(isStaged
        ? []
        : [l10n.t('Nothing is staged: the message is about the changes of the working tree.')]),
      ...(cut === 0
        ? []
        : [l10n.t('The changes are long: {0} of {1} files were not shown whole.', cut, of)]),
      ...gathered.notes,
    ],
  };
}

/** Stopped by the person: nothing to say. */
function told({ composition }: CommandDeps, error: unknown): undefined {
  if (!(error instanceof ChatError)) throw error;
  if (error.kind === 'aborted') return undefined;
  const { l10n } = vscode;
  const context = { l10n, names: composition.names, wallMs: realClock.wallMs() };
  const why = causeSentence(errorRecord(error), context);
  const kept = l10n.t('No commit message was written.');
  void vscode.window.showWarningMessage(`${kept} ${why}`);
  return undefined;
}

type Written = {
  readonly message: string;
  /** What stood in the box when it was asked for. */
  readonly before: string;
  readonly notes: readonly string[];
};

async function put(repository: Repository, { message, before, notes }: Written): Promise<void> {
  const { l10n, window } = vscode;
  const box = repository.inputBox;
  if (box.value !== before) {
    const use = l10n.t('Use the New One');
    const typed = l10n.t('You wrote in the box meanwhile, so it was left alone.');
    if ((await window.showInformationMessage([typed, ...notes].join(' '), use)) !== use) return;
  }
  const old = box.value;
  box.value = message;
  const isOver = old.trim() !== '' && old !== message;
  const words = [...(isOver ? [l10n.t('What stood in the box was replaced.')] : []), ...notes];
  if (words.length === 0) return;
  const undo = l10n.t('Undo');
  const chosen = await window.showInformationMessage(words.join(' '), ...(isOver ? [undo] : []));
  if (chosen !== undo) return;
  // Written on since: then nothing of either is lost.
  box.value = box.value === message ? old : `${old}\n\n${box.value}`;
}
