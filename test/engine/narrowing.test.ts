// A target's own word narrows what is known of it: the smaller request that is then made for it,
// once, and only where nobody takes the whole.

import assert from 'node:assert/strict';
import { ChatError, UNKNOWN_FACTS } from '../../src/core/index.ts';
import type { ChatRequest, ErrorKind, Message, TargetCall } from '../../src/core/index.ts';
import { createTokenEstimator } from '../../src/engine/index.ts';
import { isChangedFor, narrowedBy, shownBy, withShown } from '../../src/engine/narrowing.ts';
import type { Narrowed } from '../../src/engine/narrowing.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { A, B } from './byHand.ts';
import { createRig, expectNothingLeft, on } from './rig.ts';

const say = (role: Message['role'], text: string): Message => ({
  role,
  parts: [{ type: 'text', text }],
});
const words = (count: number): string => 'word '.repeat(count);
const LONG: ChatRequest = {
  messages: [
    ...[1, 2, 3, 4].flatMap(() => [say('user', words(2_000)), say('assistant', 'yes')]),
    say('user', 'and now?'),
  ],
};
const image = { type: 'image', mediaType: 'image/png', dataBase64: 'AA' } as const;
const SEEING: ChatRequest = { messages: [{ role: 'user', parts: [image] }] };
const models = (contextTokensMax: number | 'unknown') => ({
  catalog: { get: () => ({ ...UNKNOWN_FACTS, contextTokensMax }) },
  estimator: createTokenEstimator(),
});
const error = (kind: ErrorKind): ChatError => new ChatError({ kind, message: 'no' });
const messagesOf = ({ request }: TargetCall): number => request.messages.length;

describe('narrowing', () => {
  it('halves an unknown window, keeps more of a known one, and nothing else narrows', () => {
    const needed = models('unknown').estimator.inputTokens(LONG, A).minTokens;
    const by = (known: number | 'unknown', kind: ErrorKind) =>
      narrowedBy<{ readonly narrowed?: Narrowed }>(
        models(known),
        {},
        { target: A, error: error(kind), request: LONG },
      ).narrowed;
    assert.equal(by('unknown', 'context-length')?.get('a/m'), Math.floor(needed * 0.5));
    assert.equal(by(4_000, 'context-length')?.get('a/m'), 2_800);
    assert.equal(by(1e6, 'too-large-per-minute')?.get('a/m'), Math.floor(needed * 0.5));
    for (const kind of ['server', 'invalid', 'too-large', 'unsupported'] as const)
      assert.equal(by(4_000, kind), undefined, kind);
  });

  it('puts what a target has shown above what is known of it', () => {
    const narrowed = new Map([['a/m', 500]]);
    const refusals = { abilities: () => ({ vision: 'no' }) as const };
    assert.deepEqual(shownBy({ narrowed, refusals }, A), { vision: 'no', contextTokensMax: 500 });
    assert.deepEqual(shownBy({ narrowed }, B), undefined);
    const known = models(9_000);
    assert.equal(withShown(known, A, undefined), known);
    const facts = withShown(known, A, { contextTokensMax: 500 })?.catalog.get(A);
    assert.deepEqual([facts?.contextTokensMax, facts?.vision], [500, 'unknown']);
  });

  it('calls a request changed only where the refused part of it is gone', () => {
    const left = (what: 'images' | 'questions') => ({
      ...{ target: A, isLocal: false, isPicked: false },
      reduced: { request: LONG, left: [{ what, count: 1 }] },
    });
    assert.ok(isChangedFor({ how: 'smaller', times: 1 }, left('questions')));
    assert.ok(!isChangedFor({ how: 'smaller', times: 1 }, left('images')));
    assert.ok(isChangedFor({ how: 'without-it', times: 1 }, left('images')));
    assert.ok(!isChangedFor({ how: 'backoff', times: 1 }, left('questions')));
    assert.ok(
      !isChangedFor({ how: 'smaller', times: 1 }, { ...left('images'), reduced: undefined! }),
    );
  });
});

describe('smaller at the same target', () => {
  afterEach(expectNothingLeft);
  const upTo = (most: number, kind: ErrorKind = 'context-length') => ({
    script: (call: TargetCall): Script =>
      messagesOf(call) > most ? refusing(kind, { status: 400 }) : answering(['A']),
  });

  for (const kind of ['context-length', 'too-large-per-minute'] as const)
    it(`asks once more without the oldest questions, and says so: ${kind}`, async () => {
      const rig = createRig({ providers: { a: upTo(5, kind) } });
      const { story, events } = await rig.answer({ request: LONG });
      assert.equal(story, 'a? -questions a?retry A finish');
      const told = events.find(({ type }) => type === 'degraded');
      assert.deepEqual(told, {
        ...{ type: 'degraded', rung: 'reduced' },
        dropped: [{ what: 'questions', count: 3 }],
      });
    });

  it('does the same for one that the person picked, or who alone may be asked', async () => {
    for (const limits of [{ first: on('a') }, { only: on('a') }]) {
      const rig = createRig({ providers: { a: upTo(5) } });
      assert.match((await rig.answer({ request: LONG, limits })).story, /A finish$/);
    }
  });

  it('asks who takes the whole first', async () => {
    const rig = createRig({
      providers: { a: upTo(5), b: answering(['B']) },
      facts: { b: { contextTokensMax: 1_000_000 } },
    });
    assert.equal((await rig.answer({ request: LONG })).story, 'a? a>b b?failover B finish');
  });

  it('asks no third time, and never unchanged', async () => {
    const rig = createRig({ providers: { a: upTo(0) } });
    const { error: end } = await rig.answer({ request: LONG });
    assert.equal(end?.kind, 'context-length');
    assert.deepEqual(rig.providers['a']?.calls.map(messagesOf), [9, 3]);
    const single = createRig({ providers: { a: upTo(0) } });
    const request = { messages: [say('user', words(9_000))] };
    assert.equal((await single.answer({ request })).error?.kind, 'context-length');
    assert.equal(single.calls('a'), 1, 'the question itself is never shortened');
  });

  it('leaves out an image only where nobody sees it, and then at the one that refused it', async () => {
    const blind = (call: TargetCall): Script =>
      call.request.messages.some(({ parts }) => parts.some(({ type }) => type === 'image'))
        ? refusing('unsupported', { refused: 'images' })
        : answering(['A']);
    const rig = createRig({ providers: { a: { script: blind }, b: answering(['B']) } });
    assert.equal((await rig.answer({ request: SEEING })).story, 'a? a>b b?failover B finish');
    assert.equal((await rig.answer({ request: SEEING })).story, 'b? B finish', 'it is known now');
    const alone = createRig({ providers: { a: { script: blind } } });
    assert.equal((await alone.answer({ request: SEEING })).story, 'a? -images a?retry A finish');
    assert.equal((await alone.answer({ request: SEEING })).story, '-images a? A finish');
  });
});
