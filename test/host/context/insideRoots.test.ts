import assert from 'node:assert/strict';
import {
  pathBelow,
  placeOf,
  type Address,
  type PlacePorts,
} from '../../../src/host/context/insideRoots.ts';

const at = (path: string, scheme = 'file'): Address => ({ scheme, authority: '', path });

/** `links`: where a path really is; `undefined`: it is not there. */
const ports = (
  links: Record<string, string | undefined>,
  isWindows = false,
): PlacePorts<Address> => ({
  roots: () => [
    { uri: at('/w/one'), name: 'one' },
    { uri: at('/w/one/inner'), name: 'inner' },
    { uri: at('/w/two'), name: 'two' },
  ],
  isWindows,
  real: ({ path, scheme }) => {
    const real = path in links ? links[path] : path;
    return Promise.resolve(real === undefined ? undefined : at(real, scheme));
  },
});

describe('inside roots', () => {
  it('names the file from the nearest folder of the workspace', async () => {
    const place = await placeOf(ports({}), at('/w/one/inner/a.ts'));
    assert.ok(place.isIn);
    assert.deepEqual([place.root.name, place.path], ['inner', 'a.ts']);
  });

  it('refuses what lies outside, looks like it, or is not there', async () => {
    for (const path of ['/etc/passwd', '/w/oneself/a', '/w/one/../two/a', '/w/one/%2e%2e/x']) {
      assert.deepEqual(await placeOf(ports({}), at(path)), { isIn: false, why: 'outside' }, path);
    }
    assert.deepEqual(await placeOf(ports({}), at('/w/one/a', 'http')), {
      isIn: false,
      why: 'outside',
    });
    const gone = ports({ '/w/one/a': undefined });
    assert.deepEqual(await placeOf(gone, at('/w/one/a')), { isIn: false, why: 'gone' });
  });

  it('refuses links that lead out, also halfway, and follows those that stay', async () => {
    const out = ports({ '/w/one/link': '/keys/id_rsa', '/w/one/dir/a': '/etc/a' });
    assert.deepEqual(await placeOf(out, at('/w/one/link')), { isIn: false, why: 'link' });
    assert.deepEqual(await placeOf(out, at('/w/one/dir/a')), { isIn: false, why: 'link' });
    const stays = await placeOf(ports({ '/w/one/link': '/w/two/b' }), at('/w/one/link'));
    assert.ok(stays.isIn);
    assert.equal(stays.real.path, '/w/two/b');
    // The workspace itself may be reached through a link.
    const moved = ports({ '/w/one': '/disk/one', '/w/one/a': '/disk/one/a' });
    assert.equal((await placeOf(moved, at('/w/one/a'))).isIn, true);
  });

  it('knows that Windows does not care for capitals', () => {
    assert.equal(pathBelow(at('/C:/Code'), at('/c:/code/A.ts'), true), 'A.ts');
    assert.equal(pathBelow(at('/C:/Code'), at('/c:/code/A.ts'), false), undefined);
    assert.equal(pathBelow(at('/w/'), at('/w'), false), '');
  });
});
