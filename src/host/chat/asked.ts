/*
 * Who would be asked for the next question of a conversation, in order: what strip, status bar and
 * composer show. One who only needs a key is shown, because a key would help; who is not armed, is
 * off, or is further away than the conversation may travel is not.
 * The engine decides; nothing is decided here a second time.
 */
import type { ChainEntry, Engine, Target } from '../../core/index.ts';
import type { AskedLimits } from './choices.ts';

export function askedRungs(
  engine: Pick<Engine, 'candidates'>,
  limits: AskedLimits,
): readonly ChainEntry[] {
  return engine
    .candidates({ ...limits, canFold: true })
    .filter(({ refused }) => refused === undefined || refused === 'needs-key')
    .map(({ entry }) => entry);
}

/** Its window is what a question is fitted into, whether it is well just now or not. */
export function firstAsked(
  engine: Pick<Engine, 'candidates'>,
  limits: AskedLimits,
): Target | undefined {
  return askedRungs(engine, limits).find(({ hasKey }) => hasKey)?.target;
}
