// Loops are caught within 300 tokens (about 1,200 characters) of their beginning, whatever repeats;
// and nothing that people rightly ask for is taken for one.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLoopWatch, type Loop } from '../../src/engine/loopWatch.ts';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';

const PROSE =
  'The breaker opens when what failed of late weighs too much. Until then every question goes to the first provider, and only what fails there is asked elsewhere. ' +
  'A trial closes it again; the time between two trials grows, because nobody is helped by asking a dead server every minute. ';

/** Characters after which it was caught, streamed in pieces of `size`; undefined: never. */
const caughtAfter = (text: string, { size = 5, isAsked = false } = {}): number | undefined => {
  const watch = createLoopWatch(() => isAsked);
  for (let i = 0; i < text.length; i += size)
    if (watch.push(text.slice(i, i + size)) !== undefined) return i + size;
  return undefined;
};

const WORDS =
  'lorem ipsum dolor sit amet consetetur sadipscing elitr sed diam nonumy eirmod tempor'.split(' ');
const sentence = (random: { next(): number }, chars: number): string => {
  let text = '';
  while (text.length < chars) text += `${WORDS[Math.floor(random.next() * WORDS.length)]} `;
  return `${text.slice(0, chars - 2)}. `;
};

describe('loop watch', () => {
  for (const unit of [
    'the ',
    'I am sorry. ',
    'Yes! ',
    'ha',
    'undefined',
    'really, really ',
    '- another item\n',
    '我不知道。',
    'не знаю, ',
    'I cannot help with that, but I can try to explain what the error means in your own words. ',
    '## Step\n\nOpen the file and save it.\n\n',
    '!',
    '\n',
    '…\n',
    '=-',
  ])
    it(`catches ${JSON.stringify(unit).slice(0, 40)} within 300 tokens, after prose too`, () => {
      const loop = unit.repeat(Math.ceil(3_000 / unit.length));
      for (const before of ['', PROSE, PROSE.slice(0, 137)])
        for (const size of [1, 5, 64]) {
          const after = (caughtAfter(before + loop, { size }) ?? Infinity) - before.length;
          assert.ok(after <= 1_200, `${after}`);
          assert.ok(after >= 300, 'not at the first repetition');
        }
    });

  it('catches any sentence of up to 400 characters, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 3, max: 400 }),
        fc.nat(900),
        (seed, chars, at) => {
          const random = createSeededRandom(seed);
          const before = sentence(random, at + 3);
          const unit = sentence(random, chars);
          const text = before + unit.repeat(Math.ceil(2_000 / chars));
          const after = (caughtAfter(text) ?? Infinity) - before.length;
          assert.ok(after <= 1_200, `${chars} characters: ${after}`);
        },
      ),
      { numRuns: 100 },
    );
  });

  for (const unit of [
    '    return value if value is not None else {};\n',
    '  console.log(result);\n',
    'print(x)\n',
    '        self.assertEqual(self.client.get(url).status_code, 200)\n',
    'if (isReady(self)) {\n  start(self);\n}\n',
    '| Open the file | save it again | done |\n',
    'Alice,Smith,alice@example.com,active\n',
    '<li>Open the file and save it again.</li>\n',
    'const value = await loadValue({ name: "a", kind: other });\n',
  ])
    it(`catches code and rows that say something within 300 tokens: ${unit.trim().slice(0, 40)}`, () => {
      for (const before of ['', PROSE, '```\n'])
        for (const size of [1, 5, 64]) {
          const text = before + unit.repeat(Math.ceil(3_000 / unit.length));
          const after = (caughtAfter(text, { size }) ?? Infinity) - before.length;
          assert.ok(after <= 1_200, `${after}`);
          assert.ok(after >= 300, 'not at the first repetition');
        }
    });

  it('catches longer units at their third time, and bare data a little later', () => {
    const random = createSeededRandom(3);
    assert.ok((caughtAfter(sentence(random, 900).repeat(6)) ?? Infinity) <= 3_000);
    assert.ok((caughtAfter('a,b,c\n'.repeat(1_000)) ?? Infinity) <= 3_300);
    assert.ok((caughtAfter('<td></td>\n'.repeat(1_000)) ?? Infinity) <= 3_300);
  });

  it('says how long what repeats is, and how often it stood there; once', () => {
    const watch = createLoopWatch(() => false);
    const found: (Loop | undefined)[] = [];
    for (let i = 0; i < 200; i += 1) found.push(watch.push('no way. '));
    assert.deepEqual(
      found
        .filter((loop) => loop !== undefined)
        .map(({ unitChars, times }) => [unitChars, times >= 50]),
      [[8, true]],
    );
  });

  const random = createSeededRandom(7);
  const bytes = (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => Math.floor(random.next() * 256));
  const base64 = (data: Uint8Array): string => Buffer.from(data).toString('base64');
  const numbers = (columns: number): string =>
    Array.from({ length: columns }, () => Math.floor(random.next() * 100)).join(',');
  const ordinary: Readonly<Record<string, string>> = {
    prose: PROSE + sentence(random, 6_000),
    'CSV of figures': Array.from({ length: 400 }, () => numbers(6)).join('\n'),
    'CSV with a constant column': Array.from(
      { length: 300 },
      (_, i) => `${i},active,true,USD`,
    ).join('\n'),
    'CSV of zeros': '0,0,0,0,0,0\n'.repeat(200),
    'CSV of the same words': 'n/a,n/a,n/a\n'.repeat(200),
    'base64 of noise': base64(bytes(6_000)),
    'base64 of zeros': base64(new Uint8Array(6_000)),
    'base64 of one byte':
      base64(new Uint8Array(6_000).fill(255)) + base64(new Uint8Array(6_000).fill(32)),
    'base64 of zeros in lines': base64(new Uint8Array(6_000)).replaceAll(/(.{76})/g, '$1\n'),
    'base64 that turns into zeros': base64(bytes(300)) + base64(new Uint8Array(3_000)),
    'hex dump of zeros': '00 00 00 00 00 00 00 00\n'.repeat(80),
    'hex list': '0x00, 0x00, 0x00, 0x00, '.repeat(80),
    ruler: `${'-'.repeat(400)}\n${'='.repeat(300)}\n${'*'.repeat(200)}`,
    'Markdown table': `|${' --- |'.repeat(40)}\n`.repeat(2) + '|  |  |  |  |\n'.repeat(60),
    'board of cells': '  <div class="cell"></div>\n'.repeat(64),
    'empty rows of a table': '<tr><td></td><td></td></tr>\n'.repeat(50),
    'objects of a list': '  { "x": 0, "y": 0 },\n'.repeat(60),
    'a list of vectors': '  new Vector3(0, 0, 0),\n'.repeat(60),
    'a palette': 'rgb(0, 0, 0), '.repeat(100),
    'cells with classes': '<div class="grid-cell is-empty small wide"></div>\n'.repeat(40),
    'template objects':
      '  { "name": "", "value": 0, "enabled": false, "items": [], "note": null },\n'.repeat(30),
    'rows of unknown': '| n/a | n/a | n/a | n/a |\n'.repeat(80),
    'a few statements alike': '  std::cout << std::endl;\n'.repeat(30),
    'closing brackets': Array.from({ length: 40 }, (_, i) => `${' '.repeat(80 - 2 * i)}}`).join(
      '\n',
    ),
    'numbered list': Array.from({ length: 150 }, (_, i) => `${i + 1}. Open the file.`).join('\n'),
    'test cases': Array.from({ length: 80 }, (_, i) => `assert.equal(f(${i}), ${i * i});`).join(
      '\n',
    ),
    'a refrain': `${'Around the corner. '.repeat(12)}${PROSE}${'Around the corner. '.repeat(12)}`,
    'two equal paragraphs': sentence(random, 500).repeat(2) + PROSE,
    Chinese: '断路器在失败过多时打开。然后每隔一段时间尝试一次，直到服务恢复。'.repeat(3) + PROSE,
    silence: ' '.repeat(400) + PROSE,
  };
  for (const [name, text] of Object.entries(ordinary))
    it(`leaves alone: ${name}`, () => {
      for (const size of [1, 5, 64, 4_000]) assert.equal(caughtAfter(text, { size }), undefined);
    });

  it('lets what was asked for be repeated, but not for ever', () => {
    const times = (count: number): string => 'All work and no play. '.repeat(count);
    assert.equal(caughtAfter(times(100), { isAsked: true }), undefined);
    assert.ok((caughtAfter(times(1_000), { isAsked: true }) ?? Infinity) < 4_000);
  });
});
