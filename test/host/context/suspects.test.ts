import assert from 'node:assert/strict';
import { judged } from '../../../src/host/context/suspects.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

const of = (text: string, paths: readonly string[], from?: number) =>
  judged({ name: 'n', text }, { paths, ...(from === undefined ? {} : { from }) }, plainEnglish)
    .suspect;

describe('suspects', () => {
  it('say which line of the file and why, and never the secret', () => {
    const said = of('a\npassword = "FAKE0123456789abcdefFAKE"', ['a.ts'], 40);
    assert.equal(said, 'a.ts, line 41: a value that looks like a secret');
    assert.equal(of(['-----BEGIN ', 'PRIVATE KEY-----'].join(''), []), 'n, line 1: a private key');
    assert.equal(of('db://u:hunter2x@h', ['a']), 'a, line 1: a password in an address');
    assert.equal(
      of(['sk-proj-', 'FAKE0123456789abcdefFAKE'].join(''), ['a']),
      'a, line 1: looks like a key',
    );
  });

  it('go by the name first, any of them', () => {
    assert.equal(of('', ['a.ts', '.env']), '.env: by its name');
    assert.equal(of('const a = 1;', ['a.ts']), undefined);
  });
});
