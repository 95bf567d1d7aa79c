/*
 * The chats of this window, put together: what is open, what was noted while turns were asked, the
 * receipts made of that, and the one hint about a chain without a backup.
 * It shows nothing itself: pages do.
 */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { TurnStore } from '../core/index.ts';
import { createBill } from './chat/bill.ts';
import { createTalk, type TalkDeps } from './chat/talk.ts';
import { createTalks, type Talks } from './chat/talks.ts';
import { createTurnJournals } from './chat/turnJournals.ts';
import type { CodeLater } from './codeLater.ts';
import type { Composition } from './compose.ts';
import type { FirstLook } from './firstRun/firstLook.ts';
import type { KeyPresence } from './keys/keyPresence.ts';
import { createLoneVendor, type LoneVendor } from './loneVendor.ts';
import { keysNotices, storeNotice, type Notices } from './notices.ts';
import { realClock } from './realClock.ts';
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
  readonly store: TurnStore;
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
      ...loneVendor.notice(hasAnswer),
    ],
    proposedFor: deps.code.file,
    found: deps.look.found,
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
    make: (begun) => createTalk(ofTalks, begun),
  });
  const receipts = receiptsLater({
    ...{ extensionUri, composition, journals, store, talks, log, redact },
    memory: deps.workspaceState,
  });
  return { talks, receipts, loneVendor };
}
