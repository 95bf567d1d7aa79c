// The bell: everybody hears it, in order; who leaves while it rings disturbs nobody.

import assert from 'node:assert/strict';
import { createChanges } from '../../src/engine/changes.ts';

describe('changes', () => {
  it('ring for everybody, in order, until disposed', () => {
    const changes = createChanges();
    const heard: string[] = [];
    const first = changes.on(() => {
      heard.push('first');
      first.dispose();
    });
    changes.on(() => heard.push('second'));
    changes.ring();
    changes.ring();
    assert.deepEqual(heard, ['first', 'second', 'second']);
  });

  it('let the same function listen twice and leave once', () => {
    const changes = createChanges();
    let count = 0;
    const fn = (): void => void (count += 1);
    const one = changes.on(fn);
    changes.on(fn);
    one.dispose();
    one.dispose();
    changes.ring();
    assert.equal(count, 1);
  });
});
