/*
 * The tries of one turn, read from its journal: who was asked, why, when, and how it ended. Of a
 * try without an end (the window closed, or it is still under way) only the beginning is known.
 * Tokens that nobody reported are our own estimate, where the answer's record has one.
 * Pure, and without words: those are put to it by `receiptView.ts`.
 */
import type {
  AnswerRecord,
  AttemptId,
  Cost,
  JournalEvent,
  Target,
  TokenUsage,
  TurnJournal,
  TurnRecord,
} from '../../core/index.ts';

type Started = Extract<JournalEvent, { type: 'attempt-started' }>;
type Ended = Extract<JournalEvent, { type: 'attempt-ended' }>;

export type Try = {
  readonly target: Target;
  readonly attemptId: AttemptId;
  readonly origin: Started['origin'];
  /** It was asked to see if it is back. */
  readonly isTrial: boolean;
  /** Since the question was sent. */
  readonly atMs: number;
  readonly ended: Ended | undefined;
  readonly requestId: string | undefined;
  readonly usage: TokenUsage | undefined;
  readonly isEstimated: boolean;
  readonly cost: Cost | undefined;
};

export function triesOf({ answers }: Pick<TurnRecord, 'answers'>, journal: TurnJournal): Try[] {
  const { events, costs } = journal;
  const since = sinceStart(events);
  return events.flatMap((event): Try[] => {
    if (event.type !== 'attempt-started') return [];
    const { attemptId, target, origin, trial } = event;
    const own = events.filter((other) => 'attemptId' in other && other.attemptId === attemptId);
    const ended = own.find((other) => other.type === 'attempt-ended');
    const response = own.find((other) => other.type === 'response-started');
    const answer = answers.find((other) => other.attemptId === attemptId);
    return [
      {
        ...{ target, attemptId, origin, ended, isTrial: trial !== undefined },
        atMs: since(event),
        requestId: ended?.error?.vendorRequestId ?? response?.vendorRequestId,
        ...countsOf(ended, answer),
        cost: costs[attemptId] ?? answer?.cost,
      },
    ];
  });
}

function countsOf(
  ended: Ended | undefined,
  answer: AnswerRecord | undefined,
): Pick<Try, 'usage' | 'isEstimated'> {
  const reported = ended?.usage ?? answer?.usage;
  const usage = reported ?? answer?.estimatedUsage;
  return { usage, isEstimated: reported === undefined };
}

/** Milliseconds from the first event; the calendar where a later window goes on with the turn. */
export function sinceStart(events: readonly JournalEvent[]): (event: JournalEvent) => number {
  const [first] = events;
  return (event) => {
    if (first === undefined) return 0;
    return first.windowId === event.windowId
      ? event.monoMs - first.monoMs
      : event.wallMs - first.wallMs;
  };
}
