/*
 * The journal's decisions in plain words: what *why* shows beside an answer. Kept per turn for the
 * turns of this window, bounded; older turns simply have no reasons.
 * They come from the journal alone, so they say what was done and not what was meant.
 */
import type { JournalEvent } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { causeSentence } from './causes.ts';
import type { Names } from './names.ts';
import { clockTime, seconds } from './times.ts';

const TURNS_MAX = 200;
const LINES_MAX = 60;

export type Reasons = {
  readonly note: (event: JournalEvent) => void;
  readonly of: (turnId: string) => readonly string[];
};

export function createReasons(l10n: L10n, names: Names): Reasons {
  const lines = new Map<string, string[]>();
  return {
    note(event) {
      if (!('turnId' in event)) return;
      const line = reasonLine(event, l10n, names);
      if (line === undefined) return;
      const own = lines.get(event.turnId) ?? [];
      if (own.length < LINES_MAX) own.push(`${clockTime(event.wallMs)} ${line}`);
      lines.set(event.turnId, own);
      const oldest = lines.keys().next().value;
      if (lines.size > TURNS_MAX && oldest !== undefined) lines.delete(oldest);
    },
    of: (turnId) => lines.get(turnId) ?? [],
  };
}

function reasonLine(event: JournalEvent, l10n: L10n, names: Names): string | undefined {
  const context = { l10n, names, wallMs: event.wallMs };
  switch (event.type) {
    case 'target-skipped':
      return skipped(event, l10n, names);
    case 'attempt-started': {
      const who = names.target(event.target);
      if (event.trial !== undefined)
        return l10n.t('{0} was asked, to see whether it is back.', who);
      if (event.origin === 'retry') return l10n.t('{0} was asked again.', who);
      if (event.origin === 'failover') return l10n.t('{0} was asked next.', who);
      return l10n.t('{0} was asked.', who);
    }
    case 'first-progress':
      return l10n.t(
        '{0}: first word after {1}.',
        names.target(event.target),
        seconds(event.afterMs, l10n),
      );
    case 'attempt-ended':
      if (event.outcome === 'failed' && event.error !== undefined) {
        return causeSentence(event.error, context, event.target);
      }
      if (event.outcome === 'finished') {
        return l10n.t(
          '{0} finished after {1}.',
          names.target(event.target),
          seconds(event.durationMs, l10n),
        );
      }
      return l10n.t('{0} was stopped.', names.target(event.target));
    case 'wait-started':
      return l10n.t(
        'Waited for {0}, at most {1}.',
        names.target(event.target),
        seconds(event.delayMs, l10n),
      );
    case 'seam-started':
      return l10n.t('What was said is kept; {0} gives a whole answer.', names.target(event.to));
    case 'retracted':
      return l10n.t('The thoughts of {0} were taken back.', names.target(event.target));
    default:
      return undefined;
  }
}

function skipped(
  event: Extract<JournalEvent, { type: 'target-skipped' }>,
  l10n: L10n,
  names: Names,
): string | undefined {
  const who = names.target(event.target);
  switch (event.reason) {
    case 'open':
      return l10n.t('{0} was not asked: it failed too often just before.', who);
    case 'paused':
      return l10n.t('{0} was not asked: it had asked for a pause.', who);
    case 'locked':
      return l10n.t('{0} was not asked: it needs your help first.', who);
    case 'not-armed':
      return l10n.t('{0} was not asked: you use it only when you choose it.', who);
    case 'needs-key':
      return l10n.t('{0} was not asked: it needs a key on this computer.', who);
    case 'tier':
    case 'not-local':
      return l10n.t('{0} was not asked: this conversation may not go there.', who);
    case 'off':
    case 'not-picked':
    case 'tried':
      return undefined;
  }
}
