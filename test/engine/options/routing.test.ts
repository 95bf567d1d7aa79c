import assert from 'node:assert/strict';
import { DEFAULT_ENGINE_OPTIONS, validateEngineOptions } from '../../../src/engine/index.ts';
import { MID_STREAM_MODES, STRATEGIES } from '../../../src/engine/options/routing.ts';

describe('options/routing', () => {
  it('asks one after the other unless told otherwise, within its bounds', () => {
    assert.equal(DEFAULT_ENGINE_OPTIONS.routing.strategy, 'failover');
    for (const strategy of STRATEGIES)
      assert.equal(validateEngineOptions({ routing: { strategy } }).routing.strategy, strategy);
    const wrong = (routing: object) => () => validateEngineOptions({ routing });
    assert.throws(wrong({ strategy: 'all' }), /routing\.strategy is all/);
    assert.throws(wrong({ hedgeMinMs: -1 }), /routing\.hedgeMinMs is -1/);
    assert.throws(wrong({ hedgeCostMaxUsdMicros: 0.5 }), /hedgeCostMaxUsdMicros is 0\.5/);
  });

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
