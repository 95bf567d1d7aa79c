import assert from 'node:assert/strict';
import { createKeyRing, type SecretBox } from '../../../src/host/keys/keyRing.ts';

const box = (): SecretBox & { readonly map: Map<string, string> } => {
  const map = new Map<string, string>();
  return {
    map,
    get: (name) => Promise.resolve(map.get(name)),
    store: (name, value) => Promise.resolve(void map.set(name, value)),
    delete: (name) => Promise.resolve(void map.delete(name)),
    keys: () => Promise.resolve([...map.keys()]),
  };
};
/** A clock whose timers fire only when the test says so. */
const timers = (): { after(ms: number, fn: () => void): { dispose(): void }; fire(): void } => {
  const waiting = new Set<() => void>();
  return {
    after: (_ms, fn) => {
      waiting.add(fn);
      return { dispose: () => void waiting.delete(fn) };
    },
    fire: () => {
      for (const fn of [...waiting]) fn();
    },
  };
};
const unwanted = (why: string): void => assert.equal(why, '', 'no trouble was expected');
const broken = (): Promise<never> => Promise.reject(new Error('no keyring'));

describe('keyRing', () => {
  it('hands a key out for the origin it was entered for, and for no other', async () => {
    const keys = createKeyRing(box(), timers(), unwanted);
    assert.equal(await keys.set('p', 'https://a.example', 'k-1'), 'stored');
    assert.equal(await keys.keyOf('p', 'https://a.example'), 'k-1');
    assert.equal(await keys.keyOf('p', 'https://b.example'), undefined);
    assert.equal(await keys.boundOrigin('p'), 'https://a.example');
  });

  it('forgets a removed key', async () => {
    const secrets = box();
    const keys = createKeyRing(secrets, timers(), unwanted);
    await keys.set('p', 'https://a.example', 'k-1');
    await keys.remove('p');
    assert.equal(await keys.keyOf('p', 'https://a.example'), undefined);
    assert.equal(secrets.map.size, 0);
  });

  it('keeps a key for the window when there is no keyring, and says so once', async () => {
    const told: string[] = [];
    const none: SecretBox = { get: broken, store: broken, delete: broken, keys: broken };
    const keys = createKeyRing(none, timers(), (why) => told.push(why));
    assert.equal(await keys.set('p', 'https://a.example', 'k-1'), 'session');
    assert.equal(await keys.keyOf('p', 'https://a.example'), 'k-1');
    assert.equal(await keys.keyOf('other', 'https://a.example'), undefined);
    await keys.remove('p');
    assert.equal(await keys.keyOf('p', 'https://a.example'), undefined);
    assert.deepEqual(told, ['no keyring']);
  });

  it('takes a keyring that hangs for a missing one', async () => {
    const hang = (): Promise<never> => new Promise<never>(() => {});
    const clock = timers();
    const told: string[] = [];
    const keys = createKeyRing({ get: hang, store: hang, delete: hang, keys: hang }, clock, (why) =>
      told.push(why),
    );
    const setting = keys.set('p', 'https://a.example', 'k-1');
    clock.fire();
    assert.equal(await setting, 'session');
    assert.match(told[0] ?? '', /did not answer within 5 s/);
  });

  it('forgets all keys, of providers that are gone as well, and nothing else', async () => {
    const secrets = box();
    const keys = createKeyRing(secrets, timers(), unwanted);
    await keys.set('p', 'https://a.example', 'k-1');
    secrets.map.set('steadfast.key.gone', '{}');
    secrets.map.set('other', 'x');
    assert.equal(await keys.removeAll(), 2);
    assert.deepEqual([...secrets.map.keys()], ['other']);
    const { store: _store, ...readable } = box();
    const session = createKeyRing({ ...readable, store: broken }, timers(), () => undefined);
    await session.set('p', 'https://a.example', 'k-1');
    assert.equal(await session.removeAll(), 1);
    assert.equal(await session.keyOf('p', 'https://a.example'), undefined);
  });

  it('survives a record that is not one', async () => {
    const secrets = box();
    secrets.map.set('steadfast.key.p', '{broken');
    const keys = createKeyRing(secrets, timers(), () => undefined);
    assert.equal(await keys.keyOf('p', 'https://a.example'), undefined);
  });
});
