/*
 * One provider's card in words: how it is and why, its last day, first words, errors, headroom,
 * four verdicts, what it cost today, and its last errors.
 * What was not measured is said to be so; no figure is made up for it.
 */
import type { TargetHealth, TargetStatus, Verdict } from '../../core/index.ts';
import type { DashboardCard, DashboardView } from '../../protocol/dashboard.ts';
import type { TargetView } from '../../protocol/index.ts';
import { causeSentence, type CauseContext } from '../words/causes.ts';
import { dollars } from '../words/spendWords.ts';
import { clockTime, dayOrTime, seconds } from '../words/times.ts';
import type { DayFigures } from './dashboardData.ts';
import { DAY_MS, type DayState } from './timeline.ts';

export type CardContext = CauseContext & { readonly language: string };

export type CardInput = {
  readonly shown: TargetView;
  readonly day: DayFigures;
  readonly status: TargetStatus;
  readonly health: TargetHealth;
  /** Host of its address, where it has one. */
  readonly host?: string | undefined;
  readonly isFree: boolean;
};

const AXIS_STEPS = 4;

export function cardView(input: CardInput, context: CardContext): DashboardCard {
  const { shown, day, status, health, host } = input;
  const { l10n, wallMs } = context;
  const hours = day.hours.map(({ firstMs }) => firstMs);
  const slowest = Math.max(1, ...hours.map((hour) => hour?.p95 ?? 0));
  const most = Math.max(1, ...day.hours.map(({ failed }) => failed));
  const { figure } = health.headroom;
  return {
    ...{ targetKey: shown.targetKey, providerId: shown.providerId, name: shown.name },
    detail: [day.target.modelId, ...(host === undefined ? [] : [host])].join(' · '),
    ...{ state: shown.state, word: capital(shown.word), reason: reasonOf(status, day, context) },
    ...(shown.untilWallMs === undefined ? {} : { untilWallMs: shown.untilWallMs }),
    timeline: [...day.timeline],
    timelineWords: timelineWords(day, context),
    axis: Array.from({ length: AXIS_STEPS + 1 }, (_, step) =>
      step === AXIS_STEPS
        ? l10n.t('now')
        : clockTime(wallMs - DAY_MS * (1 - step / AXIS_STEPS), false),
    ),
    firstWord: day.firstMs === undefined ? l10n.t('not measured') : seconds(day.firstMs.p50, l10n),
    slowest:
      day.firstMs === undefined ? '' : l10n.t('slowest 5%: {0}', seconds(day.firstMs.p95, l10n)),
    usual: hours.map((hour) => (hour === undefined ? null : hour.p50 / slowest)),
    slow: hours.map((hour) => (hour === undefined ? null : hour.p95 / slowest)),
    errors: day.ended === 0 ? l10n.t('none asked') : percent(day.failed / day.ended),
    errorBars: day.hours.map(({ failed }) => failed / most),
    headroom: figure === undefined ? l10n.t('not told') : l10n.t('{0} left', percent(figure)),
    ...(figure === undefined ? {} : { left: Math.max(0, Math.min(1, figure)) }),
    isLow: health.headroom.is === 'bad',
    verdicts: verdictsOf(health, context),
    spent: spentOf(input, context),
    lastErrors: day.lastErrors.map(({ error, target, wallMs: at }) => ({
      at: whenWords(at, context),
      line:
        error === undefined
          ? l10n.t('It failed.')
          : [
              causeSentence(error, { ...context, wallMs: at }, target),
              ...(error.status === undefined ? [] : [`HTTP ${error.status}`]),
            ].join(' '),
    })),
    lastErrorsLabel:
      day.lastErrors.length === 1
        ? l10n.t('last error')
        : l10n.t('last {0} errors', day.lastErrors.length),
    ...{ isOn: shown.state !== 'off', isSimulated: shown.simulated },
  };
}

