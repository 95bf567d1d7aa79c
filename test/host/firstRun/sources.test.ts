import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  readSource,
  sourcesIn,
  toolsThere,
  type Home,
} from '../../../src/host/firstRun/sources.ts';

describe('files of other programs', () => {
  let folder: string;
  const home = (more: Partial<Home> = {}): Home => ({
    folder,
    env: {},
    globalStorage: join(folder, 'storage'),
    ...more,
  });
  const put = (path: string, text = '{}'): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-sources-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are those of the home folder, or where the program itself was told to look', () => {
    const usual = sourcesIn(home());
    assert.equal(usual.continueYaml, join(folder, '.continue/config.yaml'));
    assert.equal(usual.clineProviders, join(folder, '.cline/data/settings/providers.json'));
    assert.deepEqual(usual.rooExports, [join(folder, 'Downloads/roo-code-settings.json')]);
    const elsewhere = sourcesIn(
      home({
        env: { CONTINUE_GLOBAL_DIR: '/a', CLINE_DIR: '/b', CLINE_DATA_DIR: 'relative' },
        rooPath: '~/roo.json',
      }),
    );
    assert.equal(elsewhere.continueEnv, '/a/.env');
    assert.equal(elsewhere.clineSecrets, '/b/data/secrets.json');
    assert.equal(elsewhere.rooExports[0], join(folder, 'roo.json'));
  });

  it('are only looked for, and those that nobody else can read are told apart', async () => {
    assert.deepEqual(await toolsThere(home()), { can: [], locked: [] });
    mkdirSync(join(folder, 'storage/rooveterinaryinc.roo-cline'), { recursive: true });
    mkdirSync(join(folder, 'storage/saoudrizwan.claude-dev'));
    assert.deepEqual(await toolsThere(home()), { can: [], locked: ['Cline', 'Roo Code'] });
    put('.continue/config.json', 'not json');
    put('.cline/data/globalState.json');
    assert.deepEqual(await toolsThere(home()), {
      can: ['Continue', 'Cline'],
      locked: ['Roo Code'],
    });
  });

  it('are read up to a bound, and only where they are files', async () => {
    const file = put('a.json', '\uFEFF{"a":1}');
    assert.equal(await readSource(file, 100), '{"a":1}');
    assert.equal(await readSource(join(folder, 'none'), 100), undefined);
    assert.equal(await readSource(folder, 100), undefined);
    assert.equal(await readSource('/dev/zero', 100), undefined);
    await assert.rejects(readSource(put('big', 'x'.repeat(101)), 100), /larger than 100 bytes/);
    symlinkSync(file, join(folder, 'link'));
    assert.equal(await readSource(join(folder, 'link'), 100), '{"a":1}');
  });
});
