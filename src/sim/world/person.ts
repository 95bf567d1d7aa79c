/*
 * A person at one window: when they ask, how long they look, and how patient they are. Questions
 * come in bursts within office hours, fewer at the weekend; some are stopped, some are hurried.
 * A person knows nothing of the engine but what it shows. What they do is drawn by chance of their
 * own, so that another answer of a server does not change when they ask next.
 */
import type { Attention, Clock, Control, Disposable, EngineEvent, Lane } from '../../core/index.ts';
import type { SeededRandom } from '../seededRandom.ts';

export type PersonPlan = {
  readonly windowId: string;
  /** Questions on a working day; a fifth of that at the weekend. */
  readonly perDay: number;
  /** Shares of questions, 0–1: not asked in the chat; stopped; hurried or switched in a wait. */
  readonly otherLanes: number;
  readonly stops: number;
  readonly controls: number;
  /** Of bursts, 0–1: all of their questions are asked at once. */
  readonly crowds: number;
  /** Calendar hours of the day between which they work. */
  readonly fromHour: number;
  readonly toHour: number;
};

/** One question as a person means it. */
export type Question = {
  readonly lane: Lane;
  /** They stop it so long after it was asked. */
  readonly stopAfterMs: number | undefined;
  readonly canFold: boolean;
  /** What they say to a wait that is shown, and after how long. */
  readonly answerTo: (event: EngineEvent) => { afterMs: number; control: Control } | undefined;
};

export interface Person {
  readonly attention: Attention;
  /** Ask for as long as it is not disposed. */
  begin(ask: (question: Question) => void): Disposable;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const BURST_MAX = 8;
const CROWD_MAX = 30;
const OTHER_LANES: readonly Lane[] = ['inline', 'inline', 'background', 'external', 'probe'];
const WEEKEND: readonly number[] = [0, 6];
/** 1970-01-01 was a Thursday. */
const weekday = (wallMs: number): number => (Math.floor(wallMs / DAY_MS) + 4) % 7;

export function createPerson(clock: Clock, random: SeededRandom, plan: PersonPlan): Person {
  const attention = createAttention(clock);
  const question = (): Question => {
    const isOther = random.next() < plan.otherLanes;
    return {
      lane: isOther ? (OTHER_LANES[random.below(5)] ?? 'inline') : 'chat',
      stopAfterMs: random.next() < plan.stops ? 30_000 * random.next() : undefined,
      // The chat panel shows a fragment beside a whole answer; of the others some can.
      canFold: !isOther || random.next() < 0.5,
      answerTo: answering(random, plan.controls),
    };
  };

  return {
    attention,
    begin(ask) {
      let timer: Disposable | undefined;
      let isOver = false;
      const later = (delayMs: number, fn: () => void): void => {
        if (!isOver) timer = clock.after(delayMs, fn);
      };
      const burst = (left: number, isCrowd: boolean, then: () => void): void => {
        attention.look(true);
        ask(question());
        const paceMs = isCrowd ? 200 : 3_000 + 120_000 * random.next();
        if (left > 1) later(paceMs, () => burst(left - 1, isCrowd, then));
        else
          later(120_000 * random.next(), () => {
            attention.look(false);
            then();
          });
      };
      const day = (): void => {
        const wallMs = clock.wallMs();
        const starts = startsOf(plan, random, WEEKEND.includes(weekday(wallMs)));
        const midnightMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
        const next = (): void => {
          const start = starts.shift();
          const atWallMs = start === undefined ? midnightMs + DAY_MS : midnightMs + start.atMs;
          const delayMs = Math.max(1_000, atWallMs - clock.wallMs());
          later(delayMs, start === undefined ? day : () => burst(start.count, start.isCrowd, next));
        };
        next();
      };
      day();
      return {
        dispose() {
          isOver = true;
          timer?.dispose();
        },
      };
    },
  };
}

/** The bursts of one day, in order: when each begins, after midnight, and how many it holds. */
function startsOf(plan: PersonPlan, random: SeededRandom, isWeekend: boolean) {
  const { fromHour, toHour, perDay } = plan;
  let left = Math.round(perDay * (isWeekend ? 0.2 : 0.5 + random.next()));
  const starts: { readonly atMs: number; readonly count: number; readonly isCrowd: boolean }[] = [];
  while (left > 0) {
    const isCrowd = random.next() < plan.crowds;
    const count = Math.min(left, 1 + random.below(isCrowd ? CROWD_MAX : BURST_MAX));
    left -= count;
    const atMs = HOUR_MS * (fromHour + (toHour - fromHour) * random.next());
    starts.push({ atMs, count, isCrowd });
  }
  return starts.toSorted((a, b) => a.atMs - b.atMs);
}

function answering(random: SeededRandom, controls: number): Question['answerTo'] {
  const mood = random.next();
  const afterMs = 500 + 8_000 * random.next();
  return (event) => {
    if (event.type !== 'waiting-until') return undefined;
    // Whoever is asked what is to become of a broken answer decides, sooner or later.
    if (event.reason === 'mid-stream')
      return { afterMs, control: mood < 0.5 && event.canContinue ? 'continue' : 'restart' };
    if (mood >= controls) return undefined;
    return { afterMs, control: mood < controls / 2 && event.canSwitch ? 'switch' : 'try-now' };
  };
}

function createAttention(clock: Clock): Attention & { look(isThere: boolean): void } {
  const listeners = new Set<() => void>();
  let isThere = false;
  let lastMs: number | undefined;
  return {
    lastFocusedMs: () => (isThere ? clock.nowMs() : lastMs),
    on(fn) {
      listeners.add(fn);
      return { dispose: () => void listeners.delete(fn) };
    },
    look(isNow) {
      const comes = isNow && !isThere;
      isThere = isNow;
      lastMs = clock.nowMs();
      if (comes) for (const fn of [...listeners]) fn();
    },
  };
}
