/*
 * A conversation of 10,000 messages: opened at its end, read from end to start, searched. Beside it
 * the plain way, which puts every message into the page.
 */
import type { ChatView } from '../../../src/protocol/index.ts';
import type { Panel, Stage } from '../../webview/stage.ts';
import { view } from '../../webview/views.ts';
import { longConversation } from '../conversation.ts';
import type { Figure, Section } from '../figure.ts';
import type { Say } from '../main.ts';
import { longestTask } from './longestTask.ts';
import { shownAfter } from './probed.ts';

const TURNS = 5_000;
const RUNS = 3;
/** A hard turn of the wheel, in pixels a frame. */
const STEP_PX = 500;

type Opened = { readonly ms: number; readonly nodes: number };
type Scrolled = {
  readonly longestMs: number;
  readonly processorMs: number;
  readonly nodes: number;
  readonly seen: number;
  readonly blank: number;
};

export async function benchLongConversation(stage: Stage, say: Say): Promise<Section> {
  const whole = view({ turns: longConversation(TURNS) });
  const opens: Opened[] = [];
  for (let n = 1; n <= RUNS; n += 1) {
    say(`10,000 messages, opened, run ${n} of ${RUNS} …`);
    const panel = await stage.panel({ scale: 1 });
    opens.push(await open(panel, whole));
    await panel.page.context().close();
  }
  const panel = await stage.panel({ scale: 1 });
  await open(panel, whole);
  say('10,000 messages, read from end to start …');
  const scrolled = await scroll(panel);
  say('10,000 messages, searched …');
  const found = [await find(panel, 'Answer 17 begins'), await find(panel, 'Answer 4242 ends')];
  await panel.page.context().close();
  say('10,000 messages, all of them put into the page …');
  const plainPanel = await stage.panel({ scale: 1, script: 'plain' });
  const plain = await open(plainPanel, whole);
  await plainPanel.page.context().close();
  return {
    title: 'A conversation of 10,000 messages',
    figures: [
      {
        name: 'opens: snapshot to readable end',
        unit: 'ms',
        runs: opens.map(({ ms }) => ms),
        goal: { most: 300 },
      },
      {
        name: 'nodes in the page, opened',
        unit: 'nodes',
        runs: opens.map(({ nodes }) => nodes),
        goal: { most: 2_000 },
      },
      ...scrollFigures(scrolled),
      {
        name: 'search, to the first match',
        unit: 'ms',
        runs: found,
        goal: { most: 1_000 },
      },
      { name: 'plain: snapshot to readable end', unit: 'ms', runs: [plain.ms] },
      { name: 'plain: nodes in the page', unit: 'nodes', runs: [plain.nodes] },
    ],
  };
}

function scrollFigures(scrolled: Scrolled): Figure[] {
  return [
    {
      name: 'scrolling end to start, longest task',
      unit: 'ms',
      runs: [scrolled.longestMs],
      goal: { most: 50 },
    },
    { name: '  of its own processor time', unit: 'ms', runs: [scrolled.processorMs] },
    {
      name: '  most nodes in the page',
      unit: 'nodes',
      runs: [scrolled.nodes],
      goal: { most: 2_000 },
    },
    { name: '  turns never seen', unit: '', runs: [TURNS - scrolled.seen], goal: { most: 0 } },
    {
      name: '  frames with nothing to read',
      unit: 'frames',
      runs: [scrolled.blank],
      goal: { most: 0 },
      note: `${STEP_PX} px a frame`,
    },
  ];
}

async function open(panel: Panel, whole: ChatView): Promise<Opened> {
  const ms = await shownAfter(
    panel,
    { type: 'chat-snapshot', seq: 0, view: whole, strings: {} },
    `Answer ${TURNS - 1} ends.`,
  );
  return { ms, nodes: await panel.page.evaluate(() => window.probe.countNodes()) };
}

async function scroll(panel: Panel): Promise<Scrolled> {
  let read = { nodes: 0, seen: 0, blank: 0 };
  const longest = await longestTask(panel, async () => {
    read = await panel.page.evaluate((step) => window.probe.readUpwards(step), STEP_PX);
  });
  return { ...read, longestMs: longest.wallMs, processorMs: longest.processorMs };
}

async function find(panel: Panel, words: string): Promise<number> {
  await panel.page.keyboard.press('Control+f');
  await panel.page.locator('.sf-find-field').fill('');
  await panel.settled();
  const ms = await panel.page.evaluate((wanted) => window.probe.foundAfter(wanted), words);
  await panel.page.keyboard.press('Escape');
  return ms;
}
