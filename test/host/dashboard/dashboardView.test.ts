import assert from 'node:assert/strict';
import { dashboardView } from '../../../src/host/dashboard/dashboardView.ts';
import { DashboardView } from '../../../src/protocol/dashboard.ts';
import { cardsOf, context, emptyView, monthData, monthView } from './views.ts';

describe('dashboardView', () => {
  it('says first how all are, then shows each', () => {
    const view = monthView();
    assert.equal(view.summary, 'Claude: paused until 14:11. GPT is answering. One more is ready.');
    assert.deepEqual(
      view.cards.map(({ name }) => name),
      ['Claude', 'GPT', 'Ollama'],
    );
    assert.deepEqual(view.notes, []);
    assert.ok(DashboardView.safeParse(view).success);
  });

  it('puts both shares on one scale that begins below the least', () => {
    const { availability, scale, availabilityNote } = monthView();
    assert.deepEqual(
      availability.map(({ span, label }) => `${span} ${label}`),
      ['7 days As you saw it', ' Without failover', '30 days As you saw it', ' Without failover'],
    );
    assert.match(availability[2]?.value ?? '', /^9\d(\.\d+)?%$/);
    assert.match(availability[2]?.detail ?? '', /^1,\d{3} of 1,\d{3}$/);
    assert.match(availability[3]?.value ?? '', /^[78]\d(\.\d)?–8\d(\.\d)?%$/);
    assert.deepEqual([scale[0], scale[1], scale.at(-1)], ['50%', '60', '100%']);
    assert.match(availabilityNote, /^Of \d+ questions nobody can tell/);
  });

  it('adds up the cost, and says what is missing in it', () => {
    const { costs, together, costNotes } = monthView();
    const sum = costs.reduce((all, { value }) => all + Number(value.slice(1)), 0);
    assert.ok(Math.abs(sum - Number(together.replace('~$', ''))) < 0.03);
    assert.equal(costNotes.length, 2);
    assert.match(costNotes[1] ?? '', /^Booked by all windows on these days: \$0\.62\.$/);
  });

  it('gives each model a row of figures that can be sorted', () => {
    const { models, columns } = monthView();
    for (const { cells } of models) assert.equal(cells.length, columns.length);
    assert.equal(models[0]?.cells[0]?.text, 'Claude sonnet');
    assert.equal(typeof models[0]?.cells[1]?.sort, 'number');
  });

  it('is honest where there is little to count', () => {
    assert.match(emptyView().notes[0] ?? '', /^Nothing was asked in 30 days\./);
    assert.deepEqual(emptyView().availability, []);
    const few = dashboardView({ data: monthData(0.3), cards: cardsOf() }, context);
    assert.match(few.notes[0] ?? '', /^Only \d questions in 30 days: too few/);
  });

  it('is calm when all are well, and plain when nobody is', () => {
    const well = cardsOf().map((card) => ({
      ...card,
      shown: { ...card.shown, state: 'ready' as const },
    }));
    const say = (cards: ReturnType<typeof cardsOf>): string =>
      dashboardView({ data: monthData(0), cards }, context).summary;
    assert.equal(say(well), 'All 3 are well; Claude is asked first.');
    assert.equal(say(well.slice(0, 1)), 'Claude is well.');
    assert.match(say(cardsOf().slice(0, 1)), /Nobody can be asked right now\.$/);
  });
});
