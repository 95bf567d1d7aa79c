/*
 * One token from one target, and the verdict in words. The question is our own ("Say OK"), goes
 * only to the target that was named, and nothing of any conversation goes with it. A passing test
 * ends locks and pauses; a failing one is told with its cause and with
 * what helps.
 */
import type { Target } from '../../core/index.ts';
import { ChatError, errorRecord } from '../../core/index.ts';
import { createControlBoard } from '../chat/controls.ts';
import type { Composition } from '../compose.ts';
import type { L10n } from '../l10n.ts';
import { causeSentence } from '../words/causes.ts';
import { remedyOf, type RemedyAction } from '../words/remedies.ts';
import { seconds } from '../words/times.ts';
import { placeOf } from './providerFacts.ts';

export type Verdict = {
  readonly passed: boolean;
  /** Who, what, and what to do about it. */
  readonly sentence: string;
  readonly kind?: string;
  /** What helps, the most helpful first. */
  readonly actions: readonly RemedyAction[];
};

export async function testTarget(
  composition: Composition,
  target: Target,
  now: { readonly nowMs: () => number; readonly wallMs: () => number },
  signal: AbortSignal,
  l10n: L10n,
): Promise<Verdict> {
  const { engine, names } = composition;
  const startedMs = now.nowMs();
  engine.unlock({ target });
  try {
    const events = engine.run({
      request: {
        messages: [{ role: 'user', parts: [{ type: 'text', text: 'Say OK.' }] }],
        outputTokensMax: 16,
      },
      conversationId: 'test',
      turnId: 'test',
      requestId: `test-${startedMs}-${target.providerId}`,
      lane: 'probe',
      deadlineAtMs: Number.POSITIVE_INFINITY,
      signal,
      limits: { tier: 'any', localOnly: false, only: target, canFold: false },
      controls: createControlBoard(),
    });
    let firstMs: number | undefined;
    for await (const event of events) {
      if (event.type === 'text-delta' || event.type === 'reasoning-delta') {
        firstMs ??= now.nowMs() - startedMs;
      }
    }
    engine.reset({ target });
    const took = seconds(firstMs ?? now.nowMs() - startedMs, l10n);
    return {
      passed: true,
      sentence: l10n.t('{0} works: first word after {1}.', names.target(target), took),
      actions: [],
    };
  } catch (error) {
    const known =
      error instanceof ChatError
        ? error
        : new ChatError({ kind: 'protocol', message: String(error), cause: error });
    const record = errorRecord(known);
    const context = { l10n, names, wallMs: now.wallMs() };
    const entry = composition.entries().find(({ id }) => id === target.providerId);
    const { advice, actions } = remedyOf(record, placeOf(entry ?? { kind: 'simulated' }), l10n);
    const sentence = `${causeSentence(record, context, target)} ${advice}`.trim();
    return { passed: false, kind: known.kind, sentence, actions };
  }
}
