/*
 * The views in which something went wrong: seam with waiting bar, folded fragment
 * with chip and stop, a prompt that was cut, failures with their causes. Plain data for gallery and
 * tests.
 */
import type { ChatView } from '../../src/protocol/index.ts';
import { answer, composer, FOOTER, illStrip, target, text, turn, view } from './views.ts';

export function troubleViews(nowMs: number): Record<string, ChatView> {
  const chip = {
    kind: 'chip' as const,
    sentence: 'answered by GPT (Claude: overloaded)',
    why: ['Claude was asked first.', 'Claude said it is overloaded (529), twice.', 'GPT answered.'],
  };
  return {
    limit: view({
      composer: composer({ who: 'Auto · Claude, Ollama', bound: 'Trusted only' }),
      turns: [
        turn(
          'One more question?',
          answer({
            state: 'failed',
            cause: {
              sentence: "Today's limit of $5.00 is reached.",
              kept: 'Nothing was sent. Your question is kept.',
              buttons: [
                { label: 'Raise for today', action: 'raise-limit', primary: true },
                { label: 'Use local', action: 'use-local' },
                { label: 'Change limit', action: 'open-setting' },
              ],
            },
          }),
        ),
      ],
    }),
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
    cut: view({
      turns: [
        turn(
          'What do all of these files have in common?',
          answer({
            who: { name: 'Ollama', simulated: false },
            blocks: [text('They all read from the pool, and none of them gives anything back.')],
            footer: [
              { text: '4.2 s', hint: 'first word after 4.2 s' },
              { text: '~4.3k tokens' },
              { text: '~$0.0042', hint: 'about $0.0042, estimated' },
            ],
            buttons: [{ label: 'Ask again', action: 'retry' }],
            notice: {
              sentence:
                'Ollama read only 4k of ~9.2k tokens: the beginning did not fit into its context.',
              detail:
                'Set "contextTokens" of "ollama/qwen3:14b" in steadfast.models to open a larger one; it takes more memory.',
              buttons: [
                {
                  label: 'Open setting',
                  action: 'open-setting',
                  args: { setting: 'steadfast.models' },
                },
              ],
            },
          }),
        ),
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
                { label: 'Use GPT', action: 'use-next' },
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
