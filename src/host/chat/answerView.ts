/*
 * A turn's record → what the panel draws: names, seam or chip with its reasons, footer, ending,
 * cause with buttons. Pure and localised; the record stays the truth and the view can always be
 * made again from it.
 */
import { sameTarget, type AnswerRecord, type TurnRecord } from '../../core/index.ts';
import type { AnswerView, QueuedView, SeamView, TurnView } from '../../protocol/index.ts';
import type { L10n } from '../l10n.ts';
import { causeSentence, type CauseContext } from '../words/causes.ts';
import { causeView, type Ways } from '../words/causeView.ts';
import { cutPromptView } from '../words/cutPrompt.ts';
import { droppedWords } from '../words/dropped.ts';
import { usd } from '../words/prices.ts';
import { chainOf } from './answerChain.ts';
import type { Version } from './branches.ts';
import { sentView } from './sentView.ts';
import { storedView } from './storedView.ts';
import { withWords } from './turnFold.ts';
import { count, seconds } from '../words/times.ts';

/** `whyOf` gives the decisions behind an answer in plain words (from the journal). */
export type ViewContext = CauseContext & {
  readonly whyOf: (turnId: string) => readonly string[];
  /** Which version of its place a turn is, where there are several. */
  readonly versionOf: (turnId: string) => Version | undefined;
  /** What stands before a turn and would be sent along with it, in turns. */
  readonly sentBefore: (turnId: string) => number;
  readonly nextFor: Ways['nextFor'];
  /** What becomes of a question that waits to be sent. */
  readonly queuedOf: (turnId: string) => QueuedView | undefined;
  /** Whether questions of this conversation may wait. */
  readonly canQueue: boolean;
};

export function turnView(turn: TurnRecord, context: ViewContext): TurnView {
  const version = context.versionOf(turn.turnId);
  const queued = context.queuedOf(turn.turnId);
  const answers = queued === undefined ? turn.answers : withWords(turn.answers);
  return {
    ...(version === undefined ? {} : { version }),
    turnId: turn.turnId,
    question: turn.question,
    ...sentView(turn, context.l10n),
    ...(queued === undefined ? {} : { queued }),
    answers: answers
      .map((answer) => answerView(turn, answer, context))
      .map((view) => (queued === undefined ? view : withoutAsking(view))),
  };
}

/** It waits to be asked again already. */
function withoutAsking(view: AnswerView): AnswerView {
  const { stored } = view;
  return stored === undefined ? view : { ...view, stored: { ...stored, buttons: [] } };
}

export function answerView(
  turn: TurnRecord,
  answer: AnswerRecord,
  context: ViewContext,
): AnswerView {
  const seam = seamView(turn, answer, context);
  const next = turn.answers[turn.answers.indexOf(answer) + 1];
  const isFollowed = next !== undefined;
  // Behind a seam it goes on: it has no ending of its own.
  const ending =
    next?.start.how === 'continued' ? undefined : endingOf(answer, isFollowed, context);
  const isFragment = isFollowed && (answer.state === 'unfinished' || next.afterTools === true);
  const needsCause = !isFollowed && (answer.state === 'failed' || answer.state === 'unfinished');
  return {
    answerId: answer.answerId,
    ...(answer.target === undefined
      ? {}
      : {
          who: {
            name: context.names.target(answer.target),
            simulated: context.names.isSimulated(answer.target.providerId),
          },
        }),
    state: answer.state,
    ...(seam === undefined ? {} : { seam }),
    blocks: answer.blocks.map((block) =>
      block.type === 'tool-call'
        ? {
            type: 'tool-call',
            name: block.name,
            argumentsText: block.argumentsText,
            whole: block.whole,
            ...(block.result === undefined ? {} : { result: block.result }),
          }
        : { type: block.type, text: block.text },
    ),
    // The figures of a turn stand once, under the answer that ended it.
    footer:
      isFragment || answer.stored !== undefined
        ? []
        : [...footerOf(withFirstWord(turn, answer), context), ...leftOutFact(turn, context)],
    ...(answer.promptCut === undefined || answer.target === undefined
      ? {}
      : { notice: cutPromptView(answer.promptCut, answer.target, context) }),
    ...(isFragment ? {} : endButtons(answer, context.l10n)),
    ...storedView(answer, context),
    ...(ending === undefined ? {} : { ending }),
    ...(needsCause ? { cause: causeOf(turn, answer, context) } : {}),
  };
}

/** Of a turn that ended; what failed is asked again by the buttons of its cause. */
function endButtons({ state, stored }: AnswerRecord, l10n: L10n): Pick<AnswerView, 'buttons'> {
  if (state === 'asking' || state === 'streaming') return {};
  const receipt = { label: l10n.t('receipt'), action: 'show-receipt' as const };
  if (stored !== undefined || state === 'failed' || state === 'unfinished')
    return { buttons: [receipt] };
  return {
    buttons: [
      receipt,
      { label: l10n.t('Ask again'), action: 'retry' },
      { label: l10n.t('Ask another…'), action: 'ask-another' },
    ],
  };
}

