/*
 * How long the dashboard takes to open with thirty days of a hundred questions each: read from the
 * file, folded, put into words, and drawn in a real browser. Under a Node without node:sqlite the
 * questions are held in memory instead, as text all the same, and the figure says so.
 */
import { askedTurn } from '../../../src/host/dashboard/askedTurn.ts';
import { dashboardData } from '../../../src/host/dashboard/dashboardData.ts';
import { dashboardView } from '../../../src/host/dashboard/dashboardView.ts';
import { localDay } from '../../../src/host/spend/localDay.ts';
import { DAY_MS, monthOfJournals, NOW_MS, TARGETS } from '../../host/dashboard/month.ts';
import { cardsOf, context } from '../../host/dashboard/views.ts';
import { tempFolder } from '../../store/tempFolder.ts';
import { openStage } from '../../webview/stage.ts';
import type { Section } from '../figure.ts';
import type { Say } from '../main.ts';

const PER_DAY = 100;
const RUNS = 7;
const GOAL_MS = 300;

export async function benchDashboard(say: Say): Promise<Section[]> {
  const folder = await tempFolder();
  const store = await folder.open();
  const stage = await openStage();
  try {
    const journals = monthOfJournals(PER_DAY, 1);
    say(`storing ${journals.size} questions …`);
    for (const [turnId, journal] of journals) {
      const askedWallMs = journal.events[0]?.wallMs ?? 0;
      const turn = { turnId, conversationId: 'c', askedWallMs, question: 'why?', answers: [] };
      await store.save(turn, journal);
    }
    const host: number[] = [];
    const page: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const panel = await stage.panel({ script: 'dashboard', width: 1_000, height: 800 });
      const beganMs = performance.now();
      const kept = await store.journalsSince(NOW_MS - 30 * DAY_MS);
      const data = dashboardData({
        turns: [...kept.values()].flatMap((journal) => askedTurn(journal) ?? []),
        chain: TARGETS.map((target) => ({ target, isPaused: false })),
        spent: await store.spendOf(localDay(NOW_MS).slice(0, 7), ''),
        ...{ nowMs: NOW_MS, dayOf: localDay, isSimulated: () => false },
      });
      const view = dashboardView({ data, cards: cardsOf() }, context);
      const readMs = performance.now();
      host.push(readMs - beganMs);
      await panel.host({ type: 'dashboard', view });
      await panel.settled();
      page.push(performance.now() - readMs);
      await panel.page.context().close();
    }
    const note = folder.problems.length === 0 ? 'from the file' : 'in memory: no node:sqlite';
    const figure = (name: string, runs: number[]) => ({ name, unit: 'ms' as const, runs });
    return [
      {
        title: `The dashboard with ${journals.size} questions of 30 days`,
        figures: [
          { ...figure('read, folded, put into words', host), note },
          figure('drawn', page),
          {
            ...figure(
              'open',
              host.map((ms, run) => ms + (page[run] ?? 0)),
            ),
            goal: { most: GOAL_MS },
          },
        ],
      },
    ];
  } finally {
    await stage.close();
    await store.close();
    await folder.remove();
  }
}
