import assert from 'node:assert/strict';
import { ERROR_KINDS, type ErrorKind, type ErrorRecord } from '../../../src/core/index.ts';
import { causeView, type Ways } from '../../../src/host/words/causeView.ts';
import { ButtonView, type CauseView } from '../../../src/protocol/index.ts';
import { a, b, context, record } from '../fakes.ts';

const alone: Ways = {
  ...{ nextFor: () => undefined, canTrim: false, canQueue: false },
  nowWallMs: context.wallMs,
};
const withB: Ways = { ...alone, nextFor: () => ({ target: b, name: 'B' }) };
const view = (
  fields: Partial<ErrorRecord> & Pick<ErrorRecord, 'kind'>,
  ways: Ways = alone,
): CauseView => causeView(record(fields), context, ways, a);
const labels = ({ buttons }: CauseView): string[] => buttons.map(({ label }) => label);

/** What a person can press for each kind while somebody else could answer. */
const BUTTONS: Record<ErrorKind, string> = {
  connect: 'Use B · Ask again',
  tls: 'Open proxy settings · Use B · Ask again',
  proxy: 'Open proxy settings · Use B · Ask again',
  server: 'Use B · Ask again',
  overloaded: 'Use B · Ask again',
  'request-timeout': 'Use B · Ask again',
  conflict: 'Use B · Ask again',
  upstream: 'Use B · Ask again',
  protocol: 'Change address · Use B · Ask again',
  silent: 'Use B · Ask again',
  stall: 'Use B · Ask again',
  'slow-drip': 'Use B · Ask again',
  cut: 'Use B · Ask again',
  truncated: 'Use B · Ask again',
  empty: 'Use B · Ask again',
  degenerate: 'Use B · Ask again',
  'rate-limit': 'Use B · Ask again',
  'too-large-per-minute': 'Trim context · Edit · Use B',
  quota: 'Open billing · Use B · Ask again',
  auth: 'Replace key · Use B · Ask again',
  region: 'Use B · Ask again',
  permission: 'Choose model · Use B · Ask again',
  loading: 'Use B · Ask again',
  'no-memory': 'Choose model · Use B · Ask again',
  'model-gone': 'Pick another · Use B · Ask again',
  unsupported: 'Use B · Ask again',
  invalid: 'Edit · Use B · Ask again',
  'too-large': 'Trim context · Edit · Use B',
  'context-length': 'Trim context · Edit · Use B',
  'tool-use-failed': 'Use B · Ask again',
  'content-filter': 'Edit · Use B · Ask again',
  aborted: 'Use B · Ask again',
  deadline: 'Use B · Ask again',
  exhausted: 'Show providers · Use B · Ask again',
  rejected: 'Show providers · Use B · Ask again',
  budget: 'Use B · Ask again',
  offline: 'Use B · Ask again',
};

