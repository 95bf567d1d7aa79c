/*
 * The dashboard in words: a line that says how all is, a card for each member of the chain, then
 * availability, cost, the models beside each other and what changed about them.
 * With little to count it says so; a share of few questions is no promise.
 */
import type { DashboardView } from '../../protocol/dashboard.ts';
import { newsOfModel } from '../words/modelNews.ts';
import { usd } from '../words/prices.ts';
import { dollars } from '../words/spendWords.ts';
import { seconds } from '../words/times.ts';
import type { Availability } from './availability.ts';
import { capital, cardView, percent, whenWords, wordsOfPage } from './cardView.ts';
import type { CardContext, CardInput } from './cardView.ts';
import type { DashboardData } from './dashboardData.ts';
import type { ModelFigures } from './modelFigures.ts';

export type ViewInput = {
  readonly data: DashboardData;
  /** Without the figures of the day, in the order of the chain. */
  readonly cards: readonly Omit<CardInput, 'day'>[];
};

/** With fewer questions a share says little. */
const ENOUGH = 20;
const SCALE_MARKS = 5;

export function dashboardView({ data, cards }: ViewInput, context: CardContext): DashboardView {
  const { l10n } = context;
  const scaleFrom = scaleBegin(data);
  return {
    summary: summaryOf(cards, context),
    notes: notesOf(data, context),
    cards: cards.flatMap((card, index) => {
      const day = data.days[index];
      return day === undefined ? [] : [cardView({ ...card, day }, context)];
    }),
    availability: [
      ...barsOf(l10n.t('7 days'), data.week, scaleFrom, context),
      ...barsOf(l10n.t('30 days'), data.month, scaleFrom, context),
    ],
    scale: Array.from({ length: SCALE_MARKS + 1 }, (_, step) => {
      const mark = percent(scaleFrom + ((1 - scaleFrom) * step) / SCALE_MARKS);
      return step === 0 || step === SCALE_MARKS ? mark : mark.slice(0, -1);
    }),
    availabilityNote: unknownWords(data.month, context),
    ...costWords(data, context),
    columns: columnsOf(context),
    models: data.models.map((one) => modelRow(one, context)),
    changes: data.changes.map((change) => ({
      at: whenWords(change.wallMs, context),
      line: newsOfModel(change, l10n, context.names),
    })),
    words: wordsOfPage(context),
  };
}

function summaryOf(cards: ViewInput['cards'], { l10n }: CardContext): string {
  const ill = cards.filter(({ shown }) => ['paused', 'failed', 'checking'].includes(shown.state));
  const up = cards.filter(({ shown }) => ['working', 'answering', 'ready'].includes(shown.state));
  if (cards.length === 0) return '';
  const sentences = ill.map(({ shown }) => l10n.t('{0}: {1}.', shown.name, shown.word));
  const answering = up.find(({ shown }) => shown.state === 'answering');
  if (answering !== undefined) sentences.push(l10n.t('{0} is answering.', answering.shown.name));
  const ready = up.length - (answering === undefined ? 0 : 1);
  if (up.length === 0) sentences.push(l10n.t('Nobody can be asked right now.'));
  else if (ill.length === 0 && answering === undefined) {
    const who = up[0]?.shown.name ?? '';
    sentences.push(
      up.length === 1
        ? l10n.t('{0} is well.', who)
        : l10n.t('All {0} are well; {1} is asked first.', up.length, who),
    );
  } else if (ready === 1) sentences.push(l10n.t('One more is ready.'));
  else if (ready > 1) sentences.push(l10n.t('{0} more are ready.', ready));
  return sentences.join(' ');
}

function notesOf({ month }: DashboardData, { l10n }: CardContext): string[] {
  if (month.questions === 0) {
    return [
      l10n.t(
        'Nothing was asked in 30 days. Figures come with your questions; private chats and deleted questions leave none.',
      ),
    ];
  }
  if (month.questions >= ENOUGH) return [];
  return [
    month.questions === 1
      ? l10n.t('One question in 30 days: too few to tell how good anyone is.')
      : l10n.t(
          'Only {0} questions in 30 days: too few to tell how good anyone is.',
          month.questions,
        ),
  ];
}

/** A round share below the least that is shown. */
function scaleBegin({ week, month }: DashboardData): number {
  const least = Math.min(
    ...[week, month]
      .filter(({ questions }) => questions > 0)
      .map(({ aloneMin, answered, questions }) => Math.min(aloneMin, answered) / questions),
    1,
  );
  return [0.95, 0.9, 0.8, 0.5].find((begin) => begin <= least) ?? 0;
}

