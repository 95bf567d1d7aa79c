/*
 * `npm run torture:store [-- --kills N] [--seed N]`: kills processes at random moments while they
 * write turns, money, facts of breakers, leases and questions that wait, a thousand times by
 * default, and counts what was acknowledged and is gone. Exit code 1 where anything is, 2 for a wrong
 * argument, 3 where the run itself broke off: the last line then says after how many kills and why.
 * A seed draws the same operations; the moments of death are the computer's own.
 */
import { parseArgs } from 'node:util';
import { torture } from './torture.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  say('--kills takes a whole number from 1 on, --seed a whole number.');
  process.exit(2);
}
const startMs = performance.now();
let sofar = 'before the first round was over';
const brokeOff = (why: unknown): never => {
  const words = why instanceof Error ? (why.stack ?? why.message) : String(why);
  say(`broken off (${sofar}): ${words}`);
  process.exit(3);
};
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => brokeOff(`${signal} from outside`));
process.once('uncaughtException', brokeOff);
const { counts, losses } = await torture({
  ...{ kills, seed },
  say(line) {
    sofar = line;
    say(line);
  },
}).catch(brokeOff);
say(`seed ${seed}, ${((performance.now() - startMs) / 1000).toFixed(0)} s; acknowledged:`);
for (const [what, count] of Object.entries(counts)) say(`  ${what.padEnd(10)}${count}`);
for (const loss of losses) say(loss);
say(
  losses.length === 0 ? `${kills} kills, nothing lost` : `${kills} kills, ${losses.length} losses`,
);
process.exit(losses.length === 0 ? 0 : 1);
