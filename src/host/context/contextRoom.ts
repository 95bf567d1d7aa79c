/*
 * Everything about what goes with a question, behind one door that is opened when it is first
 * wanted: the list on `@` and `/`, chips from commands, the sizes in the composer, and the reading
 * at sending. It keeps no text: what is attached is read anew each time it is measured or sent.
 */
import * as vscode from 'vscode';
import type { Clock, ContextRef, Target, TurnRecord } from '../../core/index.ts';
import {
  CHIPS_MAX,
  type ChipView,
  type HostMessage,
  type KeptDraft,
  type PanelMessage,
} from '../../protocol/index.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import { sentNow } from '../chat/leftOut.ts';
import type { Composition } from '../compose.ts';
import { askSecrets } from './askSecrets.ts';
import { followsInstructions } from './contextSettings.ts';
import { editorLook } from './editorLook.ts';
import { readInstructions, type Instructions } from './instructions.ts';
import { createMeasuring, type Measuring } from './measuring.ts';
import { openSent } from './openSent.ts';
import { windowOf, type Window } from './promptWindow.ts';
import { prepare, type PrepareDeps } from './prepare.ts';
import { aboutOf, slashOf } from './slashCommands.ts';
import {
  defaultChips,
  currentEditor,
  fileChip,
  folderChip,
  selectionChip,
  suggestions,
} from './suggestionSource.ts';
import { createSwitches } from './switches.ts';
import { createWorkspaceFiles } from './workspaceFiles.ts';

export type RoomDeps = {
  /** Of the page that it belongs to: it may turn to another conversation. */
  readonly session: () => ChatSession;
  readonly composition: Pick<Composition, 'knowledge' | 'names'>;
  readonly clock: Clock;
  /** Who is asked first, as things stand. */
  readonly firstTarget: () => Target | undefined;
  readonly post: (message: HostMessage) => void;
  readonly memory: vscode.Memento;
  readonly log: (message: string) => void;
};

type Asked = Extract<PanelMessage, { type: 'chat-send' | 'chat-resend' }>;
type Wish = Extract<
  PanelMessage,
  { type: 'context-search' | 'context-default' | 'context-open' | 'instructions' }
>;

export type ContextRoom = {
  /** False: nothing was sent. */
  readonly send: (asked: Asked) => Promise<boolean>;
  readonly wish: (wish: Wish) => Promise<void>;
  readonly drafted: (draft: KeptDraft) => void;
  /** Conversation, chain or settings changed. */
  readonly changed: () => void;
  readonly addFile: (uri: vscode.Uri | undefined, all: readonly vscode.Uri[]) => Promise<void>;
  readonly addSelection: () => Promise<void>;
  readonly dispose: () => void;
};

export function createContextRoom(deps: RoomDeps): ContextRoom {
  const { session, clock } = deps;
  const files = createWorkspaceFiles(() => clock.nowMs());
  const look = editorLook(files, (turnId, at) => turnOf(session(), turnId)?.attached?.[at]);
  const switches = createSwitches(deps.memory);
  const isFollowed = (): boolean => switches.isOn(session().conversationId());
  const { knowledge } = deps.composition;
  const window = (): Window => windowOf(knowledge, deps.firstTarget());
  const own: PrepareDeps = {
    look,
    l10n: vscode.l10n,
    defaults: async (about) => (await defaultChips(about, look)).map(({ ref }) => ref),
    instructions: async () => (isFollowed() ? (await instructionsOf(look)).pieces : []),
    askSecrets,
    window,
    refuse: (sentence) => void vscode.window.showWarningMessage(sentence),
  };
  const measuring: Measuring = createMeasuring({
    ...deps,
    ...deps.composition,
    ...own,
    isFollowed,
    readInstructions: () => instructionsOf(look),
    onChange: (context) => deps.post({ type: 'context', context }),
  });
  const listening = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(() => measuring.again()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => measuring.again()),
    vscode.workspace.onDidSaveTextDocument(() => measuring.again()),
  );
  const attach = (chips: readonly ChipView[], by?: string): void => {
    const asked = by === undefined ? {} : { by };
    if (chips.length > 0) deps.post({ type: 'chips', chips: [...chips], ...asked });
  };
  let newest = 0;

  return {
    send: (asked) => send(deps, own, asked),
    async wish(wish) {
      if (wish.type === 'context-open') {
        return openSent(turnOf(session(), wish.turnId)?.attached?.[wish.at]);
      }
      if (wish.type === 'instructions') {
        await switches.set(session().conversationId(), wish.isOn);
        return measuring.again();
      }
      if (wish.type === 'context-default') {
        const slash = slashOf(`/${wish.command}`);
        if (slash === undefined) return;
        return attach(await defaultChips(aboutOf(slash.name), look), slash.name);
      }
      const { seq, sigil, words } = wish;
      newest = seq;
      const items = await suggestions({ look, files }, sigil, words);
      if (seq === newest) deps.post({ type: 'context-found', seq, items: [...items] });
    },
    drafted: measuring.drafted,
    changed: measuring.changed,
    addFile: async (uri, all) => attach(await chosenChips(uri, all)),
    addSelection: () => Promise.resolve(attach(selectionChips())),
    dispose: () => void listening.dispose(),
  };
}

