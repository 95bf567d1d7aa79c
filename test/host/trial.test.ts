import assert from 'node:assert/strict';
import type { AnswerRecord, TurnRecord } from '../../src/core/index.ts';
import type { ProviderSetting } from '../../src/host/settings/schema.ts';
import { createTrial, isOfEndedTrial, type Flag } from '../../src/host/trial.ts';

const flag = (): Flag => {
  const kept = new Map<string, unknown>();
  return {
    get: (name) => kept.get(name),
    update: (name, value) => Promise.resolve(void kept.set(name, value)),
  };
};

describe('trial', () => {
  it('is remembered over a reload, and its end too', () => {
    const kept = flag();
    createTrial(kept, false).start();
    assert.equal(createTrial(kept, false).isOn(), true);
    createTrial(kept, true).end();
    assert.equal(createTrial(kept, true).isOn(), false);
  });

  it('is on from the start only where that was asked for', () => {
    assert.equal(createTrial(flag(), false).isOn(), false);
    assert.equal(createTrial(flag(), true).isOn(), true);
  });

  it('knows a conversation whose stand-ins are gone', () => {
    const turn = (...providers: string[]): TurnRecord => ({
      turnId: 't',
      conversationId: 'c',
      askedWallMs: 0,
      question: 'Why?',
      answers: providers.map((providerId): AnswerRecord => ({
        answerId: providerId,
        start: { how: 'first' },
        state: 'whole',
        blocks: [],
        target: { providerId, modelId: 'm' },
      })),
    });
    const names = {
      provider: String,
      target: () => '',
      isSimulated: (id: string) => id !== 'real',
    };
    const ended = { names, entries: () => [] };
    assert.equal(isOfEndedTrial([turn('aster', 'birch')], ended), true);
    assert.equal(isOfEndedTrial([turn('aster'), turn('real')], ended), false);
    assert.equal(isOfEndedTrial([turn()], ended), false, 'nobody was asked: it may be a real one');
    const running = { names, entries: () => [{ id: 'aster' } as ProviderSetting] };
    assert.equal(isOfEndedTrial([turn('aster')], running), false);
  });
});
