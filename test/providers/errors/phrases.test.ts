/*
 * The patterns read hostile text in no time, and the words that decide most are told apart.
 */
import assert from 'node:assert/strict';
import * as phrases from '../../../src/providers/errors/phrases.ts';

describe('phrases', () => {
  it('cost nothing on long text that almost fits', () => {
    const pieces = [
      'model ',
      'request too large ',
      'per ',
      'prompt exceeds ',
      'api key ',
      'country ',
      'a',
    ];
    for (const [name, pattern] of Object.entries(phrases)) {
      for (const piece of pieces) {
        const startMs = performance.now();
        pattern.test(piece.repeat(4000).slice(0, 8000));
        assert(performance.now() - startMs < 3_000, `${name} on ${piece}`);
      }
    }
  });

  it('tell the minute from the day', () => {
    const minutes = [
      'tokens per min (TPM)',
      'Requests per Second',
      'free-models-per-min',
      '15 per 60s',
      'UserByModelByMinute',
    ];
    const days = [
      'tokens per day (TPD)',
      'free-models-per-day',
      'per 86400s exceeded for UserByModelByDay',
    ];
    for (const text of minutes) assert(phrases.PER_MINUTE.test(text.toLowerCase()), text);
    for (const text of days) {
      assert(
        !phrases.PER_MINUTE.test(text.toLowerCase()) && phrases.PER_DAY.test(text.toLowerCase()),
        text,
      );
    }
  });

  it('hold the overflow set of the wire reference', () => {
    const overflows = [
      'prompt is too long',
      'maximum context length',
      'context window',
      'input token count (9) exceeds',
      'maximum prompt length',
      'reduce the length of the messages',
      'available context size',
      'greater than the context length',
      'too large for model with',
      'context_length_exceeded',
      'prompt too long',
    ];
    for (const text of overflows) {
      assert(phrases.CONTEXT.test(text) || phrases.CONTEXT_WORD.test(text), text);
    }
  });
});
