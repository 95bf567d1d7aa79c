import assert from 'node:assert/strict';
import type { CodeActions } from '../../src/host/code/codeActions.ts';
import { codeLater } from '../../src/host/codeLater.ts';

describe('codeLater', () => {
  it('loads with the first press, once, and hands everything on', async () => {
    const did: string[] = [];
    const actions: CodeActions = {
      press: ({ act }) => Promise.resolve(void did.push(act)),
      begin: () => Promise.reject(new Error('Nobody begins.')),
      accept: () => Promise.resolve(void did.push('accept')),
      choose: () => Promise.resolve(void did.push('choose')),
      discard: () => Promise.resolve(void did.push('discard')),
      file: () => 'a.ts',
      dispose: () => did.push('dispose'),
    };
    let change: () => void = () => undefined;
    const code = codeLater(() => {
      did.push('load');
      return Promise.resolve({
        createCodeActions: (onChange) => {
          change = onChange;
          return actions;
        },
      });
    });
    code.onChange = () => did.push('change');
    await code.accept();
    await code.choose();
    assert.deepEqual([did, code.file()], [[], undefined]);
    const press = { type: 'code', code: '', language: '', name: '' } as const;
    await Promise.all([
      code.press({ ...press, act: 'insert' }),
      code.press({ ...press, act: 'apply' }),
    ]);
    change();
    await code.choose();
    await code.discard();
    code.dispose();
    assert.equal(code.file(), 'a.ts');
    assert.deepEqual(did, ['load', 'insert', 'apply', 'change', 'choose', 'discard', 'dispose']);
  });
});
