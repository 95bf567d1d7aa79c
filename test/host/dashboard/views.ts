/*
 * The dashboard's data in words for the tests of its page: a month of questions, three members of a
 * chain (one paused, one answering, one on this computer), figures of the day for each.
 */
import type { TargetHealth, TargetStatus } from '../../../src/core/index.ts';
import { targetKey } from '../../../src/core/index.ts';
import { askedTurn } from '../../../src/host/dashboard/askedTurn.ts';
import type { CardContext } from '../../../src/host/dashboard/cardView.ts';
import { dashboardData, type DashboardData } from '../../../src/host/dashboard/dashboardData.ts';
import { dashboardView, type ViewInput } from '../../../src/host/dashboard/dashboardView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { localDay } from '../../../src/host/spend/localDay.ts';
import type { DashboardView } from '../../../src/protocol/dashboard.ts';
import { record } from '../fakes.ts';
import { monthOfJournals, NOW_MS, TARGETS } from './month.ts';

const NAMES: Record<string, string> = { claude: 'Claude', gpt: 'GPT', llama: 'Ollama' };
const HOSTS: Record<string, string> = {
  claude: 'api.anthropic.com',
  gpt: 'api.openai.com',
  llama: 'localhost:11434',
};
const nameOf = (id: string): string => NAMES[id] ?? id;

export const context: CardContext = {
  l10n: plainEnglish,
  names: {
    provider: nameOf,
    target: ({ providerId }) => nameOf(providerId),
    isSimulated: (id) => id === 'sim',
  },
  wallMs: NOW_MS,
  language: 'en',
};

export function monthData(perDay: number, seed = 7): DashboardData {
  const turns = [...monthOfJournals(perDay, seed).values()];
  return dashboardData({
    turns: turns.flatMap((journal) => askedTurn(journal) ?? []),
    chain: TARGETS.map((target, at) => ({ target, isPaused: at === 0 })),
    spent: TARGETS.map((target, at) => ({
      ...{ day: localDay(NOW_MS), target: targetKey(target), usdMicros: at === 2 ? 0 : 310_000 },
      ...{ isEstimated: false, attempts: 3, unknowns: 0 },
    })),
    ...{ nowMs: NOW_MS, dayOf: localDay, isSimulated: () => false },
  });
}

const UNKNOWN = { is: 'unknown' } as const;
const GOOD = { is: 'good' } as const;

/** `untilMs`: how much longer the first one is paused. */
export function cardsOf(untilMs = 372_000): ViewInput['cards'] {
  const shown = [
    { state: 'paused', word: 'paused until 14:11', untilWallMs: NOW_MS + untilMs },
    { state: 'answering', word: 'answering' },
    { state: 'ready', word: 'ready' },
  ] as const;
  return TARGETS.map((target, at) => {
    const status: TargetStatus =
      at === 0
        ? { ...{ target, state: 'paused', breaker: 'open' }, error: record({ kind: 'overloaded' }) }
        : { target, state: 'working', breaker: 'closed' };
    const health: TargetHealth = [
      {
        ...{ target, reachable: GOOD, coherent: GOOD },
        fast: { is: 'bad', figure: 2_400, limit: 800 } as const,
        headroom: { is: 'bad', figure: 0.12, limit: 0.15 } as const,
      },
      {
        ...{ target, reachable: GOOD, fast: GOOD, coherent: GOOD },
        headroom: { is: 'good', figure: 0.71, limit: 0.15 } as const,
      },
      { target, reachable: GOOD, fast: UNKNOWN, coherent: UNKNOWN, headroom: UNKNOWN },
    ][at] as TargetHealth;
    const { providerId } = target;
    return {
      shown: {
        ...{ targetKey: targetKey(target), providerId, name: nameOf(providerId) },
        ...{ simulated: false, ...shown[at], state: shown[at]?.state ?? 'ready' },
        word: shown[at]?.word ?? '',
      },
      ...{ status, health, host: HOSTS[providerId], isFree: at === 2 },
    };
  });
}

export const monthView = (perDay = 40): DashboardView =>
  dashboardView({ data: monthData(perDay), cards: cardsOf() }, context);

export const emptyView = (): DashboardView =>
  dashboardView({ data: { ...monthData(0), days: [] }, cards: [] }, context);
