/*
 * Folders as strangers make them: unknown vendors, fields that are missing, files that do not belong
 * together. What can be judged is, and nothing is passed over in silence.
 */
import assert from 'node:assert/strict';
import { readFolder, type Folder } from './folder.ts';
import { BODY, folderOf, SIDECAR } from './folderOf.ts';
import { memoryPlayer } from './memoryPlayer.ts';
import { speakerOf } from './speaker.ts';

const WAY = { sizes: [3], path: 'fetch' } as const;

function read(files: Readonly<Record<string, unknown>>): Folder {
  const { root, remove } = folderOf(files);
  try {
    return readFolder(root);
  } finally {
    remove();
  }
}
async function problemsOf({ cases, skipped }: Folder): Promise<readonly string[]> {
  assert.deepEqual(skipped, []);
  const found = await Promise.all(cases.map((one) => one.judge(memoryPlayer, WAY)));
  return found.flat();
}
const pair = (sidecar: object, body = BODY, name = 'acme/one') => ({
  [`${name}.meta.json`]: sidecar,
  [`${name}.sse`]: body,
});

describe('a folder of recordings', () => {
  it('is read whatever its vendors are called, however deep they lie', async () => {
    const folder = read({ ...pair(SIDECAR), ...pair(SIDECAR, BODY, 'a/b/nobody/two.3') });
    assert.deepEqual(
      folder.cases.map(({ id }) => id),
      ['a/b/nobody/two.3.sse', 'acme/one.sse'],
    );
    assert.deepEqual(await problemsOf(folder), []);
  });

  it('is read with what its sidecars say, and nothing is needed but the wire', async () => {
    const { expected } = SIDECAR;
    const bare = [
      { api: 'openai.chat', expected },
      { api: null, request: { path: '/v1/chat/completions?x=1' }, expected },
      { api: 'openai.chat', response: null, chunkSizes: null, expected },
      { api: 'openai.chat' },
      { api: 'openai.chat', expected: { text: 'Hello 🌍' } },
    ];
    for (const sidecar of bare) assert.deepEqual(await problemsOf(read(pair(sidecar))), []);
    const wrong = { api: 'openai.chat', expected: { text: 'Bye' } };
    assert.equal((await problemsOf(read(pair(wrong)))).length, 1);
  });

  const unusable: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['a wire that is not known', pair({ api: 'acme.chat' }), /nothing here speaks "acme.chat"/],
    ['an endpoint that is not known', pair({ api: 'openai.embeddings' }), /nothing here speaks/],
    ['no wire at all', pair({}), /nothing here speaks "unknown"/],
    ['a sidecar that is no JSON', { 'a/x.meta.json': '{', 'a/x.sse': '' }, /no JSON object/],
    ['a sidecar without a body', { 'a/x.meta.json': {} }, /no body/],
    ['a status that is none', pair({ ...SIDECAR, response: { status: 0 } }), /status is 0/],
    ['a file that is not there', { 'manifest.json': [{ file: 'a/b.sse' }] }, /is not there/],
    ['a list that is none', { 'sse-vectors.json': { a: 1 } }, /no list "cases"/],
    [
      'a fault of a wire that is not known',
      {
        'provider-stream-faults.json': {
          cases: [{ id: 'f', api: 'x-y', b64: '', expect: 'error' }],
        },
      },
      /nothing here speaks "x-y"/,
    ],
    [
      'a fault without an end',
      {
        'provider-stream-faults.json': {
          cases: [{ id: 'f', api: 'openai-chat', b64: '', expect: 'joy' }],
        },
      },
      /expect is "joy"/,
    ],
  ];
  for (const [what, files, reason] of unusable) {
    it(`says why it leaves out ${what}`, () => {
      const { cases, skipped } = read(files);
      assert.equal(cases.length, 0);
      assert.match(skipped.map((one) => one.reason).join(), reason);
    });
  }

  it('may hold lists of models, and answers that no chat gives', async () => {
    const models = { data: [{ id: 'm1' }, { id: 'm2' }] };
    const listed = pair({ api: 'openai.models' }, JSON.stringify(models));
    assert.deepEqual(await problemsOf(read(listed)), []);
    const counted = pair({ api: 'anthropic.count_tokens' }, '{"input_tokens":5}');
    assert.deepEqual(await problemsOf(read(counted)), []);
    const taken = pair({ api: 'openai.count_tokens' }, BODY);
    assert.match((await problemsOf(read(taken))).join(), /taken for an answer/);
    const refused = {
      api: 'openai.models',
      response: { status: 401 },
      expected: { error: { class: 'auth' } },
    };
    assert.deepEqual(await problemsOf(read(pair(refused, '{}'))), []);
    const hoped = { ...refused, expected: { error: { class: 'quota' } } };
    assert.equal((await problemsOf(read(pair(hoped, '{}')))).length, 1);
    const missed = pair({ api: 'openai.models' }, '{"data":[{"id":"m1"}],"models":[]}');
    assert.deepEqual(await problemsOf(read(missed)), []);
    assert.equal((await problemsOf(read(pair({ api: 'openai.models' }, '{"a":1}')))).length, 1);
  });

  it('may hold framing cases, vectors and faults', async () => {
    const vectors = [{ id: 'v', b64: 'ZGF0YTphCgo=', events: [{ data: 'a' }] }];
    const framed = {
      response: { status: 200 },
      expectedEvents: [{ event: 'x', data: '1' }],
      expectedComments: 1,
    };
    const files = {
      'sse-vectors.json': { cases: vectors },
      ...pair(framed, ': hi\nevent: x\ndata: 1\n\n', 'sse-edge/one'),
    };
    assert.deepEqual(await problemsOf(read(files)), []);
    const wrong = {
      ...files,
      ...pair({ ...framed, expectedComments: 0 }, 'data: 1\n\n', 'sse-edge/one'),
    };
    assert.equal((await problemsOf(read(wrong))).length, 1);
  });
});

describe('who speaks a recording', () => {
  it('is the vendor whose name the folder has or begins with, where it speaks that wire', () => {
    assert.equal(speakerOf('openai.chat', 'deepseek').kind, 'deepseek');
    assert.equal(speakerOf('openai.chat', 'huggingface-router').kind, 'huggingface');
    assert.equal(speakerOf('openai.chat', 'ollama-openai').kind, 'compatible');
    assert.equal(speakerOf('openai.responses', 'openai').kind, 'openai');
    assert.equal(speakerOf('openai.chat', 'nobody').kind, 'compatible');
    assert.equal(speakerOf('gemini.generateContent', 'gemini-vertex').kind, 'gemini');
  });
});
