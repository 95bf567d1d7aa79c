import assert from 'node:assert/strict';
import { planEntries, type Chosen } from '../../../src/host/firstRun/newEntries.ts';

const chosen = (more: Partial<Chosen> = {}): Chosen => ({
  kind: 'openai',
  label: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  standing: { is: 'new' },
  models: ['gpt-5'],
  key: 'sk-0123456789',
  isOwnAddress: true,
  ...more,
});

describe('entries from offers', () => {
  it('arms the first provider ever and no other', () => {
    const armed = (before: { id: string; name: string; isReal: boolean }[]): boolean[] =>
      planEntries([chosen(), chosen({ label: 'Other' })], before).entries.map((one) => one.armed);
    assert.deepEqual(armed([]), [true, false]);
    assert.deepEqual(armed([{ id: 'sim', name: 'Sim', isReal: false }]), [true, false]);
    assert.deepEqual(armed([{ id: 'a', name: 'A', isReal: true }]), [false, false]);
  });

  it('gives each an id and a name that nobody has', () => {
    const before = [{ id: 'openai', name: 'OpenAI', isReal: true }];
    const plan = planEntries([chosen(), chosen(), chosen({ label: '日本' })], before);
    const ids = plan.entries.map(({ id }) => id);
    const names = plan.entries.map(({ name }) => name);
    assert.deepEqual(names, ['OpenAI (api.openai.com)', 'OpenAI (api.openai.com) 2', '日本']);
    assert.equal(new Set([...ids, 'openai']).size, 4);
    assert.deepEqual(plan.touched, ids);
  });

  it('keeps keys out of the entries, and binds each to the origin of its own address', () => {
    const moved = chosen({ baseUrl: 'https://gateway.example/v1', isOwnAddress: false });
    const plan = planEntries([chosen(), moved, chosen({ key: undefined })], []);
    assert.ok(!JSON.stringify(plan.entries).includes('0123456789'));
    assert.deepEqual(
      plan.entries.map(({ baseUrl }) => baseUrl),
      [undefined, 'https://gateway.example/v1', undefined],
    );
    assert.deepEqual(
      plan.keys.map(({ origin }) => origin),
      ['https://api.openai.com', 'https://gateway.example'],
    );
  });

  it('brings a key and no entry where only the key is missing', () => {
    const before = [{ id: 'mine', name: 'OpenAI', isReal: true }];
    const fills = chosen({ standing: { is: 'fills', providerId: 'mine' } });
    const plan = planEntries([fills], before);
    assert.deepEqual(plan.entries, []);
    assert.deepEqual(plan.keys, [
      { providerId: 'mine', origin: 'https://api.openai.com', key: 'sk-0123456789' },
    ]);
    assert.deepEqual(plan.touched, ['mine']);
  });
});
