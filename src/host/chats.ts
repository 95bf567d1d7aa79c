/*
 * The chats of this window, put together: what is open, what was noted while turns were asked, the
 * receipts made of that, and the one hint about a chain without a backup.
 * It shows nothing itself: pages do.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Disposable, Leases, QueueStore, RetentionStore, TurnStore } from '../core/index.ts';
import { createBill } from './chat/bill.ts';
import { createTalk, type TalkDeps } from './chat/talk.ts';
import { createTalks, type Talks } from './chat/talks.ts';
import { createTurnJournals } from './chat/turnJournals.ts';
import type { CodeLater } from './codeLater.ts';
import type { Composition } from './compose.ts';
import type { FirstLook } from './firstRun/firstLook.ts';
import type { KeyPresence } from './keys/keyPresence.ts';
import { createLoneVendor, type LoneVendor } from './loneVendor.ts';
import { keysNotices, queueNotice, storeNotice, type Notices } from './notices.ts';
import { elsewhere } from './queue/elsewhere.ts';
import { queueLater, type QueueLater } from './queueLater.ts';
import { realClock } from './realClock.ts';
import { createRetention } from './retention.ts';
import { receiptsLater, type ReceiptsLater } from './receipt/receiptsLater.ts';
import type { SettingsBox } from './settings/settingsBox.ts';
import { toolsLater } from './tools/toolsLater.ts';
import type { Flag, Trial } from './trial.ts';
import type { Memory } from './views/pageMemory.ts';

export type ChatsDeps = {
  readonly extensionUri: vscode.Uri;
  readonly globalState: Flag;
  readonly workspaceState: Memory;
  readonly composition: Composition;
  readonly store: TurnStore & QueueStore & RetentionStore & { readonly leases: Leases };
  readonly windowId: string;
  readonly settings: SettingsBox;
  readonly notices: Notices;
  readonly trial: Trial;
  readonly look: FirstLook;
  readonly presence: KeyPresence;
  readonly code: CodeLater;
  readonly log: (message: string) => void;
  readonly redact: (text: string) => string;
};

export type Chats = {
  readonly queue: QueueLater;
  readonly retention: Disposable;
  readonly talks: Talks;
  readonly receipts: ReceiptsLater;
  readonly loneVendor: LoneVendor;
};

export function createChats(deps: ChatsDeps): Chats {
  const { composition, store, settings, notices, trial, extensionUri, log, redact } = deps;
  const { l10n } = vscode;
  const { knowledge, chain, names } = composition;
  const journals = createTurnJournals((target) => knowledge.catalog.get(target).price);
  composition.onJournal(journals.note);
  const loneVendor = createLoneVendor(deps.globalState, {
    ...{ l10n, chain, names, isTrial: trial.isOn },
    familyOf: (id) => composition.provider(id)?.family,
  });
  const ofTalks: TalkDeps = {
    ...{ composition, clock: realClock, l10n, store, journals, newId: randomUUID },
    isTrial: trial.isOn,
    notices: (hasAnswer) => [
      ...notices.list(settings.problems()),
      ...(trial.isOn() ? [] : keysNotices(l10n, deps.presence.lacking(), names)),
      ...queueNotice(l10n, elsewhere(queue, talks).length),
      ...loneVendor.notice(hasAnswer),
    ],
    proposedFor: deps.code.file,
    found: deps.look.found,
    queuedOf: (turnId) => queue.viewOf(turnId),
    limits() {
      const now = settings.current();
      return { tier: now['privacy.tier'], localOnly: now['privacy.localOnly'] };
    },
    bill: createBill(knowledge),
    tools: toolsLater(settings.current),
    onStoreError: ({ message: what }) => {
      const remedy = l10n.t('What is on the screen is still there.');
      notices.add('store', storeNotice(l10n, { what, remedy, isMemoryOnly: false }));
    },
  };
  const talks = createTalks({
    store,
    newId: randomUUID,
    make(begun) {
      // Another window may have put questions of it into the queue.
      if (begun.turns.length > 0) void queue.look();
      return createTalk(ofTalks, begun);
    },
  });
  const queue = queueLater({
    ...{ store, l10n, journals, log, clock: realClock, leases: store.leases },
    ...{ windowId: deps.windowId, engine: composition.engine, talks: () => talks },
    changedSince: async (turn) => (await ofAnswered()).changedFiles(turn),
    onChange: (turnIds) => talks.all().forEach(({ model }) => model.redraw(turnIds)),
    async onAnswered(turn, isSeen) {
      if (isSeen && vscode.window.state.focused) return;
      if (await (await ofAnswered()).tellAnswered(turn)) queue.onShow(turn.conversationId);
    },
  });
  composition.onJournal(queue.note);
  // Lives as long as the window does.
  vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) void queue.look();
  });
  const retention = createRetention({
    ...{ store, log, clock: realClock },
    days: () => settings.current()['history.retention'],
    open: () => talks.all().map(({ session }) => session.conversationId()),
  });
  const receipts = receiptsLater({
    ...{ extensionUri, composition, journals, store, talks, log, redact },
    memory: deps.workspaceState,
  });
  return { talks, receipts, loneVendor, queue, retention };
}

const ofAnswered = () => import('./queue/tellAnswered.ts');