const turnOf = ({ turns }: ChatSession, turnId: string): TurnRecord | undefined =>
  turns().find((turn) => turn.turnId === turnId);

/** From the explorer all that is selected there; else the active file. */
async function chosenChips(
  uri: vscode.Uri | undefined,
  all: readonly vscode.Uri[],
): Promise<readonly ChipView[]> {
  const chosen = all.length > 0 ? all : [uri ?? currentEditor()?.document.uri];
  const uris = chosen.flatMap((one) => one ?? []).slice(0, CHIPS_MAX);
  const none = vscode.l10n.t('No file is open in an editor.');
  if (uris.length === 0) void vscode.window.showInformationMessage(none);
  return await Promise.all(uris.map(chipOf));
}

function selectionChips(): readonly ChipView[] {
  const chip = selectionChip();
  const none = vscode.l10n.t('Nothing is selected in an editor.');
  if (chip === undefined) void vscode.window.showInformationMessage(none);
  return chip === undefined ? [] : [chip];
}

async function chipOf(uri: vscode.Uri): Promise<ChipView> {
  const found = await vscode.workspace.fs.stat(uri).then(
    ({ type }) => type,
    () => vscode.FileType.File,
  );
  return (found & vscode.FileType.Directory) === 0 ? fileChip(uri) : folderChip(uri);
}

/** Read in trusted workspaces only, whatever a setting says. */
async function instructionsOf(look: PrepareDeps['look']): Promise<Instructions> {
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  const followed = workspaceFolders.filter(({ uri }) => followsInstructions(uri));
  if (!isTrusted || followed.length === 0) return { pieces: [], notes: [] };
  const roots = followed.map(({ uri }) => uri.toString().replace(/\/$/, ''));
  const active = currentEditor()?.document.uri.toString();
  return await readInstructions({ look, l10n: vscode.l10n }, roots, active);
}

/** One send at a time: a second press meanwhile is the same wish. */
const underWay = new Set<string>();

async function send(
  { session: shown, composition }: RoomDeps,
  own: PrepareDeps,
  asked: Asked,
): Promise<boolean> {
  const { clientId, text: question, refs = [] } = asked;
  if (underWay.has(clientId)) return false;
  underWay.add(clientId);
  try {
    const session = shown();
    await composition.knowledge.ready();
    const turns = session.turns();
    const at =
      asked.type === 'chat-resend' ? turns.findIndex(({ turnId }) => turnId === asked.turnId) : -1;
    const earlier = sentNow(at < 0 ? turns : turns.slice(0, at));
    const conversationId = session.conversationId();
    const plain: readonly ContextRef[] = refs;
    const context = await prepare(own, { question, conversationId, refs: plain, earlier });
    // While it was prepared another conversation may have been opened: this is not its question.
    if (context === undefined || shown() !== session) return false;
    if (asked.type === 'chat-send') return await session.send(clientId, question, context);
    return await session.resend({ clientId, turnId: asked.turnId, question, context });
  } finally {
    underWay.delete(clientId);
  }
}
