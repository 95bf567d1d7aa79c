/*
 * The journal of a turn as the text that is stored, and back. The text carries `v`, the version of
 * its shape, so that a later Steadfast knows what it reads.
 * Promise: a text that is damaged or of a version that is not known here is no journal (undefined),
 * never a guess; single events that are none are left out and counted.
 */
import type { JournalEvent, TurnJournal } from '../core/index.ts';

const JOURNAL_VERSION = 1;

export function journalToText(journal: TurnJournal): string {
  return JSON.stringify({ v: JOURNAL_VERSION, ...journal });
}

export function textToJournal(text: string): TurnJournal | undefined {
  const stored = parse(text);
  if (stored?.['v'] !== JOURNAL_VERSION || !Array.isArray(stored['events'])) return undefined;
  const all: readonly unknown[] = stored['events'];
  const events = all.filter(isEvent);
  const { leftOut, costs } = stored;
  return {
    events,
    leftOut: (typeof leftOut === 'number' ? leftOut : 0) + all.length - events.length,
    costs: isObject(costs) ? (costs as TurnJournal['costs']) : {},
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEvent(value: unknown): value is JournalEvent {
  return (
    isObject(value) &&
    value['v'] === 1 &&
    typeof value['type'] === 'string' &&
    typeof value['monoMs'] === 'number' &&
    typeof value['wallMs'] === 'number'
  );
}
