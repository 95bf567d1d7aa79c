import assert from 'node:assert/strict';
import { DEFAULT_ENGINE_OPTIONS, validateEngineOptions } from '../../../src/engine/index.ts';
import { MID_STREAM_MODES } from '../../../src/engine/options/routing.ts';

describe('options/routing', () => {
  it('knows four ways to follow a broken answer, `auto` unless told', () => {
    assert.equal(DEFAULT_ENGINE_OPTIONS.midStream.mode, 'auto');
    for (const mode of MID_STREAM_MODES)
      assert.equal(validateEngineOptions({ midStream: { mode } }).midStream.mode, mode);
    const wrong = { midStream: { mode: 'splice' } } as never;
    assert.throws(
      () => validateEngineOptions(wrong),
      /midStream\.mode is splice: .* auto, continue/,
    );
  });
});
