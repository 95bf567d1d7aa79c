/*
 * How a target is, in the words of the interface: Working, Paused until 14:05, Checking, Needs a
 * key, Off. Derived from the chain and the engine's status; nothing is guessed. Terms of the trade
 * (breaker, lock) stay in the log and the documentation.
 */
import type { ChainEntry, TargetStatus } from '../../core/index.ts';
import type { TargetView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import { CONSENT_REFUSED } from './causes.ts';
import { clockTime } from './times.ts';

export type StateWord = {
  readonly state: TargetView['state'];
  readonly word: string;
  readonly untilWallMs?: number;
};

/** A pause shorter than this is told to the second. */
const SHORT_PAUSE_MS = 10 * 60_000;

export function stateWord(
  entry: ChainEntry,
  status: TargetStatus,
  now: { readonly wallMs: number; readonly isAnswering: boolean; readonly isFirst: boolean },
  l10n: L10n,
): StateWord {
  if (!entry.enabled) return { state: 'off', word: l10n.t('off') };
  if (!entry.hasKey) return { state: 'needs-key', word: l10n.t('needs a key on this computer') };
  if (now.isAnswering) return { state: 'answering', word: l10n.t('answering') };
  if (status.state === 'locked') {
    return { state: 'failed', word: lockedWord(status, l10n), ...until(status) };
  }
  if (status.state === 'checking') return { state: 'checking', word: l10n.t('checking') };
  if (status.state === 'paused') {
    if (status.untilWallMs === undefined || status.untilWallMs <= now.wallMs) {
      return { state: 'paused', word: l10n.t('paused until you ask') };
    }
    const isShort = status.untilWallMs - now.wallMs < SHORT_PAUSE_MS;
    const word = l10n.t('paused until {0}', clockTime(status.untilWallMs, isShort));
    return { state: 'paused', word, ...until(status) };
  }
  if (!entry.armed) return { state: 'ready', word: l10n.t('only when chosen') };
  return now.isFirst
    ? { state: 'working', word: l10n.t('working') }
    : { state: 'ready', word: l10n.t('ready') };
}

const until = (status: TargetStatus): { untilWallMs?: number } =>
  status.untilWallMs === undefined ? {} : { untilWallMs: status.untilWallMs };

function lockedWord(status: TargetStatus, l10n: L10n): string {
  switch (status.error?.kind) {
    case 'auth':
      return l10n.t('key not accepted');
    case 'quota':
      return l10n.t('no credit left');
    case 'model-gone':
      return l10n.t('model does not exist');
    case 'permission':
      return status.error.vendorCode === CONSENT_REFUSED
        ? l10n.t('not allowed in VS Code')
        : l10n.t('not allowed for this key');
    case 'no-memory':
      return l10n.t('too little memory');
    default:
      return l10n.t('needs your help');
  }
}