/** `100%`, `99.94%`, `3.1%`, `0%`; never rounded up to all, nor down to none. */
export function percent(share: number): string {
  const hundred = share * 100;
  if (hundred <= 0 || hundred >= 100) return `${hundred <= 0 ? 0 : 100}%`;
  const decimals = hundred >= 99 ? 2 : 1;
  const step = 10 ** -decimals;
  const kept = Math.min(100 - step, Math.max(step, hundred));
  return `${kept.toFixed(decimals).replace(/\.0+$/, '')}%`;
}

/** `2 Sept, 14:05`; the time alone today. */
export function whenWords(wallMs: number, { wallMs: nowMs, language }: CardContext): string {
  const day = dayOrTime(wallMs, nowMs, language);
  const time = clockTime(wallMs, false);
  return day === time ? time : `${day}, ${time}`;
}

function reasonOf(status: TargetStatus, day: DayFigures, context: CardContext): string {
  const { l10n } = context;
  if (status.error !== undefined && status.state !== 'working') {
    return causeSentence(status.error, context, status.target);
  }
  if (status.state === 'paused') return l10n.t('It had just failed too often.');
  if (day.ended === 0) return l10n.t('Not asked in the last 24 hours.');
  if (day.failed === 0) return l10n.t('Nothing failed in the last 24 hours.');
  return l10n.t('{0} of {1} tries failed in the last 24 hours.', day.failed, day.ended);
}

function timelineWords({ timeline }: DayFigures, { l10n, wallMs }: CardContext): string {
  const words: Record<DayState, string> = {
    well: l10n.t('well'),
    paused: l10n.t('paused'),
    failed: l10n.t('failed'),
    away: l10n.t('not asked'),
  };
  const at = (share: number): string => clockTime(wallMs - DAY_MS * (1 - share), false);
  return timeline
    .map(({ state, from, to }) => l10n.t('{0} to {1} {2}', at(from), at(to), words[state]))
    .join(', ');
}

function verdictsOf(health: TargetHealth, { l10n }: CardContext): DashboardCard['verdicts'] {
  const pick = (
    { is }: Verdict,
    good: string,
    bad: string,
    unknown: string,
  ): DashboardCard['verdicts'][number] => ({
    is,
    word: is === 'good' ? good : is === 'bad' ? bad : unknown,
  });
  return [
    pick(health.reachable, l10n.t('reachable'), l10n.t('unreachable'), l10n.t('reach unknown')),
    pick(health.fast, l10n.t('fast'), l10n.t('slow'), l10n.t('pace unknown')),
    pick(health.coherent, l10n.t('coherent'), l10n.t('incoherent'), l10n.t('sense unknown')),
    pick(health.headroom, l10n.t('headroom'), l10n.t('little headroom'), l10n.t('limit unknown')),
  ];
}

function spentOf({ day, isFree }: CardInput, { l10n }: CardContext): string {
  if (day.usdMicrosToday === 0 && isFree) return l10n.t('Free');
  return l10n.t('{0} today', dollars(day.usdMicrosToday));
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export const wordsOfPage = ({ l10n }: Pick<CardContext, 'l10n'>): DashboardView['words'] => ({
  title: l10n.t('Provider Health'),
  firstWord: l10n.t('First word'),
  errors: l10n.t('Errors'),
  headroom: l10n.t('Room under the limit'),
  test: l10n.t('Test now'),
  reset: l10n.t('Reset'),
  disable: l10n.t('Turn off'),
  enable: l10n.t('Turn on'),
  left: l10n.t('{time} left', '{time}'),
  day: l10n.t('Last 24 hours'),
  availability: l10n.t('Availability'),
  availabilityHint: l10n.t('share of your questions that were answered'),
  costs: l10n.t('What it cost'),
  costsHint: l10n.t('7 days'),
  together: l10n.t('Together'),
  models: l10n.t('Models compared'),
  modelsHint: l10n.t('on your own questions, 30 days'),
  changes: l10n.t('Model changes'),
  noChanges: l10n.t('None in 30 days.'),
  noModels: l10n.t('Nobody was asked in 30 days.'),
  noProvider: l10n.t('There is no provider yet.'),
  addProvider: l10n.t('Add Provider'),
  sortedUp: l10n.t('sorted, smallest first'),
  sortedDown: l10n.t('sorted, largest first'),
});
