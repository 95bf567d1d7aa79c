/*
 * The receipt of one answer in words: every try, every decision, and what it came to in all. It is
 * made from the journal that was kept with the turn, so it is as true after a restart as before;
 * of the turn itself it takes the question, and estimates where nothing was reported.
 * A turn without a journal (older than receipts, or private and too long ago) says so.
 */
import type { Cost, JournalEvent, TokenUsage, TurnJournal, TurnRecord } from '../../core/index.ts';
import type { ReceiptView, TryView } from '../../protocol/receipt.ts';
import type { L10n } from '../l10n.ts';
import { causeSentence, type CauseContext } from '../words/causes.ts';
import { oneLine } from '../words/oneLine.ts';
import { usd } from '../words/prices.ts';
import { reasonsOf } from '../words/reasons.ts';
import { clockTime, count, dayOrTime, seconds } from '../words/times.ts';
import { sinceStart, triesOf, type Try } from './tries.ts';

export type ReceiptContext = CauseContext & {
  /** For dates: `en`. */
  readonly language: string;
};

const TITLE_MAX = 160;
const STEPS_MAX = 200;
const EMPTY: TurnJournal = { events: [], leftOut: 0, costs: {} };

export function receiptView(
  turn: TurnRecord,
  journal: TurnJournal | undefined,
  context: ReceiptContext,
): ReceiptView {
  const { l10n, names } = context;
  const { events, leftOut } = journal ?? EMPTY;
  const tries = triesOf(turn, journal ?? EMPTY);
  const since = sinceStart(events);
  const isLive = turn.answers.some(({ state }) => state === 'asking' || state === 'streaming');
  const isCut = isCutByClosing(turn);
  const steps = reasonsOf(events, l10n, names, STEPS_MAX)
    .filter(({ event }) => !(isCut && isStop(event, 'attempt-ended')))
    .map(({ event, line }) => ({
      at: atWords(since(event), l10n),
      line: isCut && isStop(event, 'request-ended') ? l10n.t('The window closed.') : line,
    }));
  return {
    title: oneLine(turn.question, TITLE_MAX),
    subtitle: subtitleOf(turn, tries, context),
    facts: factsOf(turn, journal, tries, context),
    tries: tries.map((one) => tryView(one, { isLive, isCut }, context)),
    steps,
    notes: [
      ...(journal === undefined
        ? [l10n.t('What was noted while this was answered is not kept any more.')]
        : []),
      ...(leftOut > 0
        ? [l10n.t('It went on for so long that {0} notes are left out here.', String(leftOut))]
        : []),
    ],
    words: wordsOf(l10n),
  };
}

/** Still under way; or cut off because its window closed, which nobody meant as a stop. */
type TurnEnd = { readonly isLive: boolean; readonly isCut: boolean };

function isCutByClosing({ answers }: TurnRecord): boolean {
  const last = answers.at(-1);
  return last?.state === 'unfinished' && last.error === undefined;
}

function isStop(event: JournalEvent, type: 'attempt-ended' | 'request-ended'): boolean {
  if (event.type !== type || !('outcome' in event)) return false;
  return event.outcome === 'aborted' || event.outcome === 'cancelled';
}

/** The time of a step: tenths of a second, minutes beyond a hundred seconds. */
function atWords(ms: number, l10n: L10n): string {
  return ms < 99_950 ? l10n.t('{0} s', (Math.max(0, ms) / 1000).toFixed(1)) : seconds(ms, l10n);
}

function subtitleOf(turn: TurnRecord, tries: readonly Try[], context: ReceiptContext): string {
  const { l10n, names, wallMs, language } = context;
  const day = dayOrTime(turn.askedWallMs, wallMs, language);
  const time = clockTime(turn.askedWallMs);
  const first = tries[0]?.target ?? turn.answers[0]?.target;
  const last = turn.answers.findLast(({ state }) => state === 'whole')?.target;
  const who =
    last === undefined
      ? l10n.t('not answered to the end')
      : first === undefined || names.target(first) === names.target(last)
        ? l10n.t('answered by {0}', names.target(last))
        : l10n.t('{0} was asked first, {1} answered', names.target(first), names.target(last));
  // Today's answers carry the time alone.
  const when = time.startsWith(day) ? time : `${day}, ${time}`;
  return `${when} · ${who}`;
}

function tryView(one: Try, turn: TurnEnd, context: ReceiptContext): TryView {
  const { l10n, names } = context;
  const { ended, usage, cost } = one;
  const error = ended?.outcome === 'failed' ? ended.error : undefined;
  const codes = [
    ...(error?.status === undefined ? [] : [`HTTP ${error.status}`]),
    ...(error?.vendorCode === undefined ? [] : [error.vendorCode]),
    ...(one.requestId === undefined ? [] : [l10n.t('request {0}', one.requestId)]),
  ];
  return {
    who: names.target(one.target),
    how: howWords(one, l10n),
    at: atWords(one.atMs, l10n),
    ...endingOf(one, turn, context),
    ...(error?.vendorMessage === undefined ? {} : { said: error.vendorMessage }),
    codes,
    ...(ended?.firstProgressMs === undefined
      ? {}
      : { firstWord: seconds(ended.firstProgressMs, l10n) }),
    ...(ended === undefined ? {} : { duration: seconds(ended.durationMs, l10n) }),
    ...(usage === undefined ? {} : { tokens: tokenWords(usage, one.isEstimated, l10n) }),
    ...(cost === undefined ? {} : { cost: costWords(cost, l10n) }),
  };
}

