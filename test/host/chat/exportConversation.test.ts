/*
 * Conversations as files: everything that was said, in both formats, and names that are only names.
 */
import assert from 'node:assert/strict';
import type { AnswerRecord, TurnRecord } from '../../../src/core/index.ts';
import { exportConversation, exportFileName } from '../../../src/host/chat/exportConversation.ts';
import { a, b, context, record, turn } from '../fakes.ts';

const answer = (more: Partial<AnswerRecord>): AnswerRecord => ({
  answerId: 'x',
  target: a,
  start: { how: 'first' },
  state: 'whole',
  blocks: [{ type: 'text', text: 'Because **so**.' }],
  ...more,
});
const head = { title: 'Why?\nReally', exportedWallMs: Date.UTC(2026, 0, 2, 3, 4, 5) };
const talk: readonly TurnRecord[] = [
  {
    ...turn('Why?'),
    askedWallMs: Date.UTC(2026, 0, 2, 3, 4, 0),
    answers: [
      answer({ state: 'unfinished', error: record({ kind: 'stall' }), blocks: [] }),
      answer({ target: b, blocks: [{ type: 'reasoning', text: 'hm' }, ...answer({}).blocks] }),
    ],
  },
];

describe('exportConversation', () => {
  it('writes Markdown with who said what, and what broke off', () => {
    const text = exportConversation('markdown', head, talk, context);
    assert.match(
      text,
      /^# Why\? Really\n\n## You, 2026-01-02T03:04:00\.000Z\n\nWhy\?\n\n## A \(m\)/,
    );
    assert.match(text, /\*Unfinished\. .+\*\n\n## B \(m\)\n\nBecause \*\*so\*\*\.\n$/);
    assert.doesNotMatch(text, /hm/);
  });

  it('writes what goes on behind a seam as one answer', () => {
    const start = { how: 'continued', from: a, error: record({ kind: 'cut' }) } as const;
    const begun = answer({ state: 'unfinished', error: record({ kind: 'cut' }) });
    const answers = [begun, answer({ target: b, start })];
    const text = exportConversation('markdown', head, [{ ...turn(), answers }], context);
    assert.match(text, /\*A broke off in the middle\.\*\n\n\*Continued by B \(m\)\.\*\n\nBecause/);
    assert.doesNotMatch(text, /## B|Unfinished/);
  });

  it('writes JSON that holds the records whole', () => {
    const whole = JSON.parse(exportConversation('json', head, talk, context)) as object;
    assert.deepEqual(whole, {
      format: 'steadfast-conversation',
      version: 1,
      title: head.title,
      exported: '2026-01-02T03:04:05.000Z',
      turns: talk,
    });
  });

  it('says so where nobody answered', () => {
    const { target: _, ...none } = answer({ state: 'failed', blocks: [] });
    const text = exportConversation('markdown', head, [{ ...turn(), answers: [none] }], context);
    assert.match(text, /## Nobody\n\n\*Not answered\.\*\n$/);
  });

  it('makes a file name of any title', () => {
    const names = ['Why does it leak?', '../../etc/passwd', '日本 語', '   ', 'x'.repeat(99)].map(
      (title) => exportFileName(title, 'markdown'),
    );
    const long = `${'x'.repeat(60)}.md`;
    assert.deepEqual(names, [
      'Why-does-it-leak.md',
      'etc-passwd.md',
      '日本-語.md',
      'chat.md',
      long,
    ]);
    assert.equal(exportFileName('a', 'json'), 'a.json');
  });

  it('names what was attached, and says what a command stood for', () => {
    const pieces = [{ name: 'src/a.ts\n(lines 1-2)', text: 'TEXT' }];
    const ref = { kind: 'file', uri: 'file:///a.ts' } as const;
    const attached = [{ ref, icon: 'file', label: 'a.ts', pieces } as const];
    const asked = { ...turn('/fix'), attached, prompt: 'Mend\nit.' };
    const markdown = exportConversation('markdown', head, [asked], context);
    assert.match(
      markdown,
      /\/fix\n\n> Mend\n> it\.\n\nAttached:\n\n- a\.ts \(src\/a\.ts \(lines 1-2\)\)/,
    );
    assert.doesNotMatch(markdown, /TEXT/);
    assert.match(exportConversation('json', head, [asked], context), /TEXT/);
  });
});