function seamView(
  turn: TurnRecord,
  answer: AnswerRecord,
  context: ViewContext,
): SeamView | undefined {
  const { start, reduced = [] } = answer;
  const why = [...context.whyOf(turn.turnId)];
  const less = reduced.length === 0 ? undefined : capital(droppedWords(reduced, context.l10n));
  if (start.how === 'first')
    return less === undefined ? undefined : { kind: 'chip', sentence: less, why };
  // Until when a pause lasted is no news once somebody else was asked.
  const { retryAfterMs: _past, ...error } = start.error;
  const what = causeSentence(error, context, start.from).replace(/\.$/, '');
  const who = answer.target === undefined ? '' : context.names.target(answer.target);
  // A chip stands beside the name of who answers; a seam above it.
  return {
    kind: start.how === 'switched' ? 'chip' : 'seam',
    sentence: [
      start.how === 'switched' ? what : seamSentence(what, who, answer, context),
      ...(less === undefined ? [] : [less]),
    ].join('. '),
    why,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first word of an answer that goes on behind seams was said before them. */
function withFirstWord({ answers }: TurnRecord, answer: AnswerRecord): AnswerRecord {
  const [first] = chainOf(answers, answer);
  return first?.firstWordMs === undefined ? answer : { ...answer, firstWordMs: first.firstWordMs };
}

/** Promises a whole answer, or more of it, only while one is coming, or is there. */
function seamSentence(
  what: string,
  who: string,
  { start, state, target }: AnswerRecord,
  { l10n }: ViewContext,
): string {
  const isMore = start.how === 'continued';
  if (state === 'streaming' || state === 'whole')
    return isMore
      ? l10n.t('{0}. Continued by {1}', what, who)
      : l10n.t('{0}. Whole answer by {1}', what, who);
  if (isMore) return l10n.t('{0}. Then {1} was asked to go on', what, who);
  const isSame = start.how !== 'first' && target !== undefined && sameTarget(start.from, target);
  return isSame
    ? l10n.t('{0}. Then {1} was asked once more', what, who)
    : l10n.t('{0}. Then {1} was asked', what, who);
}

function footerOf(answer: AnswerRecord, { l10n }: ViewContext): AnswerView['footer'] {
  if (answer.state === 'asking' || answer.state === 'streaming') return [];
  const { firstWordMs, usage = answer.estimatedUsage } = answer;
  const first = seconds(firstWordMs ?? 0, l10n);
  const all = (usage?.inputTokens ?? Number.NaN) + (usage?.outputTokens ?? Number.NaN);
  const about = answer.usage === undefined ? '~' : '';
  return [
    ...(firstWordMs === undefined
      ? []
      : [{ text: first, hint: l10n.t('first word after {0}', first) }]),
    ...(Number.isFinite(all) && all >= 0
      ? [{ text: l10n.t('{0} tokens', `${about}${count(all)}`) }]
      : []),
    ...costOf(answer, l10n),
    ...(answer.finish === 'length' ? [{ text: l10n.t('cut at the length limit') }] : []),
    ...(answer.finish === 'filtered' ? [{ text: l10n.t('declined by the provider') }] : []),
    ...(answer.reasoningLeftOut === true
      ? [{ text: l10n.t('earlier thoughts left out'), hint: leftOutHint(l10n) }]
      : []),
  ];
}

/** Never in silence: an answer says what it was given without. */
function leftOutFact({ leftOut }: TurnRecord, { l10n }: ViewContext): AnswerView['footer'] {
  if (leftOut === undefined) return [];
  const text =
    leftOut.turns === 1
      ? l10n.t('without the first question')
      : l10n.t('without the first {0} questions', String(leftOut.turns));
  const hint = l10n.t('The chat was too long. What came first, with its answers, was not sent.');
  return [{ text, hint }];
}

function leftOutHint(l10n: ViewContext['l10n']): string {
  return l10n.t(
    'Another model had sealed what it thought earlier in this conversation. Only that model can open it, so it was not sent.',
  );
}

/** Nothing where nobody knows, and where nobody pays. */
function costOf({ cost, usage }: AnswerRecord, l10n: L10n): AnswerView['footer'] {
  if (cost === undefined || cost.usdMicros === 0) return [];
  const sum = usd(cost.usdMicros);
  const text = cost.isEstimated && !sum.startsWith('<') ? `~${sum}` : sum;
  if (cost.isEstimated) return [{ text, hint: l10n.t('about {0}, estimated', sum) }];
  return usage?.costUsdMicros === undefined
    ? [{ text, hint: l10n.t('{0} by list price', text) }]
    : [{ text, hint: l10n.t('{0} as the provider says', text) }];
}

function endingOf(
  answer: AnswerRecord,
  isFollowed: boolean,
  { l10n }: ViewContext,
): string | undefined {
  if (answer.state === 'stopped') {
    return answer.blocks.length > 0
      ? l10n.t('Stopped. What was said is kept.')
      : l10n.t('Stopped.');
  }
  if (answer.state === 'unfinished') {
    // The seam below says the rest.
    return isFollowed ? l10n.t('Unfinished') : l10n.t('Unfinished. What was said is kept.');
  }
  return undefined;
}

function causeOf(
  turn: TurnRecord,
  answer: AnswerRecord,
  context: ViewContext,
): NonNullable<AnswerView['cause']> {
  const { l10n } = context;
  // "Until 14:05" counts from the failure, however often it is drawn.
  const endedWallMs = (turn.sentWallMs ?? turn.askedWallMs) + (answer.totalMs ?? 0);
  if (answer.error !== undefined) {
    const ways: Ways = {
      nextFor: context.nextFor,
      canTrim: context.sentBefore(turn.turnId) > 0,
      canQueue: context.canQueue,
      nowWallMs: context.wallMs,
    };
    const at = { ...context, wallMs: endedWallMs };
    const view = causeView(answer.error, at, ways, answer.target);
    if (answer.blocks.length === 0) return view;
    return { ...view, kept: l10n.t('Your question and this part of the answer are kept.') };
  }
  return {
    sentence: l10n.t('The window closed while this was being answered.'),
    kept: l10n.t('Your question and what was said are kept. Nothing was sent again.'),
    buttons: [{ label: l10n.t('Ask again'), action: 'retry', primary: true }],
  };
}
