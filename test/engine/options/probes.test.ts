// The options of probes and coherence: defaults, and what is refused by name.

import assert from 'node:assert/strict';
import {
  DEFAULT_COHERENCE_OPTIONS,
  DEFAULT_PROBE_OPTIONS,
  validateCoherenceOptions,
  validateProbeOptions,
  type CoherenceOptions,
  type ProbeOptions,
} from '../../../src/engine/options/probes.ts';

describe('options of probes', () => {
  it('has defaults', () => {
    assert.deepEqual(validateProbeOptions(), DEFAULT_PROBE_OPTIONS);
    assert.deepEqual(DEFAULT_PROBE_OPTIONS, { mode: 'recovery' });
    assert.deepEqual(validateCoherenceOptions(), DEFAULT_COHERENCE_OPTIONS);
    assert.deepEqual(DEFAULT_COHERENCE_OPTIONS, { stopLoops: true });
  });

  it('refuses what it does not know', () => {
    const mode = 'always' as ProbeOptions['mode'];
    assert.throws(
      () => validateProbeOptions({ mode }),
      /probes.mode is always.*off, free, recovery/,
    );
    const stopLoops = 'no' as unknown as CoherenceOptions['stopLoops'];
    assert.throws(() => validateCoherenceOptions({ stopLoops }), /coherence.stopLoops is no/);
  });
});
