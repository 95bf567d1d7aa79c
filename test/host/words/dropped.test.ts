import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { droppedWords, settingsLeftOut } from '../../../src/host/words/dropped.ts';
import { a, names } from '../fakes.ts';

describe('dropped', () => {
  it('names everything that is missing', () => {
    const model = { what: 'model', from: 'large', to: 'small' } as const;
    const all = [{ what: 'images', count: 2 }, { what: 'tools', count: 3 }, model] as const;
    assert.equal(
      droppedWords(all, plainEnglish),
      'without 2 images, without tools, by a simpler model',
    );
    const one = [
      { what: 'images', count: 1 },
      { what: 'questions', count: 1 },
    ] as const;
    assert.equal(droppedWords(one, plainEnglish), 'without the image, without the first question');
    const many = [{ what: 'questions', count: 4 }] as const;
    assert.equal(droppedWords(many, plainEnglish), 'without the first 4 questions');
  });

  it('names the settings that a model refuses, when it refuses them and afterwards', () => {
    const stamp = { v: 1, seq: 1, windowId: 'w', monoMs: 0, wallMs: 0 } as const;
    const of = { requestId: 'r', turnId: 't', attemptId: 'r.1', target: a } as const;
    const told = (isNew: boolean): string => {
      const settings = ['temperature', 'topP', 'stop', 'reasoning', 'cacheKey'] as const;
      const event = { ...stamp, ...of, type: 'settings-left-out', settings, isNew } as const;
      return settingsLeftOut(event, plainEnglish, names);
    };
    const all =
      'temperature, top-p, stop words, effort of thinking, name of the chat for its cache';
    assert.equal(told(true), `A refused a setting and was asked without it: ${all}.`);
    assert.equal(told(false), `A was asked without what it refuses: ${all}.`);
  });
});
