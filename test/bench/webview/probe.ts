/*
 * What looks at the page from inside: when something is on the screen, how long keys and frames
 * take, what a reader meets who goes through the whole log. Loaded into the page before the panel.
 */
import type { HostMessage } from '../../../src/protocol/index.ts';

export type Read = { readonly nodes: number; readonly seen: number; readonly blank: number };

const frame = (): Promise<number> =>
  new Promise((done) => {
    requestAnimationFrame(done);
  });

/** The time when the frame that is drawn next has been painted. */
function painted(): Promise<number> {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () => done(performance.now()));
      channel.port1.start();
      channel.port2.postMessage(0);
    });
  });
}

const logBox = (): DOMRect | undefined =>
  document.querySelector('.sf-log')?.getBoundingClientRect();

/** Elements, texts and comments alike. */
function countNodes(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let count = 1;
  while (walker.nextNode() !== null) count += 1;
  return count;
}

/**
 * From the arrival of `message` to the end of the frame that shows `words` inside the log's box.
 * Reading the message out of its envelope counts.
 */
async function shownAfter(message: HostMessage, words: string): Promise<number> {
  const isShown = (): boolean => {
    const box = logBox();
    const last = [...document.querySelectorAll('.sf-markdown')].at(-1)?.lastElementChild;
    if (box === undefined || last?.textContent.includes(words) !== true) return false;
    const { bottom } = last.getBoundingClientRect();
    return bottom > box.top && bottom <= box.bottom + 1;
  };
  const arrived = new Promise<number>((done) => {
    addEventListener('message', () => done(performance.now()), { once: true, capture: true });
  });
  window.postMessage(message, '*');
  const fromMs = await arrived;
  for (let n = 0; n < 2_000; n += 1) {
    const atMs = await painted();
    if (isShown()) return atMs - fromMs;
  }
  throw new Error(`"${words}" never came onto the screen.`);
}

export type Watched = { readonly typed: readonly number[]; readonly frames: readonly number[] };
const watched = { typed: [] as number[], frames: [] as number[] };

/** Keys: from the press, as the browser stamped it, to the end of the frame that shows it. */
function watch(): void {
  const pressed = (event: KeyboardEvent): void => {
    void painted().then((ms) => watched.typed.push(ms - event.timeStamp));
  };
  addEventListener('keydown', pressed, { capture: true });
  let lastMs = performance.now();
  const step = (): void => {
    const nowMs = performance.now();
    watched.frames.push(nowMs - lastMs);
    lastMs = nowMs;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** Up through the log, `step` pixels a frame, looking at what stands in it. */
async function readUpwards(step: number): Promise<Read> {
  const log = document.querySelector('.sf-log');
  const box = logBox();
  if (log === null || box === undefined) throw new Error('There is no log.');
  const seen = new Set<string>();
  let blank = 0;
  let nodes = 0;
  for (let still = 0, n = 0; still < 30; n += 1) {
    await frame();
    const turns = turnsIn(box);
    if (turns.length === 0) blank += 1;
    for (const turn of turns) seen.add(turn);
    if (n % 30 === 0) nodes = Math.max(nodes, countNodes());
    still = log.scrollTop <= 0 ? still + 1 : 0;
    log.scrollTop -= step;
  }
  return { nodes, seen: seen.size, blank };
}

function turnsIn(box: DOMRect): string[] {
  const found: string[] = [];
  for (let y = box.top + 20; y < box.bottom; y += 60) {
    const at = document.elementFromPoint(box.left + box.width / 2, y);
    const turn = at?.closest<HTMLElement>('[data-turn]')?.dataset['turn'];
    if (turn !== undefined) found.push(turn);
  }
  return found;
}

/** Until the first match is painted where it can be seen. */
async function foundAfter(words: string): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('.sf-find-field');
  if (field === null) throw new Error('The find bar is closed.');
  const fromMs = performance.now();
  field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  for (let n = 0; n < 2_000; n += 1) {
    await frame();
    const [here] = [...(CSS.highlights.get('sf-found-here') ?? [])] as Range[];
    const box = logBox();
    const top = here?.getBoundingClientRect().top ?? Number.NaN;
    const isSeen = box !== undefined && top > box.top && top < box.bottom;
    if (isSeen && here?.toString() === words) return performance.now() - fromMs;
  }
  throw new Error(`"${words}" was never found.`);
}

const probe = { shownAfter, watch, watched, readUpwards, foundAfter, countNodes };
export type Probe = typeof probe;
Object.assign(window, { probe });
