/*
 * The strip at the top of the panel (and, from the same data, status bar and tree): who would
 * answer now, and when something is wrong, everybody in the order they will be tried. Well means:
 * the first of the chain that may be asked is working, or answering.
 */
import type { ChainEntry, Engine, Target } from '../../core/index.ts';
import { sameTarget, targetKey } from '../../core/index.ts';
import type { CauseView, StripView, TargetView } from '../../protocol/index.ts';
import type { FaultBoard } from '../../sim/index.ts';
import type { L10n } from '../l10n.ts';
import type { Names } from '../words/names.ts';
import { stateWord } from '../words/status.ts';

export type StripInput = {
  readonly chain: readonly ChainEntry[];
  /** Who would be asked for the next question, in order. */
  readonly asked: readonly ChainEntry[];
  /** `$0.42 today`, where something was. */
  readonly spend?: string | undefined;
  readonly engine: Pick<Engine, 'status'>;
  readonly names: Names;
  readonly l10n: L10n;
  readonly wallMs: number;
  /** Who is answering just now. */
  readonly answering: Target | undefined;
  readonly isTrial: boolean;
  readonly faults: (providerId: string) => FaultBoard | undefined;
  readonly notices: readonly CauseView[];
};

export function stripView(input: StripInput): StripView {
  // Who may not be asked for this conversation has no place in the order of trying.
  const targets = targetViews({ ...input, chain: input.asked }).map((view) =>
    input.isTrial ? countedDown(view, input) : view,
  );
  const first = targets[0];
  const isHelping = targets.some((view) => view !== first && view.state === 'answering');
  const isUp = first?.state === 'working' || first?.state === 'answering';
  const isWell = first === undefined || (isUp && !isHelping);
  return {
    isWell,
    targets,
    ...(input.isTrial
      ? {
          trial: {
            sentence: input.l10n.t('Simulated. Nothing is sent.'),
            endLabel: input.l10n.t('End trial'),
          },
        }
      : {}),
    ...(input.spend === undefined || input.isTrial ? {} : { spend: input.spend }),
    notices: [...input.notices],
  };
}

/** In the trial pauses are so short that they count down. The webview fills in the seconds. */
function countedDown(view: TargetView, { l10n, wallMs }: StripInput): TargetView {
  const isWaiting = view.state === 'paused' && (view.untilWallMs ?? 0) > wallMs;
  if (!isWaiting) return view;
  return { ...view, word: l10n.t('paused, checking in {0} s', '{seconds}') };
}

export function targetViews(input: StripInput): readonly TargetView[] {
  const { chain, engine, names, l10n, wallMs, answering } = input;
  const first = chain.find((entry) => entry.enabled && entry.armed && entry.hasKey);
  return chain.map((entry) => {
    const { target } = entry;
    const isAnswering = answering !== undefined && sameTarget(answering, target);
    const word = stateWord(
      entry,
      engine.status(target),
      { wallMs, isAnswering, isFirst: entry === first },
      l10n,
    );
    const faults = input.faults(target.providerId);
    return {
      targetKey: targetKey(target),
      providerId: target.providerId,
      name: names.target(target),
      ...word,
      simulated: names.isSimulated(target.providerId),
      ...(faults === undefined ? {} : { faults: [...faultViews(faults, l10n)] }),
    };
  });
}

function faultViews(board: FaultBoard, l10n: L10n): NonNullable<TargetView['faults']> {
  const labels = {
    outage: l10n.t('Outage'),
    'rate-limit': l10n.t('Rate limit'),
    slow: l10n.t('Slow'),
    stall: l10n.t('Stall'),
    cut: l10n.t('Cut'),
    garbage: l10n.t('Garbage'),
  };
  return Object.entries(labels).map(([fault, label]) => ({
    fault,
    label,
    isOn: board.isOn(fault as keyof typeof labels),
  }));
}
