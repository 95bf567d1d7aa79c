/*
 * What a provider is by its address alone: a preset's name holds at the vendor's own origin only,
 * and only loopback is local.
 */
import assert from 'node:assert/strict';
import { addressOf } from '../../src/providers/index.ts';

describe('the address of a provider', () => {
  it('is the preset’s own, or another one that somebody else runs', () => {
    const own = addressOf({ id: 'a', kind: 'openai', models: [] });
    assert.deepEqual([own.isOwn, own.family, own.isLocal], [true, 'openai', false]);
    const baseUrl = 'https://proxy.example/v1';
    const other = addressOf({ id: 'a', kind: 'openai', baseUrl, models: [] });
    assert.deepEqual([other.isOwn, other.family], [false, 'https://proxy.example']);
  });

  it('is local on loopback only, whatever the preset', () => {
    const at = (baseUrl?: string) => addressOf({ id: 'a', kind: 'ollama', baseUrl, models: [] });
    assert.equal(at().isLocal, true);
    assert.equal(at('https://ollama.example').isLocal, false);
  });

  it('names the field that cannot be used', () => {
    assert.throws(
      () => addressOf({ id: 'x', kind: 'compatible', models: [] }),
      /x\.baseUrl: The address is empty/,
    );
  });
});
