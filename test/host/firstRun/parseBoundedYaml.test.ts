import assert from 'node:assert/strict';
import { parseBoundedYaml } from '../../../src/host/firstRun/parseBoundedYaml.ts';

describe('YAML within bounds', () => {
  it('reads configurations as they are, minified ones included', () => {
    assert.deepEqual(parseBoundedYaml('a: &x {b: [1, "]"]}\nc:\n  <<: *x\n  d: "#"\n'), {
      a: { b: [1, ']'] },
      c: { b: [1, ']'], d: '#' },
    });
    const wide = {
      models: Array.from({ length: 100 }, (_, n) => ({ name: `m${n}`, roles: ['a'] })),
    };
    assert.deepEqual(parseBoundedYaml(JSON.stringify(wide)), wide);
  });

  it('refuses what nests deeper than a configuration does, however it is written', () => {
    const steps = Array.from({ length: 300 }, (_, n) => ' '.repeat(n));
    const deep = [
      '['.repeat(50_000),
      '[ # ]\n'.repeat(5_000),
      '[ "]", '.repeat(5_000),
      '{a: '.repeat(5_000),
      '- '.repeat(5_000),
      '? '.repeat(5_000),
      ': '.repeat(5_000),
      '- ? '.repeat(5_000),
      steps.map((step) => `${step}a:`).join('\n'),
      steps.map((step) => `${step}-`).join('\r\n'),
    ];
    for (const text of deep) {
      assert.throws(() => parseBoundedYaml(text), /nests deeper/, text.slice(0, 20));
    }
  });

  it('expands no bomb of aliases', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
    for (let n = 1; n < 10; n += 1) {
      lines.push(
        `a${n}: &a${n} [${Array(9)
          .fill(`*a${n - 1}`)
          .join(',')}]`,
      );
    }
    assert.throws(() => parseBoundedYaml(lines.join('\n')), /alias/i);
    assert.throws(() => parseBoundedYaml('a: *nowhere'), /alias/i);
  });

  it('comes to an end with text that is wrong at every letter', () => {
    for (const unit of [',', '&a ', '! ', '"\n', '%a\n', '}', '*a,', '--- ']) {
      assert.throws(() => parseBoundedYaml(`[${unit.repeat(1_000)}`), unit);
    }
  });
});