function barsOf(
  span: string,
  { questions, answered, aloneMin, aloneMax }: Availability,
  begin: number,
  { l10n, language }: CardContext,
): DashboardView['availability'] {
  if (questions === 0) return [];
  const inWords = (count: number): string => count.toLocaleString(language);
  const place = (count: number): number => (count / questions - begin) / (1 - begin);
  const [low, high] = [percent(aloneMin / questions), percent(aloneMax / questions)];
  return [
    {
      ...{ span, label: l10n.t('As you saw it'), value: percent(answered / questions) },
      detail: l10n.t('{0} of {1}', inWords(answered), inWords(questions)),
      ...{ from: place(answered), to: place(answered), isSeen: true },
    },
    {
      ...{ span: '', label: l10n.t('Without failover') },
      value: low === high ? low : `${low.slice(0, -1)}–${high}`,
      detail: '',
      ...{ from: place(aloneMin), to: place(aloneMax), isSeen: false },
    },
  ];
}

/** What makes a range of the share without failover. */
function unknownWords({ aloneMin, aloneMax }: Availability, { l10n }: CardContext): string {
  const unknown = aloneMax - aloneMin;
  if (unknown === 0) return '';
  return l10n.t(
    'Of {0} questions nobody can tell how the first choice alone would have done: it was passed over, or stopped because another was sooner.',
    unknown,
  );
}

function costWords(
  { costs, bookedUsdMicros }: DashboardData,
  { l10n }: CardContext,
): Pick<DashboardView, 'costs' | 'together' | 'costNotes'> {
  const { answer, failed, continued, parallel } = costs.usdMicros;
  const about = costs.isEstimated && costs.together > 0 ? '~' : '';
  const rows: readonly [string, number][] = [
    [l10n.t('Answers'), answer],
    [l10n.t('Tries that failed'), failed],
    [l10n.t('Continued answers, sent twice'), continued],
    [l10n.t('Asked in parallel'), parallel],
  ];
  const isOther = Math.abs(bookedUsdMicros - costs.together) >= 5_000;
  return {
    costs: rows.map(([label, sum]) => ({ label, value: dollars(sum) })),
    together: `${about}${dollars(costs.together)}`,
    costNotes: [
      ...(costs.unknown === 0
        ? []
        : [l10n.t('The cost of {0} answers is not known.', costs.unknown)]),
      ...(isOther && bookedUsdMicros > 0
        ? [l10n.t('Booked by all windows on these days: {0}.', dollars(bookedUsdMicros))]
        : []),
    ],
  };
}

const columnsOf = ({ l10n }: CardContext): string[] => [
  l10n.t('Model'),
  l10n.t('Questions'),
  l10n.t('First word'),
  l10n.t('Slowest 5%'),
  l10n.t('Words per s'),
  l10n.t('Complete'),
  l10n.t('Errors'),
  l10n.t('Most frequent'),
  l10n.t('Per answer'),
  l10n.t('Last change'),
];

function modelRow(one: ModelFigures, context: CardContext): DashboardView['models'][number] {
  const { l10n, names, language } = context;
  const { target, questions, finished, failed, firstMs, wordsPerSecond } = one;
  const ended = finished + failed;
  const name = `${names.provider(target.providerId)} ${target.modelId}`;
  const figure = (
    value: number | undefined,
    words: (value: number) => string,
    without = '–',
  ): DashboardView['models'][number]['cells'][number] =>
    value === undefined ? { text: without, sort: null } : { text: words(value), sort: value };
  const inSeconds = (ms: number): string => seconds(ms, l10n);
  const share = (count: number): number | undefined => (ended === 0 ? undefined : count / ended);
  const [cause] = [...one.causes].toSorted(([, a], [, b]) => b - a);
  return {
    key: `${target.providerId}/${target.modelId}`,
    cells: [
      { text: name, sort: name.toLowerCase() },
      figure(questions, (count) => count.toLocaleString(language)),
      figure(firstMs?.p50, inSeconds),
      figure(firstMs?.p95, inSeconds),
      figure(wordsPerSecond, (pace) => pace.toFixed(0)),
      figure(share(finished), percent),
      figure(share(failed), percent),
      cause === undefined
        ? { text: l10n.t('none'), sort: null }
        : { text: `${causeWord(cause[0], context)} × ${cause[1]}`, sort: cause[0] },
      figure(one.usdMicrosPerAnswer, (sum) => (sum === 0 ? l10n.t('free') : usd(Math.round(sum)))),
      figure(one.lastChangeMs, (at) => capital(whenWords(at, context)), l10n.t('none')),
    ],
  };
}

function causeWord(kind: string, { l10n }: CardContext): string {
  const words: Record<string, string> = {
    connect: l10n.t('unreachable'),
    tls: l10n.t('certificate'),
    proxy: l10n.t('proxy'),
    server: l10n.t('own problem'),
    overloaded: l10n.t('overloaded'),
    'rate-limit': l10n.t('asked for a pause'),
    quota: l10n.t('no credit'),
    auth: l10n.t('key not accepted'),
    'model-gone': l10n.t('model gone'),
    silent: l10n.t('silence'),
    stall: l10n.t('silence'),
    'slow-drip': l10n.t('too slow'),
    cut: l10n.t('broke off'),
    truncated: l10n.t('broke off'),
    empty: l10n.t('empty answer'),
    degenerate: l10n.t('repeated itself'),
  };
  return (Object.hasOwn(words, kind) ? words[kind] : undefined) ?? kind.replaceAll('-', ' ');
}
