import assert from 'node:assert/strict';
import { ERROR_KINDS, type ErrorKind } from '../../../src/core/index.ts';
import { causeView } from '../../../src/host/words/causeView.ts';
import { a, b, context, record } from '../fakes.ts';

describe('causeView', () => {
  it('has at most one primary button, always a way on, and says what is kept', () => {
    for (const kind of ERROR_KINDS) {
      const view = causeView(record({ kind }), context, a);
      assert.ok(view.buttons.length >= 1 && view.buttons.length <= 3, kind);
      assert.equal(view.buttons.filter((button) => button.primary).length, 1, kind);
      assert.equal(view.kept, 'Your question is kept.');
    }
  });

  it('offers the key to replace, of the provider that refused it', () => {
    const view = causeView(record({ kind: 'auth', target: b }), context, a);
    assert.deepEqual(view.buttons[0], {
      label: 'Replace key',
      action: 'set-key',
      primary: true,
      args: { providerId: 'b', targetKey: 'b/m' },
    });
  });

  it('lets VS Code ask once more where the person had said no', () => {
    const view = causeView(record({ kind: 'permission', vendorCode: 'NoPermissions' }), context, a);
    assert.deepEqual(view.buttons[0], {
      label: 'Ask VS Code again',
      action: 'test-provider',
      primary: true,
      args: { providerId: 'a', targetKey: 'a/m' },
    });
  });

  it('offers what helps: billing, another model, another address', () => {
    const first = (kind: ErrorKind) => causeView(record({ kind, target: b }), context).buttons[0];
    assert.equal(first('quota')?.action, 'open-billing');
    assert.equal(first('model-gone')?.action, 'set-model');
    assert.equal(first('protocol')?.action, 'set-address');
    assert.deepEqual(first('model-gone')?.args, { providerId: 'b', targetKey: 'b/m' });
  });

  it('tells what each of them said when nobody could answer', () => {
    const causes = [record({ kind: 'auth', target: a }), record({ kind: 'overloaded', target: b })];
    const view = causeView(record({ kind: 'exhausted', causes }), context);
    assert.equal(view.sentence, 'Nobody could answer.');
    assert.equal(view.detail, 'A does not accept this key. B is overloaded right now.');
  });

  it('says what a lone provider did last, and nothing twice', () => {
    const of = (...kinds: readonly ErrorKind[]) => {
      const causes = kinds.map((kind) => record({ kind, target: a }));
      return causeView(record({ kind: 'exhausted', causes }), context);
    };
    const silent = of('stall', 'silent');
    assert.equal(silent.sentence, 'A went silent.');
    assert.equal(silent.detail, undefined);
    const cut = of('stall', 'cut');
    assert.equal(cut.sentence, 'A broke off in the middle.');
    assert.equal(cut.detail, 'A went silent. A broke off in the middle.');
  });
});
