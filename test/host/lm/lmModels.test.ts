import assert from 'node:assert/strict';
import {
  isOwnVendor,
  lmModelId,
  lmNameOf,
  offeredModels,
  vendorOf,
} from '../../../src/host/lm/lmModels.ts';
import { fakeLm } from './fakeLm.ts';

describe('models of other extensions', () => {
  it('are named by vendor and id; an id may hold slashes', () => {
    assert.deepEqual(lmNameOf('copilot/gpt-4o'), { vendor: 'copilot', id: 'gpt-4o' });
    assert.deepEqual(lmNameOf('hub/org/model'), { vendor: 'hub', id: 'org/model' });
    for (const bad of ['', 'gpt-4o', '/gpt-4o', 'copilot/']) assert.equal(lmNameOf(bad), undefined);
    assert.equal(lmModelId({ vendor: 'hub', id: 'org/model' }), 'hub/org/model');
    assert.equal(vendorOf('hub/org/model'), 'hub');
    assert.equal(vendorOf('bare'), 'bare');
  });

  it('are never our own, in whatever letters', async () => {
    const api = fakeLm();
    for (const vendor of ['copilot', 'steadfast', 'Steadfast']) api.offer(vendor, 'm');
    const offered = await offeredModels(api);
    assert.deepEqual(offered.map(lmModelId), ['copilot/m']);
    assert.ok(isOwnVendor('STEADFAST') && !isOwnVendor('steadfast-tools'));
  });

  it('are left out where settings could not name them', async () => {
    const api = fakeLm();
    api.offer('copilot', 'x'.repeat(193));
    api.offer('copilot', '');
    api.offer('copilot', 'x'.repeat(192));
    assert.deepEqual(
      (await offeredModels(api)).map(({ id }) => id.length),
      [192],
    );
  });
});
