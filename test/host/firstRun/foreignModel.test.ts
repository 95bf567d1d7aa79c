import assert from 'node:assert/strict';
import { fieldsOf, textIn } from '../../../src/host/firstRun/foreignModel.ts';

describe('fields of a stranger', () => {
  it('are found whatever their case, and are own fields only', () => {
    const fields = fieldsOf(JSON.parse('{"ApiKey":"a","__proto__":{"x":1}}'));
    assert.equal(fields?.get('apikey'), 'a');
    assert.equal(fields?.get('x'), undefined);
    assert.equal(fields?.get('toString'), undefined);
    for (const value of [null, undefined, 'text', 3, ['list']]) {
      assert.equal(fieldsOf(value), undefined);
    }
  });

  it('hold a text only where it can be shown and stored', () => {
    assert.equal(textIn('  gpt-5 '), 'gpt-5');
    for (const value of [3, '', '  ', 'a\nb', 'a\u202Eb', 'x'.repeat(201), {}, null]) {
      assert.equal(textIn(value), undefined, JSON.stringify(value));
    }
  });
});
