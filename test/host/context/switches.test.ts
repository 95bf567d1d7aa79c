import assert from 'node:assert/strict';
import { createSwitches } from '../../../src/host/context/switches.ts';

function memory(first?: unknown) {
  let kept: unknown = first;
  return {
    get: () => kept,
    update: (_key: string, value: unknown) => {
      kept = value;
      return Promise.resolve();
    },
    kept: () => kept as string[],
  };
}

describe('switches', () => {
  it('are on until they are switched off, for one conversation', async () => {
    const switches = createSwitches(memory());
    await switches.set('a', false);
    await switches.set('a', false);
    assert.deepEqual([switches.isOn('a'), switches.isOn('b')], [false, true]);
    await switches.set('a', true);
    assert.equal(switches.isOn('a'), true);
  });

  it('keep the newest, and read what makes no sense as nothing', async () => {
    assert.equal(createSwitches(memory({ a: 1 })).isOn('a'), true);
    const box = memory(['x', 3]);
    const switches = createSwitches(box);
    for (let n = 0; n < 400; n += 1) await switches.set(`c${n}`, false);
    assert.deepEqual([box.kept().length, box.kept().at(-1)], [300, 'c399']);
  });
});
