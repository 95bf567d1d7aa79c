/*
 * A process of its own that does what a window does to the store, until it is killed:
 * `worker.mjs FOLDER NAME SEED`. It says what it is about to write and, when the store has
 * acknowledged it, that it is done; one thing at a time. Whoever kills it holds it to its words.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/store/index.ts';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { DAY, DAY_CAP, questionOf, sharedNowMs, type Said } from './said.ts';

const [folder = '', name = '', seed = '1'] = process.argv.slice(2);
const random = createSeededRandom(Number(seed));
const upTo = (max: number): number => Math.floor(random.next() * max);
/** A pipe takes it before this returns: what was said outlives the process. */
const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const store = await openStore({
  folder,
  onProblem: ({ what }) => say({ what: 'problem', id: what, is: 'done', rev: 0 }),
});

async function told(what: Said['what'], id: string, rev: number, work: () => Promise<unknown>) {
  say({ what, id, rev, is: 'begun' });
  await work();
  say({ what, id, rev, is: 'done' });
}

const conversationId = name;
const turnOf = (id: string, rev: number) => ({
  turnId: id,
  conversationId,
  askedWallMs: 1,
  question: questionOf(id, rev),
  answers: [],
});
let turns = 0;
const ops: readonly (() => Promise<unknown>)[] = [
  /** A turn, stored at its beginning, while words come, and at its end. */
  async () => {
    const id = `${name}-${(turns += 1)}`;
    for (let rev = 1; rev <= 3; rev += 1)
      await told('turn', id, rev, () =>
        store.save(turnOf(id, rev), { events: [], leftOut: rev, costs: {} }),
      );
    if (upTo(6) === 0) await told('removal', id, 4, () => store.removeTurns([id]));
  },
  async () => {
    const id = `${name}-${(turns += 1)}`;
    const entry = {
      ...{ attemptId: id, windowId: name, day: DAY, target: `${name}/m` },
      ...{ usdMicros: 30, isEstimated: true, isUnknown: false },
    };
    say({ what: 'spend', id, rev: 30, is: 'begun' });
    const broken = await store.reserveSpend(entry, [{ what: 'day', usdMicros: DAY_CAP }]);
    say({ what: 'spend', id, rev: broken === undefined ? 30 : 0, is: 'done' });
    if (broken !== undefined) return;
    await told('spend', id, 29, () => store.keepSpend({ ...entry, usdMicros: 29 }));
  },
  async () => {
    const rev = (turns += 1);
    const fact = { kind: 'breaker', key: name, wallMs: rev, text: questionOf(name, rev) };
    await told('fact', name, rev, () => store.keepFact(fact));
  },
  async () => {
    if (!(await store.leases.take('trial', 60_000))) return;
    say({ what: 'lease', id: 'trial', rev: sharedNowMs(), is: 'begun' });
    await new Promise((resolve) => {
      setTimeout(resolve, upTo(6));
    });
    say({ what: 'lease', id: 'trial', rev: sharedNowMs(), is: 'done' });
    await store.leases.giveBack('trial');
  },
  /** A question that is to wait. */
  async () => {
    const id = `${name}-${(turns += 1)}`;
    await told('turn', id, 1, () =>
      store.save(turnOf(id, 1), { events: [], leftOut: 1, costs: {} }),
    );
    await told('queued', id, 1, () =>
      store.enqueue({ turnId: id, conversationId, queuedWallMs: 1, windowId: name }),
    );
  },
  /** One of those that wait, whoever put it there, as a window sends it or doubts it. */
  async () => {
    const rows = await store.queued();
    const row = rows[upTo(rows.length)];
    if (row === undefined) return;
    const { turnId } = row;
    const key = `question ${turnId}`;
    if (!(await store.leases.take(key, 3_600_000))) return;
    const step = { turnId, windowId: name };
    if (row.state === 'sending')
      await store.moveQueued({ ...step, from: ['sending'], to: 'doubtful' });
    else if (await store.moveQueued({ ...step, from: ['waiting'], to: 'sending' })) {
      say({ what: 'sent', id: turnId, rev: 0, is: 'done' });
      await store.moveQueued({ ...step, from: ['sending'], to: 'gone' });
    }
    await store.leases.giveBack(key);
  },
  async () => {
    const id = `probe ${upTo(400)}`;
    if (await store.leases.take(id, 3_600_000, { outlivesHolder: true }))
      say({ what: 'used', id, rev: 0, is: 'done' });
  },
];
say({ what: 'open', id: name, rev: 0, is: 'done' });
for (;;) await ops[upTo(ops.length)]?.();
