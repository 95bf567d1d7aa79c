/*
 * Fifty sudden deaths among two processes that write: nothing that was acknowledged is gone.
 * `npm run torture:store` does it a thousand times. Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { withSqlite } from '../withSqlite.ts';
import { tempFolder } from '../tempFolder.ts';
import { turn } from '../turnStoreContract.ts';
import { torture } from './torture.ts';
import { questionOf, type Said } from './said.ts';
import { verdictOn } from './verdict.ts';

withSqlite('store, killed fifty times', () => {
  it('has all that was acknowledged', async function () {
    this.timeout(180_000);
    const { kills, counts, losses } = await torture({ kills: 50, seed: 20_260_822 });
    assert.deepEqual(losses, []);
    assert.equal(kills, 50);
    for (const what of [
      'turn',
      'removal',
      'spend',
      'fact',
      'lease',
      'used',
      'queued',
      'sent',
      'takeovers',
    ])
      assert.ok((counts[what] ?? 0) > 0, `no ${what} among ${JSON.stringify(counts)}`);
  });

  it('is seen to have lost what it has lost', async () => {
    const folder = await tempFolder();
    const store = await folder.open();
    const journal = { events: [], leftOut: 1, costs: {} };
    const old = turn('stale', { conversationId: 'w', question: questionOf('stale', 1) });
    await store.save(old, journal);
    await store.enqueue({ turnId: 'again', conversationId: 'w', queuedWallMs: 1, windowId: 'w' });
    const done = (what: Said['what'], id: string, rev: number): Said => ({
      ...{ what, id, rev },
      is: 'done',
    });
    const said = [
      done('turn', 'gone', 1),
      done('turn', 'stale', 2),
      done('spend', 's', 29),
      done('fact', 'w', 3),
      done('used', 'probe 1', 0),
      ...[done('queued', 'lost', 1), done('queued', 'again', 1), done('sent', 'again', 0)],
      { ...done('lease', 'trial', 10), is: 'begun' } as const,
    ];
    const lives = ['w', 'v'].map((name) => ({ name, said, killedAtMs: 20 }));
    const { losses } = await verdictOn(folder.path, lives);
    await folder.remove();
    assert.deepEqual(losses.slice(0, 4), [
      'turn gone: 1 was acknowledged, stored is undefined',
      'turn stale: 2 was acknowledged, stored is 1',
      'w spent 29, stored is 0',
      'w kept fact 3, stored is undefined',
    ]);
    assert.deepEqual(losses.slice(-6), [
      'question lost was to wait, and is neither there nor sent',
      'question lost was to wait, and is neither there nor sent',
      'question again was sent and would be sent again',
      '1 questions were sent twice',
      'w and v held one lease: 10 to 20 (killed), and 10 to 20 (ms)',
      '1 probes of a day were counted twice',
    ]);
  });
});
