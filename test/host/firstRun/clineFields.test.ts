import assert from 'node:assert/strict';
import { LINES, SERVICE_FIELDS } from '../../../src/host/firstRun/clineFields.ts';
import { checkBaseUrl } from '../../../src/providers/index.ts';

describe('fields of Cline and Roo Code', () => {
  it('name each key once, and only addresses that may be asked', () => {
    const keys = Object.values(SERVICE_FIELDS).flatMap(({ key }) =>
      key === undefined ? [] : [key],
    );
    assert.equal(new Set(keys).size, keys.length);
    for (const address of Object.values(LINES).flatMap((lines) => Object.values(lines))) {
      assert.ok(checkBaseUrl(address).ok, address);
    }
  });
});
