/*
 * The longest task of a page's main thread, from the browser's own trace: as the clock saw it, and
 * as processor time, which other programs on the machine cannot lengthen.
 */
import type { Panel } from '../../webview/stage.ts';

export type Longest = { readonly wallMs: number; readonly processorMs: number };

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

/** Runs `work` and looks at every task of the page meanwhile. */
export async function longestTask(panel: Panel, work: () => Promise<void>): Promise<Longest> {
  const browser = panel.page.context().browser();
  if (browser === null) throw new Error('The page has no browser of its own.');
  await browser.startTracing(panel.page, { categories: ['toplevel'] });
  let trace: Buffer;
  try {
    await work();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  return longestOf(traceEvents);
}

/** Of the page that worked most: the browser keeps a spare one ready. */
function longestOf(events: readonly TraceEvent[]): Longest {
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const perThread = threads.map(({ pid, tid }) =>
    events.filter(
      (event) =>
        event.pid === pid &&
        event.tid === tid &&
        event.ph === 'X' &&
        event.name === 'ThreadControllerImpl::RunTask',
    ),
  );
  const sum = (tasks: readonly TraceEvent[]): number =>
    tasks.reduce((total, { dur = 0 }) => total + dur, 0);
  const [busiest = []] = perThread.toSorted((a, b) => sum(b) - sum(a));
  if (busiest.length === 0) throw new Error('The trace holds no task of a page.');
  return {
    wallMs: Math.max(...busiest.map(({ dur = 0 }) => dur)) / 1000,
    processorMs: Math.max(...busiest.map(({ tdur = 0 }) => tdur)) / 1000,
  };
}
