/*
 * Holds the store to what was acknowledged: opens the folder as a window would and compares. A
 * write that was begun and not acknowledged may be there or not, and is never half there.
 * Losses are sentences; none means that everything was as promised. It writes nothing.
 */
import { openStore } from '../../../src/store/index.ts';
import type { Store } from '../../../src/store/index.ts';
import type { Life } from './lives.ts';
import { DAY, DAY_CAP, questionOf, type Said } from './said.ts';

export type Verdict = {
  readonly losses: readonly string[];
  /** Acknowledged, by kind; `takeovers`: leases that a dead process held when they were taken. */
  readonly counts: Readonly<Record<string, number>>;
};

/** What was acknowledged last, and what was begun last, of each thing. */
type Known = { readonly done: number | undefined; readonly begun: number };

export async function verdictOn(folder: string, lives: readonly Life[]): Promise<Verdict> {
  const losses: string[] = [];
  const store = await openStore({ folder, onProblem: ({ what }) => losses.push(what) });
  try {
    for (const life of lives) losses.push(...(await lossesOf(store, life)));
    losses.push(...(await queueLosses(store, lives)));
    const sums = await store.spendOf(DAY.slice(0, 7), '');
    const total = sums.reduce((sum, { usdMicros }) => sum + usdMicros, 0);
    if (total > DAY_CAP) losses.push(`${total} was spent, ${DAY_CAP} is the limit`);
  } finally {
    await store.close();
  }
  const { problems, takeovers } = sharedLeases(lives);
  return { losses: [...losses, ...problems], counts: { ...countsOf(lives), takeovers } };
}

function known(said: readonly Said[], ...whats: Said['what'][]): ReadonlyMap<string, Known> {
  const all = new Map<string, Known>();
  for (const { what, id, rev, is } of said) {
    if (!whats.includes(what)) continue;
    const before = all.get(id);
    all.set(id, is === 'begun' ? { done: before?.done, begun: rev } : { done: rev, begun: rev });
  }
  return all;
}

async function lossesOf(store: Store, { name, said }: Life): Promise<readonly string[]> {
  const losses = said.flatMap(({ what, id }) =>
    what === 'problem' ? [`${name} told: ${id}`] : [],
  );
  losses.push(...(await turnLosses(store, name, said)));

  const sums = (await store.spendOf(DAY.slice(0, 7), '')).filter(
    ({ target }) => target === `${name}/m`,
  );
  const spent = sums.reduce((sum, { usdMicros }) => sum + usdMicros, 0);
  const entries = [...known(said, 'spend').values()];
  const least = entries.reduce((sum, { done = 0 }) => sum + done, 0);
  const other = entries.reduce((sum, { begun }) => sum + begun, 0);
  if (spent !== least && spent !== other) losses.push(`${name} spent ${least}, stored is ${spent}`);

  const fact = (await store.factsOf('breaker')).find(({ key }) => key === name);
  const { done, begun } = known(said, 'fact').get(name) ?? { done: undefined, begun: 0 };
  const rev = fact?.wallMs;
  if (rev !== done && rev !== begun) losses.push(`${name} kept fact ${done}, stored is ${rev}`);
  if (fact !== undefined && fact.text !== questionOf(name, fact.wallMs))
    losses.push(`the fact of ${name} is not what was written`);
  return losses;
}

async function turnLosses(store: Store, name: string, said: readonly Said[]): Promise<string[]> {
  const losses: string[] = [];
  const stored = new Map((await store.turnsOf(name)).map((turn) => [turn.turnId, turn]));
  const journals = await store.journalsOf([...stored.keys()]);
  for (const [id, { done, begun }] of known(said, 'turn', 'removal')) {
    const turn = stored.get(id);
    const rev = journals.get(id)?.leftOut;
    stored.delete(id);
    // The fourth version is none: it was removed.
    const may = [done, begun].map((version) => (version === 4 ? undefined : version));
    if (!may.includes(rev)) losses.push(`turn ${id}: ${done} was acknowledged, stored is ${rev}`);
    if (turn?.question !== (rev === undefined ? undefined : questionOf(id, rev)))
      losses.push(`turn ${id} and its journal are not of one moment`);
  }
  return [...losses, ...[...stored.keys()].map((id) => `turn ${id} was never written`)];
}

/** Each question that was put there waits still or was sent, and none was sent twice. */
async function queueLosses(store: Store, lives: readonly Life[]): Promise<readonly string[]> {
  const all = lives.flatMap(({ said }) => said);
  const sent = all.filter(({ what }) => what === 'sent').map(({ id }) => id);
  const once = new Set(sent);
  const states = new Map((await store.queued()).map(({ turnId, state }) => [turnId, state]));
  const put = all.filter(({ what, is }) => what === 'queued' && is === 'done');
  const lost = put.filter(({ id }) => !states.has(id) && !once.has(id));
  const again = [...once].filter((id) => states.get(id) === 'waiting');
  return [
    ...lost.map(({ id }) => `question ${id} was to wait, and is neither there nor sent`),
    ...again.map((id) => `question ${id} was sent and would be sent again`),
    ...(sent.length === once.size ? [] : [`${sent.length - once.size} questions were sent twice`]),
  ];
}

/** One holder at a time, and what is used up is used up once. */
function sharedLeases(lives: readonly Life[]): { problems: string[]; takeovers: number } {
  const held = lives.flatMap(({ name, said, killedAtMs }) => {
    const moments = said.filter(({ what }) => what === 'lease');
    return moments.flatMap(({ is, rev }, at) =>
      is === 'done'
        ? []
        : [
            {
              name,
              fromMs: rev,
              toMs: moments[at + 1]?.rev ?? killedAtMs,
              isCutOff: moments[at + 1] === undefined,
            },
          ],
    );
  });
  const inOrder = held.toSorted((a, b) => a.fromMs - b.fromMs);
  const problems: string[] = [];
  let takeovers = 0;
  for (const [at, now] of inOrder.entries()) {
    const before = inOrder[at - 1];
    if (before === undefined) continue;
    if (before.isCutOff) takeovers += 1;
    if (before.toMs > now.fromMs)
      problems.push(
        `${before.name} and ${now.name} held one lease: ${before.fromMs} to ${before.toMs}` +
          `${before.isCutOff ? ' (killed)' : ''}, and ${now.fromMs} to ${now.toMs} (ms)`,
      );
  }
  const used = lives.flatMap(({ said }) => said.filter(({ what }) => what === 'used'));
  const twice = used.length - new Set(used.map(({ id }) => id)).size;
  if (twice > 0) problems.push(`${twice} probes of a day were counted twice`);
  return { problems, takeovers };
}

function countsOf(lives: readonly Life[]): Record<string, number> {
  const counts: Record<string, number> = {
    turn: 0,
    removal: 0,
    spend: 0,
    fact: 0,
    lease: 0,
    used: 0,
    queued: 0,
    sent: 0,
  };
  for (const { said } of lives)
    for (const { what, is } of said)
      if (is === 'done' && what in counts) counts[what] = (counts[what] ?? 0) + 1;
  return counts;
}
