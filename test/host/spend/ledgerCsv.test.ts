import assert from 'node:assert/strict';
import type { LedgerRow } from '../../../src/core/index.ts';
import { ledgerCsv } from '../../../src/host/spend/ledgerCsv.ts';

const row = (more: Partial<LedgerRow> = {}): LedgerRow => ({
  ...{ windowId: 'w', attemptId: 'r.1', wallMs: 0, target: 'openai/gpt' },
  ...{ origin: 'first', outcome: 'finished' },
  ...more,
});

describe('host/spend/ledgerCsv', () => {
  it('is one line for each attempt, and empty where nothing is known', () => {
    const cost = { usdMicros: 1_234_567, isEstimated: true, isUnknown: false };
    const tokens = { inputTokens: 10, cachedTokens: 0, outputTokens: 3 };
    const csv = ledgerCsv([
      row({ ...tokens, cost }),
      row({ target: 'or/vendor/model', cost: { ...cost, usdMicros: 0, isUnknown: true } }),
    ]);
    assert.equal(
      csv,
      'time,provider,model,why,outcome,input_tokens,cached_input_tokens,output_tokens,usd,usd_is_estimate\r\n' +
        '1970-01-01T00:00:00.000Z,openai,gpt,first,finished,10,0,3,1.234567,true\r\n' +
        '1970-01-01T00:00:00.000Z,or,vendor/model,first,finished,,,,,\r\n',
    );
  });

  it('quotes what must be, and makes no formula of a name', () => {
    const cells = (target: string): string => ledgerCsv([row({ target })]).split('\r\n')[1] ?? '';
    assert.ok(cells('a/=HYPERLINK("x")').includes(`,"'=HYPERLINK(""x"")",`));
    assert.ok(cells('a/two\nlines, both').includes(',"two\nlines, both",'));
    assert.ok(cells('@a/-m').includes(`,'@a,'-m,`));
  });
});
