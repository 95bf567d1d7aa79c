/*
 * The cheap question passes over nothing that holds the words once it is drawn, whatever it reads.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mayHold } from '../../../src/webview/find/mayHold.ts';

const may = (wanted: string, source: string): boolean => mayHold(wanted)?.(source) ?? true;

describe('mayHold', () => {
  it('sees through what Markdown puts between letters and words', () => {
    for (const [wanted, source] of [
      ['pool', 'a **po**ol'],
      ['POOL', 'a p\\_ool po_o_l'],
      ['the docs now', 'see the [docs](https://a.example/x) now'],
      ['the docs now', 'see the [docs][ref] now'],
      ['two lines', 'two\n> lines'],
      ['café', 'caf&eacute;'],
      ['image', '![](https://a.example/x.png)'],
      ['a.example', '[x](ftp://a.example/y)'],
      ['foo(bar)', 'call `foo(bar)`'],
      ['straße', 'Die Straße'],
      ['()', 'nothing can be said'],
      ['U+202E', 'a hidden \u202E mark'],
    ] as const) {
      assert.ok(may(wanted, source), `${wanted} in ${source}`);
    }
  });

  it('passes over what holds none of it', () => {
    assert.equal(may('pool', 'a puddle'), false);
    assert.equal(may('answer 17', 'Answer 18, question 17'), false);
    assert.equal(may('foo(bar)', 'only foo'), false);
  });

  it('what holds the words as they are is never passed over', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (before, after, wanted) =>
        assert.ok(may(wanted, `${before}${wanted}${after}`)),
      ),
    );
  });

  it('comes to an end on text that is made to be slow', () => {
    const hostile = [
      ']('.repeat(50_000),
      'a*'.repeat(50_000),
      'ab '.repeat(30_000),
      `ab${' '.repeat(100_000)}`,
      '][a'.repeat(30_000),
    ];
    // Anything but linear would take minutes.
    for (const source of hostile) assert.equal(may('ab cd', source), false);
  });
});
