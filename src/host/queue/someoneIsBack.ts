/*
 * Whether anybody could be asked now, within what holds for a conversation: somebody who is well,
 * or whose pause is over so that the next question is the trial. Without a network only who runs on
 * this computer counts. The engine decides who is asked; this only says whether asking is any use.
 */
import type { Engine, TargetStatus } from '../../core/index.ts';
import type { AskedLimits } from '../chat/choices.ts';

export function canAnswer(
  engine: Pick<Engine, 'candidates' | 'status'>,
  limits: AskedLimits,
  isOffline: boolean,
): boolean {
  return engine
    .candidates({ ...limits, canFold: true })
    .filter(({ refused, entry }) => refused === undefined && (entry.isLocal || !isOffline))
    .some(({ entry }) => isReady(engine.status(entry.target)));
}

function isReady({ state, untilMs }: TargetStatus): boolean {
  return state === 'working' || (state === 'paused' && untilMs === undefined);
}