function howWords({ origin, isTrial }: Try, l10n: L10n): string {
  if (isTrial) return l10n.t('to see if it is back');
  switch (origin) {
    case 'first':
      return l10n.t('asked first');
    case 'retry':
      return l10n.t('asked again');
    case 'failover':
      return l10n.t('next in line');
    case 'hedge':
      return l10n.t('asked in parallel');
    case 'continuation':
      return l10n.t('asked to go on');
    case 'probe':
      return l10n.t('asked as a test');
  }
}

function endingOf(
  { ended, target }: Try,
  { isLive, isCut }: TurnEnd,
  context: ReceiptContext,
): Pick<TryView, 'state' | 'ending'> {
  const { l10n } = context;
  if (ended === undefined || (isCut && ended.outcome === 'aborted')) {
    const ending = isLive ? l10n.t('Under way') : l10n.t('Under way when the window closed');
    return { state: 'open', ending };
  }
  if (ended.outcome === 'failed' && ended.error !== undefined) {
    const { wallMs } = ended;
    return { state: 'failed', ending: causeSentence(ended.error, { ...context, wallMs }, target) };
  }
  if (ended.outcome !== 'finished') {
    const isBeaten = ended.error?.kind === 'silent';
    return { state: 'stopped', ending: isBeaten ? l10n.t('Another was first') : l10n.t('Stopped') };
  }
  const ending =
    ended.finish === 'length'
      ? l10n.t('Cut at the length limit')
      : ended.finish === 'filtered'
        ? l10n.t('Declined by the provider')
        : l10n.t('Finished');
  return { state: 'finished', ending };
}

type Fact = ReceiptView['facts'][number];

function factsOf(
  turn: TurnRecord,
  journal: TurnJournal | undefined,
  tries: readonly Try[],
  context: ReceiptContext,
): Fact[] {
  const { l10n, usualMs } = context;
  const ended = journal?.events.findLast(({ type }) => type === 'request-ended');
  const request = ended?.type === 'request-ended' ? ended : undefined;
  const last = turn.answers.at(-1);
  const firstMs =
    request?.firstShownMs ??
    turn.answers.find(({ firstWordMs }) => firstWordMs !== undefined)?.firstWordMs;
  const wholeMs = request?.durationMs ?? last?.totalMs;
  const usual = tries[0] === undefined ? undefined : usualMs?.(tries[0].target);
  const none = l10n.t('none');
  return [
    {
      label: l10n.t('First word'),
      value: firstMs === undefined ? none : seconds(firstMs, l10n),
      ...(usual === undefined ? {} : { note: l10n.t('usually {0}', seconds(usual, l10n)) }),
    },
    {
      label: request?.outcome === 'answered' ? l10n.t('Finished') : l10n.t('Ended'),
      value: wholeMs === undefined ? l10n.t('not known') : seconds(wholeMs, l10n),
      ...(tries.length > 1 ? { note: l10n.t('{0} tries', String(tries.length)) } : {}),
    },
    tokenFact(tries, l10n),
    costFact(tries, l10n),
  ];
}

const isWasted = ({ ended }: Try): boolean => ended?.outcome !== 'finished';

function tokenFact(tries: readonly Try[], l10n: L10n): Fact {
  const known = tries.filter(({ usage }) => usage !== undefined);
  const label = l10n.t('Tokens');
  if (known.length === 0) return { label, value: l10n.t('not known') };
  const sum = (some: readonly Try[]): number =>
    some.reduce(
      (all, { usage }) => all + (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0),
      0,
    );
  const about = known.some(({ isEstimated }) => isEstimated) ? '~' : '';
  const wasted = sum(known.filter(isWasted));
  const value = `${about}${count(sum(known))}`;
  const note = l10n.t('{0} of them for tries that did not answer', `${about}${count(wasted)}`);
  return wasted === 0 ? { label, value } : { label, value, note };
}

function costFact(tries: readonly Try[], l10n: L10n): Fact {
  const costs = tries.flatMap(({ cost }) => cost ?? []);
  const label = l10n.t('Cost');
  if (costs.length === 0) return { label, value: l10n.t('not known') };
  const sum = (some: readonly Cost[]): Cost => ({
    usdMicros: some.reduce((all, { usdMicros }) => all + usdMicros, 0),
    isEstimated: some.some(({ isEstimated }) => isEstimated),
  });
  const wasted = sum(tries.filter(isWasted).flatMap(({ cost }) => cost ?? []));
  const value = costWords(sum(costs), l10n);
  if (wasted.usdMicros === 0) return { label, value };
  const note = l10n.t('{0} of it for tries that did not answer', costWords(wasted, l10n));
  return { label, value, note };
}

function costWords({ usdMicros, isEstimated }: Cost, l10n: L10n): string {
  if (usdMicros === 0) return l10n.t('free');
  const sum = usd(usdMicros);
  return isEstimated && !sum.startsWith('<') ? `~${sum}` : sum;
}

function tokenWords(usage: TokenUsage, isEstimated: boolean, l10n: L10n): string {
  const about = isEstimated ? '~' : '';
  const [read, said] = [usage.inputTokens, usage.outputTokens].map((n) => `${about}${count(n)}`);
  return l10n.t('{0} in, {1} out', read ?? '', said ?? '');
}

function wordsOf(l10n: L10n): ReceiptView['words'] {
  return {
    tries: l10n.t('Every try'),
    steps: l10n.t('Why each step'),
    copy: l10n.t('Copy as Markdown'),
    copied: l10n.t('Copied'),
    copyHint: l10n.t('Without your question and the answer; anything like a key is taken out.'),
    who: l10n.t('Who'),
    at: l10n.t('Asked after'),
    ending: l10n.t('How it ended'),
    firstWord: l10n.t('First word'),
    duration: l10n.t('Took'),
    tokens: l10n.t('Tokens'),
    cost: l10n.t('Cost'),
  };
}
