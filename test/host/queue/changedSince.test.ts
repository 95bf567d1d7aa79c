import assert from 'node:assert/strict';
import type { AttachedRecord, ContextRef } from '../../../src/core/index.ts';
import { changedSince } from '../../../src/host/queue/changedSince.ts';

const attached = (label: string, ref: ContextRef): AttachedRecord => ({
  ...{ label, ref, icon: 'file', pieces: [] },
});

describe('host/queue/changedSince', () => {
  it('names each file that was changed later, or is gone, once', async () => {
    const names = await changedSince(
      {
        askedWallMs: 100,
        attached: [
          attached('old.ts', { kind: 'file', uri: 'old' }),
          attached('new.ts', { kind: 'file', uri: 'new' }),
          attached('new.ts', { kind: 'selection', uri: 'new', from: 1, to: 2, first: 'a' }),
          attached('gone.ts', { kind: 'symbol', uri: 'gone', from: 1, to: 2, first: 'a' }),
          attached('src', { kind: 'folder', uri: 'folder' }),
          attached('Problems', { kind: 'problems' }),
          attached('Changes', { kind: 'diff', isStaged: true }),
        ],
      },
      (uri) => Promise.resolve({ old: 100, new: 101, folder: 999 }[uri]),
    );
    assert.deepEqual(names, ['new.ts', 'gone.ts']);
    assert.deepEqual(await changedSince({ askedWallMs: 1 }, () => assert.fail()), []);
  });
});
