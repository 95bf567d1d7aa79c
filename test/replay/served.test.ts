/*
 * What is served of a recorded answer: its own head without the connection's, and the coding that
 * its body had on the network; and that both paths of the transport undo it.
 */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Path } from './borders.ts';
import { startLoopbackPlayer, type LoopbackPlayer } from './loopbackPlayer.ts';
import { servedAs } from './served.ts';
import { speakerOf } from './speaker.ts';
import { BODY } from './folderOf.ts';

const bytes = new TextEncoder().encode(BODY);
const PATHS: readonly Path[] = ['fetch', 'node'];

describe('what is served', () => {
  it('is the head without what is the connection’s, and without what cannot be sent', () => {
    const headers = {
      'Content-Type': 'text/event-stream',
      'content-length': '1',
      'transfer-encoding': 'chunked',
      connection: 'close',
      'x-odd': 'a\nb',
      'bad name': 'x',
      'x-number': 5 as unknown as string,
    };
    const served = servedAs({ status: 429, headers }, bytes);
    assert.deepEqual(served.headers, { 'content-type': 'text/event-stream' });
    assert.deepEqual([served.status, served.bytes], [429, bytes]);
    assert.deepEqual(servedAs({}, bytes), { status: 200, headers: {}, bytes, plain: bytes });
  });

  it('is coded again where the head says so, once', () => {
    const coded = (coding: string, body: Uint8Array = bytes) =>
      servedAs({ headers: { 'content-encoding': coding } }, body);
    for (const coding of ['gzip', 'br', 'deflate']) {
      const served = coded(coding);
      assert.deepEqual([served.headers['content-encoding'], served.plain], [coding, bytes]);
      assert.notDeepEqual(served.bytes, bytes);
    }
    const still = new Uint8Array(gzipSync(bytes));
    assert.deepEqual(coded('gzip', still).bytes, still);
    assert.deepEqual(new Uint8Array(coded('gzip', still).plain), bytes);
    assert.deepEqual([coded('zstd').headers, coded('zstd').bytes], [{}, bytes]);
    assert.deepEqual(coded('gzip', new Uint8Array()).headers, {});
  });
});

describe('the loopback player', () => {
  let player: LoopbackPlayer;
  before(async () => {
    player = await startLoopbackPlayer();
  });
  after(() => player.close());

  for (const path of PATHS) {
    it(`reads every coding, cut anywhere, by ${path}`, async () => {
      for (const coding of ['gzip', 'br', 'deflate', 'none']) {
        const served = servedAs({ headers: { 'content-encoding': coding } }, bytes);
        for (const sizes of [[], [1], [17, 3]]) {
          const run = await player.play(served, speakerOf('openai.chat'), { sizes, path });
          assert.deepEqual([run.error, run.text], [undefined, 'Hello 🌍'], coding);
        }
      }
    });

    it(`hands on what is no answer by ${path}: nothing, a page, a redirect`, async () => {
      const page = new TextEncoder().encode('<html>Sign in</html>');
      const ends: readonly (readonly [object, Uint8Array, string])[] = [
        [{ status: 204 }, new Uint8Array(), 'protocol'],
        [{ status: 200 }, page, 'protocol'],
        [{ status: 302, headers: { location: 'https://other.example/' } }, page, 'protocol'],
        [{ status: 502 }, page, 'server'],
      ];
      for (const [head, body, kind] of ends) {
        const served = servedAs(head, body);
        const run = await player.play(served, speakerOf('openai.chat'), { sizes: [], path });
        assert.equal(run.error?.kind, kind);
      }
    });
  }
});
