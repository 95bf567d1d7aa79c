/*
 * What the commands work with: the living parts of the extension, made once by `extension.ts`.
 * Handed over whole, so that a command says in its body what it needs. Commands construct nothing
 * of their own.
 */
import type { LocalServer } from '../../providers/index.ts';
import type { TurnStore } from '../../core/index.ts';
import type { CodeLater } from '../codeLater.ts';
import type { ContextLater } from '../contextLater.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { Composition } from '../compose.ts';
import type { KeyRing } from '../keys/keyRing.ts';
import type { SettingsBox } from '../settings/settingsBox.ts';
import type { ChatView } from '../views/chatView.ts';
import type { Trial } from '../trial.ts';

export type CommandDeps = {
  readonly composition: Composition;
  readonly session: ChatSession;
  readonly store: TurnStore;
  readonly settings: SettingsBox;
  readonly keys: KeyRing;
  readonly trial: Trial;
  readonly chat: ChatView;
  readonly code: CodeLater;
  readonly context: ContextLater;
  /** Asks the usual places on this computer, without a key; ends with the signal. */
  readonly findLocal: (signal: AbortSignal) => Promise<readonly LocalServer[]>;
  /** Keys, trial or conversation changed: read everything anew and show it. */
  readonly refresh: () => Promise<void>;
  readonly showLog: () => void;
  readonly log: (message: string) => void;
};
