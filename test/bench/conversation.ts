/*
 * Long conversations to measure with: questions and answers in the sizes that people and models
 * write, two answers in three with code, some with a list or a table. The same seed gives the same
 * words; each turn holds its own number, so that it can be looked for.
 */
import type { TurnView } from '../../src/protocol/index.ts';
import { createSeededRandom, type SeededRandom } from '../../src/sim/seededRandom.ts';

export type Pair = { readonly question: string; readonly answer: string };

const WORDS =
  'the pool is never drained because a connection stays open until its timer fires and nobody waits for the promise that closes it so each test holds one more socket than before which shows only when the runner is slow or the machine has few cores'.split(
    ' ',
  );
const NAMES = ['pool', 'client', 'socket', 'queue', 'timer', 'result', 'session', 'buffer'];

export function pairs(count: number, seed = 1): Pair[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    question: questionOf(index, random),
    answer: answerOf(index, random),
  }));
}

/** As the host sends them: ended answers with their figures and buttons. */
export function longConversation(count: number, seed = 1): TurnView[] {
  return pairs(count, seed).map(({ question, answer }, index) => ({
    turnId: `turn-${index}`,
    question,
    answers: [
      {
        answerId: `answer-${index}`,
        who: { name: 'Claude Sonnet', simulated: false },
        state: 'whole',
        blocks: [{ type: 'text', text: answer }],
        footer: [
          { text: '0.9 s', hint: 'first word after 0.9 s' },
          { text: '1.2k tokens' },
          { text: '$0.011', hint: '$0.011 by list price' },
        ],
        buttons: [
          { label: 'Ask again', action: 'retry' },
          { label: 'Ask another…', action: 'ask-another' },
        ],
      },
    ],
  }));
}

function questionOf(index: number, random: SeededRandom): string {
  const asked = `Question ${index}: why ${sentence(random, 8 + random.below(16))}?`;
  return random.below(8) === 0 ? `${asked}\n\n${code(random, 12)}` : asked;
}

function answerOf(index: number, random: SeededRandom): string {
  const parts = [`Answer ${index} begins. ${paragraph(random)}`];
  if (random.below(3) > 0) {
    parts.push(`\`\`\`ts src/${name(random)}.ts\n${code(random, 6 + random.below(24))}\n\`\`\``);
    parts.push(paragraph(random));
  }
  if (random.below(3) === 0) parts.push(list(random));
  if (random.below(8) === 0) parts.push(table(random));
  parts.push(`${paragraph(random)} Answer ${index} ends.`);
  return parts.join('\n\n');
}

function sentence(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => WORDS[random.below(WORDS.length)] ?? '').join(' ');
}

function paragraph(random: SeededRandom): string {
  const sentences = Array.from({ length: 2 + random.below(3) }, () => {
    const words = sentence(random, 8 + random.below(12));
    const mark = random.below(5);
    if (mark === 0) return `**${words}**.`;
    if (mark === 1) return `See \`${name(random)}.release()\`: ${words}.`;
    return `${words}.`;
  });
  return sentences.join(' ');
}

function code(random: SeededRandom, lines: number): string {
  return Array.from({ length: lines }, () => {
    const [a, b] = [name(random), name(random)];
    const shapes = [
      `const ${a} = await ${b}.acquire({ timeoutMs: ${random.below(9_000)} });`,
      `  if (${a}.length > ${random.below(99)}) return "${b} is full"; // ${sentence(random, 4)}`,
      `export function ${a}(${b}: string): number {`,
      '}',
    ];
    return shapes[random.below(shapes.length)] ?? '';
  }).join('\n');
}

function list(random: SeededRandom): string {
  return Array.from({ length: 3 + random.below(4) }, () => `- ${sentence(random, 8)}`).join('\n');
}

function table(random: SeededRandom): string {
  const rows = Array.from(
    { length: 4 },
    () => `| ${name(random)} | ${random.below(900)} ms | yes |`,
  );
  return ['| name | time | safe |', '|---|---|---|', ...rows].join('\n');
}

function name(random: SeededRandom): string {
  return NAMES[random.below(NAMES.length)] ?? '';
}
