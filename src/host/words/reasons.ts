/*
 * The journal's decisions in plain words: what *why* shows beside an answer, and a receipt in full.
 * They come from the journal alone, so they say what was done and not what was meant.
 * Bounded: of a turn that went on and on only the first lines are told.
 */
import { targetKey, type JournalEvent } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { leftAlone } from './breakerWords.ts';
import { causeSentence, type CauseContext } from './causes.ts';
import { cutPromptSentence } from './cutPrompt.ts';
import { flowReason, rateReason } from './flowReasons.ts';
import { droppedWords, settingsLeftOut } from './dropped.ts';
import { limitSentence } from './limitWords.ts';
import { newsOfModel } from './modelNews.ts';
import type { Names } from './names.ts';
import { budgetSentence } from './spendWords.ts';
import { ago, seconds } from './times.ts';

const LINES_MAX = 60;
/** Shorter waits are the engine's breath, not a decision. */
const SHORT_WAIT_MS = 1_000;

export type Reason = { readonly event: JournalEvent; readonly line: string };

export function reasonsOf(
  events: readonly JournalEvent[],
  l10n: L10n,
  names: Names,
  linesMax = LINES_MAX,
): readonly Reason[] {
  /** Who was heard of before. */
  const told = new Set<string>();
  const isNews = (event: JournalEvent): boolean => {
    const key = 'target' in event && event.target !== undefined ? targetKey(event.target) : '';
    // Each new round passes over those who have just failed: that is no new decision.
    if (event.type === 'target-skipped' && told.has(key)) return false;
    told.add(key);
    return true;
  };
  return events
    .flatMap((event) => {
      const line = reasonLine(event, l10n, names);
      return line === undefined || !isNews(event) ? [] : [{ event, line }];
    })
    .slice(0, linesMax);
}

function reasonLine(event: JournalEvent, l10n: L10n, names: Names): string | undefined {
  const context = { l10n, names, wallMs: event.wallMs };
  switch (event.type) {
    case 'target-skipped':
      return skipped(event, l10n, names);
    case 'target-chosen':
      return chosen(event, l10n, names);
    case 'warmed':
      return l10n.t('{0} was made ready, without your question.', names.target(event.target));
    case 'attempt-started': {
      const who = names.target(event.target);
      if (event.trial !== undefined) return l10n.t('{0} was asked, to see if it is back.', who);
      if (event.origin === 'retry') return l10n.t('{0} was asked again.', who);
      if (event.origin === 'failover') return l10n.t('{0} was next.', who);
      if (event.origin === 'hedge') return undefined;
      if (event.origin === 'continuation') return l10n.t('{0} was asked to go on.', who);
      return l10n.t('{0} was asked first.', who);
    }
    case 'fault-planted':
      return l10n.t('A fault was planted at {0}, for a drill.', names.target(event.target));
    case 'prompt-cut':
      return cutPromptSentence(event, event.target, context);
    case 'answer-doubted':
    case 'model-changed':
      return newsOfModel(event, l10n, names);
    case 'spend-refused':
      return budgetSentence(event, names.target(event.target), l10n);
    case 'attempt-ended':
      return ended(event, context);
    case 'reasoning-left-out':
      return l10n.t(
        '{0} did not get what another model had thought before: that is sealed for it alone.',
        names.target(event.target),
      );
    case 'settings-left-out':
      return settingsLeftOut(event, l10n, names);
    case 'wait-started':
      // A wait for a place is told by what was noted before it.
      if (event.delayMs < SHORT_WAIT_MS || event.reason === 'slot') return undefined;
      if (event.reason === 'mid-stream') return l10n.t('You were asked what should follow.');
      return l10n.t(
        'Nobody else was free: waited for {0}, {1} at most.',
        names.target(event.target),
        seconds(Math.round(event.delayMs / 1000) * 1000, l10n),
      );
    case 'wait-ended':
      return waitEnded(event.by, l10n);
    case 'request-ended':
      return requestEnded(event, context);
    case 'seam-started':
      return l10n.t('What {0} had said was kept.', names.target(event.from));
    case 'degraded': {
      const who = names.target(event.target);
      if (event.rung === 'fallback') return undefined;
      return l10n.t('{0} was asked with less: {1}.', who, droppedWords(event.dropped, l10n));
    }
    case 'stored-answer':
      return l10n.t(
        'Nobody could answer: you were given what {0} had said to the same question, {1}.',
        names.target(event.target),
        ago(event.ageMs, l10n),
      );
    case 'past-answers':
      return l10n.t('Earlier answers of yours that may help: {0}.', event.count);
    case 'retracted':
      return l10n.t('The thoughts of {0} were taken back.', names.target(event.target));
    default:
      return flowReason(event, l10n, names);
  }
}

