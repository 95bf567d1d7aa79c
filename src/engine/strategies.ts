/*
 * The strategies in the router: with whom a conversation begins (`balanced`), and the first of
 * several that are asked for one answer (`hedged`, `race`), who all are attempts of their own, with
 * numbers, reasons and money. `failover` needs nothing of this.
 * It holds no state: that is in balance, bucket and journey.
 */
import { dispositionOf, sameTarget } from '../core/index.ts';
import type { Handler, Journal, TargetCall } from '../core/index.ts';
import type { Balance } from './balance.ts';
import { isEligible } from './candidates.ts';
import type { Contest, ContestDeps } from './contest.ts';
import { decide } from './decision.ts';
import { duel } from './duel.ts';
import type { Failed, Journey } from './journey.ts';
import { degraded, type Descending } from './ladder.ts';
import type { Moves } from './moves.ts';
import type { EngineOptions } from './options.ts';

export type StrategyDeps = ContestDeps & {
  readonly options: () => EngineOptions;
  readonly balance: Balance;
  readonly journal: Journal;
};

/** `balanced`: the conversation's own beginning, where nobody was picked. */
export function openingRule(
  deps: StrategyDeps,
  call: Descending,
  journey: Journey,
): 'sticky' | 'balanced' | undefined {
  if (deps.options().routing.strategy !== 'balanced') return undefined;
  if (call.limits.first !== undefined || call.limits.only !== undefined) return undefined;
  const { step, well } = decide(deps, call, journey);
  if (step.kind !== 'ask' || step.isTrial) return undefined;
  const all = [step.candidate, ...well].map(({ target }) => target);
  const first = deps.balance.firstFor(call.conversationId, all);
  if (first !== undefined) journey.prefer(first.target);
  return first?.rule;
}

export function isIll({ error }: Failed): boolean {
  return error.origin === 'remote' && dispositionOf(error.kind).weight > 0;
}

type Contested = {
  readonly call: Descending;
  readonly contest: Contest;
  readonly journey: Journey;
  readonly moves: Moves;
};

/** The first of several that are asked for one answer, with the others behind it. */
export function contested(
  deps: StrategyDeps,
  next: Handler<TargetCall>,
  { call, contest, journey, moves }: Contested,
): Handler<TargetCall> {
  const { rule, afterMs, others } = contest;
  const join = (): readonly TargetCall[] =>
    others.flatMap((candidate) => {
      if (!isEligible(deps, call.limits, candidate.target)) return [];
      const isHedge = rule === 'hedge';
      if (isHedge && !(deps.bucket.take() && journey.ledger.takeRepeat(candidate.target, 1)))
        return [];
      const step = { kind: 'ask', candidate, isTrial: false, goesOn: false } as const;
      const { otherEligibleMs: patienceMs } = deps.options().patience;
      return [moves.callFor(call, { step, hasWaited: false, patienceMs, goesOn: undefined, rule })];
    });
  return (first) =>
    duel(
      {
        ...{ clock: deps.clock, next, afterMs, join },
        *failed(failure, to) {
          journey.failed(failure);
          if (to === undefined) return;
          yield* moves.announce(to.target, 'fold');
          const following = others.find((other) => sameTarget(other.target, to.target));
          if (following !== undefined) yield* degraded(deps, call, following);
        },
        *overtaken(loser, { target }) {
          yield* moves.overtaken(loser, target);
          const winner = others.find((other) => sameTarget(other.target, target));
          if (winner !== undefined) yield* degraded(deps, call, winner);
        },
      },
      first,
    );
}
