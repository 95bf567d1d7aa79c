/*
 * Things to try in the trial, each one press: the faults are set, a fitting question is asked, and
 * each fault is lifted as soon as it has done its work, so that the recovery is seen as well.
 * Touches simulated providers only: without their switches nothing is set and nothing is asked.
 * Promise: when the turn is over, every fault that a demo has set is off again.
 */
import type { ComposerView } from '../protocol/index.ts';
import type { Fault } from '../sim/index.ts';
import type { ChatSession } from './chat/chatSession.ts';
import type { Composition } from './compose.ts';
import type { L10n } from './l10n.ts';

export type Demo = {
  readonly label: string;
  readonly question: string;
  readonly fault: Fault;
  /** Whom it befalls: the one who is asked first, or all. */
  readonly who: 'first' | 'all';
};

export type DemoDeps = {
  readonly composition: Pick<Composition, 'chain' | 'engine' | 'faults' | 'onJournal'>;
  readonly session: Pick<ChatSession, 'send' | 'busyTurnId'>;
  readonly newId: () => string;
  /** A switch moved: draw it. */
  readonly refresh: () => void;
};

function demos(l10n: L10n): Readonly<Record<string, Demo>> {
  return {
    cut: {
      label: l10n.t('Cut an answer'),
      question: l10n.t('What happens if my provider goes down in the middle of an answer?'),
      fault: 'cut',
      who: 'first',
    },
    pause: {
      label: l10n.t('Pause both'),
      question: l10n.t('Why is a provider paused, and when does it come back?'),
      fault: 'rate-limit',
      who: 'all',
    },
  };
}

/** The demo that a button names; the name comes from the panel and may be anything. */
export function demoOf(name: string | undefined, l10n: L10n): Demo | undefined {
  const all = demos(l10n);
  return name !== undefined && Object.hasOwn(all, name) ? all[name] : undefined;
}

/** Short enough to stand on one line in a narrow side bar. */
export function suggestions(l10n: L10n): ComposerView['suggestions'] {
  return [
    ...Object.entries(demos(l10n)).map(([demo, { label, question }]) => ({
      label,
      question,
      button: { label, action: 'demo' as const, args: { demo } },
    })),
    { label: l10n.t('Privacy?'), question: l10n.t('What leaves this computer, and who decides?') },
  ];
}

/** Resolves when the turn is over; false: nothing was asked. */
export async function playDemo(deps: DemoDeps, demo: Demo): Promise<boolean> {
  const { composition, session, refresh } = deps;
  const chain = composition.chain().filter((entry) => entry.armed && entry.enabled);
  const ids = [...new Set(chain.map((entry) => entry.target.providerId))];
  const boards = new Map(ids.map((id) => [id, composition.faults(id)]));
  const isSimulated = [...boards.values()].every((board) => board !== undefined);
  if (session.busyTurnId() !== undefined || ids.length === 0 || !isSimulated) return false;

  // What was tried before must not hide what is shown now.
  for (const [providerId, board] of boards) {
    for (const fault of board?.list ?? []) board?.set(fault, false);
    composition.engine.reset({ providerId });
  }
  const struck = demo.who === 'all' ? ids : ids.slice(0, 1);
  const lift = (id: string): void => boards.get(id)?.set(demo.fault, false);
  for (const id of struck) boards.get(id)?.set(demo.fault, true);
  const listening = composition.onJournal((event) => {
    if (event.type === 'attempt-ended') lift(event.target.providerId);
  });
  refresh();
  try {
    return await session.send(deps.newId(), demo.question);
  } finally {
    listening.dispose();
    for (const id of struck) lift(id);
    refresh();
  }
}
