import assert from 'node:assert/strict';
import { createKeyPresence } from '../../../src/host/keys/keyPresence.ts';
import { ProviderSetting } from '../../../src/host/settings/schema.ts';

describe('keyPresence', () => {
  it('knows a key only for the address it was entered for', async () => {
    const bound = new Map([
      ['a', 'https://one.example'],
      ['b', 'https://api.openai.com'],
    ]);
    let baseUrl = 'https://one.example/v1';
    const presence = createKeyPresence(
      { boundOrigin: (id) => Promise.resolve(bound.get(id)) },
      () => [
        ProviderSetting.parse({ id: 'a', kind: 'compatible', models: ['m'], baseUrl }),
        ProviderSetting.parse({ id: 'b', kind: 'openai', models: ['m'] }),
        ProviderSetting.parse({ id: 'c', kind: 'openai', models: ['m'] }),
      ],
    );
    assert.equal(presence.hasKey('a'), false);
    await presence.refresh();
    assert.deepEqual(['a', 'b', 'c'].map(presence.hasKey), [true, true, false]);
    baseUrl = 'https://elsewhere.example/v1';
    await presence.refresh();
    assert.equal(presence.hasKey('a'), false);
  });

  it('believes the look that began last, whichever ends first', async () => {
    const answers: ((origin: string | undefined) => void)[] = [];
    const presence = createKeyPresence(
      {
        boundOrigin: () =>
          new Promise((resolve) => {
            answers.push(resolve);
          }),
      },
      () => [ProviderSetting.parse({ id: 'a', kind: 'openai', models: ['m'] })],
    );
    const looks = [presence.refresh(), presence.refresh()];
    answers[1]?.('https://api.openai.com');
    await looks[1];
    answers[0]?.(undefined);
    await looks[0];
    assert.equal(presence.hasKey('a'), true);
  });

  it('names who lacks a key that is needed and is on, once it has looked', async () => {
    const entry = (id: string, more: object): ProviderSetting =>
      ProviderSetting.parse({ id, kind: 'openai', models: ['m'], ...more });
    const presence = createKeyPresence(
      {
        boundOrigin: (id) => Promise.resolve(id === 'has' ? 'https://api.openai.com' : undefined),
      },
      () => [
        entry('has', {}),
        entry('lacks', {}),
        entry('off', { enabled: false }),
        entry('needs-none', { kind: 'compatible', baseUrl: 'http://127.0.0.1:1/v1' }),
      ],
    );
    assert.deepEqual(presence.lacking(), []);
    await presence.refresh();
    assert.deepEqual(
      presence.lacking().map(({ id }) => id),
      ['lacks'],
    );
  });
});
