import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readChosenFile, readTools } from '../../../src/host/firstRun/readTools.ts';
import type { Home } from '../../../src/host/firstRun/sources.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

const key = 'sk-secret-0123456789';

describe('reading what other programs have set up', () => {
  let folder: string;
  const home = (): Home => ({ folder, env: {}, globalStorage: folder });
  const put = (path: string, text: string): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const read = () => readTools(home(), [], plainEnglish);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-tools-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('goes through all of them and changes nothing', async () => {
    put(
      '.continue/config.yaml',
      'models: [{provider: anthropic, model: m, apiKey: "${{ secrets.K }}"}]',
    );
    put('.continue/config.json', '{"models":[{"provider":"openai","model":"old"}]}');
    put('.continue/.env', `K=${key}`);
    put('.cline/data/globalState.json', '{"actModeApiProvider":"groq","actModeGroqModelId":"m"}');
    put('.cline/data/secrets.json', `{"groqApiKey":"${key}"}`);
    const before = readdirSync(folder, { recursive: true });
    const found = await read();
    assert.deepEqual(
      found.map(({ tool, offers }) => [tool, offers.map(({ kind, key: own }) => [kind, own?.()])]),
      [
        ['Continue', [['anthropic', key]]],
        ['Cline', [['groq', key]]],
      ],
    );
    assert.deepEqual(readdirSync(folder, { recursive: true }), before);
  });

  it('finds nothing where nothing is', async () => {
    assert.deepEqual(await read(), []);
  });

  it('names a file that it cannot read, without a word of what is in it', async () => {
    put('.continue/config.yaml', `models: [{apiKey: ${key}, "`);
    put('.cline/data/settings/providers.json', `{"apiKey":"${key}" broken`);
    put('Downloads/roo-code-settings.json', 'x'.repeat(5 * 1024 * 1024));
    const found = await read();
    assert.deepEqual(
      found.map(({ refusals }) => refusals.map(({ why }) => why)),
      [
        ['config.yaml cannot be read. Open it there and correct it.'],
        ['providers.json cannot be read. Open it there and correct it.'],
        ['roo-code-settings.json cannot be read. Open it there and correct it.'],
      ],
    );
    assert.ok(!JSON.stringify(found).includes(key));
  });

  it('reads a file that was chosen', async () => {
    const configs = { a: { apiProvider: 'xai', xaiApiKey: key, apiModelId: 'grok' } };
    const file = put('mine.json', JSON.stringify({ providerProfiles: { apiConfigs: configs } }));
    const found = await readChosenFile(file, [], plainEnglish);
    assert.deepEqual(
      found?.offers.map(({ kind, models }) => [kind, models]),
      [['xai', ['grok']]],
    );
    assert.equal(await readChosenFile(join(folder, 'none'), [], plainEnglish), undefined);
  });
});