describe('causeView', () => {
  it('offers to wait where the trouble passes by itself, in the place of a list of the paused', () => {
    const waits: Ways = { ...alone, canQueue: true };
    const mayReturn = { target: b, afterMs: 1_000 };
    assert.deepEqual(labels(view({ kind: 'offline' }, waits)), ['Send when back', 'Ask again']);
    const nobody = view({ kind: 'exhausted', mayReturn }, waits);
    assert.deepEqual(labels(nobody), ['Send when back', 'Ask again']);
    assert.equal(nobody.buttons[0]?.primary, true);
    assert.deepEqual(labels(view({ kind: 'auth' }, waits)), ['Replace key', 'Ask again']);
    const both = view({ kind: 'overloaded' }, { ...withB, canQueue: true });
    assert.deepEqual(labels(both), ['Use B', 'Send when back', 'Ask again']);
  });

  for (const kind of ERROR_KINDS) {
    it(`${kind}: a sentence, what is kept, and buttons that the host acts on`, () => {
      const cause = view({ kind }, { ...withB, canTrim: true });
      assert.match(cause.sentence, /^[A-Z].*\.$/);
      assert.match(cause.kept ?? '', /^Your question is kept\./);
      assert.equal(labels(cause).join(' · '), BUTTONS[kind]);
      for (const button of cause.buttons) {
        assert.ok(ButtonView.safeParse(button).success, button.action);
        const isOfOne = /^(?:set-|use-next|open-billing|test-provider)/.test(button.action);
        assert.equal(button.args?.['targetKey'] !== undefined, isOfOne, button.action);
      }
      assert.deepEqual(
        cause.buttons.map(({ primary }) => primary === true),
        cause.buttons.map((_, index) => index === 0),
      );
    });
  }

  it('offers nobody where nobody could answer', () => {
    assert.deepEqual(labels(view({ kind: 'auth' })), ['Replace key', 'Ask again']);
    assert.equal(view({ kind: 'auth' }).kept, 'Your question is kept.');
    assert.deepEqual(labels(view({ kind: 'overloaded' })), ['Ask again']);
  });

  it('names who could answer meanwhile, and asks only when pressed', () => {
    const cause = view({ kind: 'auth' }, withB);
    assert.equal(cause.kept, 'Your question is kept. B can answer it meanwhile.');
    assert.deepEqual(cause.buttons[1], {
      ...{ label: 'Use B', action: 'use-next' },
      args: { providerId: 'b', targetKey: 'b/m' },
    });
  });

  it('looks for somebody whom nobody has asked, and for a larger one where it was too long', () => {
    const asked: unknown[] = [];
    const ways: Ways = {
      ...alone,
      nextFor: (...args) => {
        asked.push(args);
        return undefined;
      },
    };
    const causes = [record({ kind: 'auth', target: a }), record({ kind: 'server', target: b })];
    view({ kind: 'exhausted', causes }, ways);
    view({ kind: 'context-length', target: a }, ways);
    assert.deepEqual(asked, [
      [[a, b, a], 'any'],
      [[a], 'larger'],
    ]);
  });

  it('waits while a pause that was asked for lasts, and asks again afterwards', () => {
    const pause = { kind: 'rate-limit', retryAfterMs: 20_000 } as const;
    assert.deepEqual(labels(view(pause)), ['Wait']);
    const later = { ...alone, nowWallMs: context.wallMs + 20_000 };
    assert.deepEqual(labels(view(pause, later)), ['Ask again']);
  });

  it('trims only where there is something that could be left out', () => {
    assert.deepEqual(labels(view({ kind: 'context-length' })), ['Edit', 'Ask again']);
  });

  it('asks VS Code itself again where that had said no', () => {
    const cause = view({ kind: 'permission', vendorCode: 'NoPermissions', target: a });
    assert.deepEqual(cause.buttons[0], {
      ...{ label: 'Ask VS Code again', action: 'test-provider', primary: true },
      args: { providerId: 'a', targetKey: 'a/m' },
    });
  });

  it('shows the vendor’s own words as a detail', () => {
    assert.equal(view({ kind: 'auth', vendorMessage: 'invalid x' }).detail, 'invalid x');
  });

  it('tells what each of them said when nobody could answer', () => {
    const causes = [record({ kind: 'auth', target: a }), record({ kind: 'overloaded', target: b })];
    const cause = view({ kind: 'exhausted', causes });
    assert.equal(cause.sentence, 'Nobody could answer.');
    assert.equal(cause.detail, 'A does not accept this key. B is overloaded right now.');
    assert.equal(cause.buttons[0]?.action, 'set-key');
  });

  it('says who of them is tried again first, and from when on', () => {
    const causes = [record({ kind: 'server', target: a }), record({ kind: 'server', target: b })];
    const cause = view({ kind: 'exhausted', causes, mayReturn: { target: b, afterMs: 20_000 } });
    assert.match(
      cause.sentence,
      /^Nobody could answer\. B is tried again from \d+:\d\d:\d\d on\.$/,
    );
  });

  it('says what a lone provider did last, and nothing twice', () => {
    const of = (...kinds: readonly ErrorKind[]) =>
      view({ kind: 'exhausted', causes: kinds.map((kind) => record({ kind, target: a })) });
    const silent = of('stall', 'silent');
    assert.equal(silent.sentence, 'A went silent.');
    assert.equal(silent.detail, undefined);
    const cut = of('stall', 'cut');
    assert.equal(cut.sentence, 'A broke off in the middle.');
    assert.equal(cut.detail, 'A went silent. A broke off in the middle.');
  });
});
