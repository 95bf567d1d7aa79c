/*
 * What an entry for models of other extensions is; how it is asked stands in `lmAsking.test.ts`.
 */
import assert from 'node:assert/strict';
import { callOf } from '../../providers/bench.ts';
import { fakeLm } from './fakeLm.ts';
import { createLmProvider } from '../../../src/host/lm/lmProvider.ts';

const make = (...models: string[]) =>
  createLmProvider({ id: 'p', models }, { access: undefined, answered: new Set() });

describe('an entry for models of other extensions', () => {
  it('belongs to the extension’s vendor, and never counts as local', () => {
    const provider = make('copilot/a', 'copilot/b');
    assert.equal(provider.family, 'vscode.lm/copilot');
    assert.equal(provider.upstream('copilot/a'), 'vscode.lm/copilot');
    assert.equal(provider.isLocal, false);
    assert.equal(provider.isLoaded('copilot/a'), true);
    assert.equal(make('a/x', 'b/x').family, 'vscode.lm/a+b');
  });

  it('says so where there is no editor', async () => {
    const provider = make('copilot/m');
    const { signal } = new AbortController();
    const why = {
      kind: 'connect',
      vendorMessage: 'Models of other extensions can be asked inside VS Code only.',
    };
    await assert.rejects(provider.reach(signal), why);
    await assert.rejects(provider.listModels(signal), why);
    const call = callOf(undefined, 'copilot/m');
    const events = provider.stream(call, signal)[Symbol.asyncIterator]();
    await assert.rejects(events.next(), { ...why, target: call.target });
  });

  it('is not waited for when it is stopped while it loads', async () => {
    const access = { api: fakeLm(), justification: '', load: () => new Promise<never>(() => {}) };
    const provider = createLmProvider(
      { id: 'p', models: ['a/b'] },
      { access, answered: new Set() },
    );
    const abort = new AbortController();
    const listing = provider.listModels(abort.signal);
    abort.abort();
    await assert.rejects(listing, { kind: 'aborted' });
  });
});
