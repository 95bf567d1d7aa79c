/*
 * Countdown words: whole seconds rounded up, never below 0; one timer, only while something counts.
 */
import assert from 'node:assert/strict';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { countedWord, secondsLeft, Ticker } from '../../src/webview/countdown.ts';

describe('countdown', () => {
  it('rounds up and stops at 0', () => {
    assert.equal(secondsLeft(10_001, 0), 11);
    assert.equal(secondsLeft(10_000, 0), 10);
    assert.equal(secondsLeft(0, 5_000), 0);
  });

  it('fills the number in where it belongs', () => {
    assert.equal(countedWord('checking in {seconds} s', Date.now() - 1), 'checking in 0 s');
    assert.equal(countedWord('paused until 14:05', Date.now() + 9_000), 'paused until 14:05');
    assert.equal(countedWord('paused', undefined), 'paused');
  });

  it('ticks while counting and stops by itself', async () => {
    let updates = 0;
    let isCounting = true;
    const host: ReactiveControllerHost = {
      addController: (_controller: ReactiveController) => {},
      removeController: () => {},
      requestUpdate: () => {
        updates += 1;
        isCounting = false;
        ticker.hostUpdated();
      },
      updateComplete: Promise.resolve(true),
    };
    const ticker: Ticker = new Ticker(host, () => isCounting);
    ticker.hostUpdated();
    ticker.hostUpdated();
    await new Promise<void>((done) => {
      setTimeout(done, 700);
    });
    assert.equal(updates, 1);
    ticker.hostDisconnected();
  });
});
