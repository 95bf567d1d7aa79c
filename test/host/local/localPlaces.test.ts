import assert from 'node:assert/strict';
import { localPlaces } from '../../../src/host/local/localPlaces.ts';
import { LOCAL_PLACES } from '../../../src/providers/localServers.ts';

const addresses = (named: string): string[] => localPlaces(named).map(({ baseUrl }) => baseUrl);

describe('places on this computer', () => {
  it('are the usual ones where nobody says otherwise', () => {
    assert.equal(localPlaces(undefined), LOCAL_PLACES);
    assert.deepEqual(
      LOCAL_PLACES.map(({ kind }) => kind),
      ['ollama', 'lmstudio', 'llamacpp', 'vllm'],
    );
  });

  it('are those that are named, with the path of their kind, and no others', () => {
    assert.deepEqual(localPlaces(' llamacpp=9000, ollama=11500'), [
      { kind: 'llamacpp', baseUrl: 'http://127.0.0.1:9000/v1' },
      { kind: 'ollama', baseUrl: 'http://127.0.0.1:11500' },
    ]);
    assert.deepEqual(addresses('none'), []);
    assert.deepEqual(addresses(''), []);
  });

  it('never lead away from loopback, whatever is named', () => {
    for (const bad of [
      'ollama=0',
      'ollama=65536',
      'ollama=80@example.com',
      'ollama=example.com:80',
      'ollama=',
      'ollama',
      'openai=443',
      'toString=1',
      '=1',
    ]) {
      assert.deepEqual(addresses(bad), [], bad);
    }
  });
});