/** Where the try itself does not say it already. */
function chosen(
  { rule, target }: Extract<JournalEvent, { type: 'target-chosen' }>,
  l10n: L10n,
  names: Names,
): string | undefined {
  const who = names.target(target);
  switch (rule) {
    case 'hedge':
      return l10n.t('{0} was asked as well: the first was taking unusually long.', who);
    case 'race':
      return l10n.t('{0} was asked at the same time.', who);
    case 'balanced':
      return l10n.t('{0} begins this chat: the better of two by time and price.', who);
    case 'sticky':
      return l10n.t('{0} was to answer: this chat began with it.', who);
    case 'picked':
      return l10n.t('You had chosen {0}.', who);
    default:
      return undefined;
  }
}

function ended(
  event: Extract<JournalEvent, { type: 'attempt-ended' }>,
  context: CauseContext,
): string {
  const { l10n, names } = context;
  const who = names.target(event.target);
  if (event.outcome === 'failed' && event.error !== undefined) {
    // When a pause would have ended does not matter here.
    const { retryAfterMs: _until, ...error } = event.error;
    const cause = causeSentence(error, context, event.target);
    return error.limit === undefined ? cause : `${cause} ${limitSentence(error.limit, l10n)}`;
  }
  if (event.outcome === 'aborted' && event.error?.kind === 'silent')
    return l10n.t('{0} was stopped: another had begun.', who);
  return event.outcome === 'finished'
    ? l10n.t('{0} answered in {1}.', who, seconds(event.durationMs, l10n))
    : l10n.t('{0} was stopped.', who);
}

function waitEnded(
  by: Extract<JournalEvent, { type: 'wait-ended' }>['by'],
  l10n: L10n,
): string | undefined {
  if (by === 'try-now') return l10n.t('You did not want to wait.');
  if (by === 'switch') return l10n.t('You wanted the next one instead.');
  if (by === 'continue') return l10n.t('You wanted it to go on.');
  if (by === 'restart') return l10n.t('You wanted a whole answer.');
  return by === 'change' ? l10n.t('Somebody was free earlier.') : undefined;
}

/** Where the tries before it have not said it already. */
function requestEnded(
  { outcome, error }: Extract<JournalEvent, { type: 'request-ended' }>,
  context: CauseContext,
): string | undefined {
  if (outcome === 'cancelled') return context.l10n.t('It was stopped.');
  if (outcome === 'answered' || error === undefined) return undefined;
  const isOwn = error.kind === 'exhausted' || error.kind === 'deadline';
  return isOwn ? context.l10n.t('Nobody was left to ask.') : undefined;
}

function skipped(
  event: Extract<JournalEvent, { type: 'target-skipped' }>,
  l10n: L10n,
  names: Names,
): string | undefined {
  const who = names.target(event.target);
  switch (event.reason) {
    case 'open':
      return leftAlone(who, event.cause, l10n);
    case 'paused':
      return l10n.t('{0} was left alone: it had asked for a pause.', who);
    case 'locked':
      return l10n.t('{0} was left out: it needs your help first.', who);
    case 'not-armed':
      return l10n.t('{0} was left out: you use it only when you choose it.', who);
    case 'needs-key':
      return l10n.t('{0} was left out: it needs a key on this computer.', who);
    case 'tier':
    case 'not-local':
      return l10n.t('{0} was left out: this conversation may not go there.', who);
    case 'rate':
    case 'headroom':
      return rateReason(event, l10n, names);
    case 'context':
      return l10n.t('{0} was left out: this question is too long for it.', who);
    case 'vision':
      return l10n.t('{0} was left out: it sees no images.', who);
    case 'tools':
      return l10n.t('{0} was left out: it uses no tools.', who);
    case 'class':
      return l10n.t('{0} was left out: it is too simple a model for this.', who);
    case 'off':
    case 'not-picked':
    case 'tried':
      return undefined;
  }
}
