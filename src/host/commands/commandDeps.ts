/*
 * What the commands work with: the living parts of the extension, made once by `extension.ts`, and
 * the page that is meant: the one a message came from, else the one used last.
 * Handed over whole, so that a command says in its body what it needs. Commands construct nothing
 * of their own.
 */
import type { LocalServer } from '../../providers/index.ts';
import type {
  AnswerShelf,
  LedgerStore,
  RetentionStore,
  SpendStore,
  TurnStore,
} from '../../core/index.ts';
import type { CodeLater } from '../codeLater.ts';
import type { ContextLater } from '../contextLater.ts';
import type { RecentModels } from '../chat/recentModels.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { Talks } from '../chat/talks.ts';
import type { Composition } from '../compose.ts';
import type { DashboardLater } from '../dashboard/dashboardLater.ts';
import type { Progress } from '../firstRun/progress.ts';
import type { LoneVendor } from '../loneVendor.ts';
import type { QueueLater } from '../queueLater.ts';
import type { ReceiptsLater } from '../receipt/receiptsLater.ts';
import type { KeyRing } from '../keys/keyRing.ts';
import type { SettingsBox } from '../settings/settingsBox.ts';
import type { ChatPage } from '../views/chatPage.ts';
import type { Pages } from '../views/pages.ts';
import type { Trial } from '../trial.ts';

export type CommandDeps = {
  readonly composition: Composition;
  /** The conversation of the page that is meant, whatever it turns to. */
  readonly session: ChatSession;
  readonly talks: Talks;
  readonly pages: Pages;
  readonly store: TurnStore &
    Pick<SpendStore, 'spendOf'> &
    Pick<LedgerStore, 'attemptsSince'> &
    Pick<RetentionStore, 'forgetAll'> &
    Pick<AnswerShelf, 'forgetAnswers'>;
  /** What the editor remembers for us, of this workspace and of all. */
  readonly forgetMemory: () => Promise<void>;
  readonly settings: SettingsBox;
  readonly keys: KeyRing;
  readonly trial: Trial;
  readonly loneVendor: LoneVendor;
  /** The page that is meant. */
  readonly chat: ChatPage;
  /** What goes with the page's next question. */
  readonly context: ContextLater;
  readonly code: CodeLater;
  readonly receipts: ReceiptsLater;
  readonly dashboard: DashboardLater;
  readonly queue: QueueLater;
  readonly recents: RecentModels;
  /** Asks the usual places on this computer, without a key; ends with the signal. */
  readonly findLocal: (signal: AbortSignal) => Promise<readonly LocalServer[]>;
  /** Keys, trial or conversation changed: read everything anew and show it. */
  readonly refresh: () => Promise<void>;
  /** Shows a page's chat once more in an editor tab. */
  readonly openInEditor: (from: ChatPage) => Promise<void>;
  /** How far a newcomer has come, for the walkthrough. */
  readonly progress: Progress;
  /** The folder of this extension among those of all others. */
  readonly ownStorage: string;
  readonly showLog: () => void;
  readonly log: (message: string) => void;
};
