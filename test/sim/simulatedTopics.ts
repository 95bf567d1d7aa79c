/*
 * What every topic must be, whichever file it stands in: of readable length in both voices, its two
 * voices different, and with something to try at its end.
 */
import assert from 'node:assert/strict';
import type { Topic } from '../../src/sim/simulatedTopic.ts';

/** Words as a reader counts them: not the marks of Markdown. */
export function wordsOf(text: string): number {
  return text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

export function readable({ lead, body, end }: Topic, mostWords: number): void {
  for (const voice of [0, 1] as const) {
    const count = wordsOf([lead[voice], body, end[voice]].join('\n\n'));
    assert.ok(count >= 60 && count <= mostWords, `${count} words`);
    assert.match(end[voice], /\*\*|reload/);
  }
  assert.notEqual(lead[0], lead[1]);
  assert.notEqual(end[0], end[1]);
  assert.equal((body.match(/^```/gm)?.length ?? 0) % 2, 0, 'a fence is left open');
}
