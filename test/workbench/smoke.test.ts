// The first journey: the packed extension is there, in the places where a person looks for it.
// What the chat answers is asked by other journeys.

import { strict as assert } from 'node:assert';
import { openChat } from '../harness/chatFrame.ts';
import { type Journey, openJourney } from '../harness/journey.ts';
import { commandsFor } from '../harness/palette.ts';
import { takeShot } from '../harness/shots.ts';
import { waitForStatusBar } from '../harness/statusBar.ts';

describe('the installed extension', () => {
  let journey: Journey;
  before(async () => {
    journey = await openJourney();
  });

  it('shows its chat in the secondary side bar', async () => {
    const frame = await openChat(journey.page);
    assert.notEqual((await frame.locator('body').innerText()).trim(), '');
    await takeShot(journey.page, 'smoke chat');
  });

  it('shows its status bar item', async () => {
    assert.notEqual(await waitForStatusBar(journey.page, /\S/), '');
  });

  it('offers its commands in the palette', async () => {
    const offered = await commandsFor(journey.page, 'Steadfast:');
    assert.ok(
      offered.some((title) => title.startsWith('Steadfast:')),
      `the palette offered ${offered.join(' | ')}`,
    );
  });
});
