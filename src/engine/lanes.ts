/*
 * What the lanes mean to each other. Premium: somebody sits and waits. Best effort: it may stand
 * back, and is shed first. A probe is neither: it has a place of its own.
 * What follows from it for limits and queues is decided where those are kept.
 */
import type { Lane } from '../core/index.ts';

/** Lanes in which nobody sits and waits for the very answer. */
export function isBestEffort(lane: Lane): boolean {
  return lane === 'background' || lane === 'external';
}

/** Ranks behind those who sit and wait. Behind an external caller there may be somebody. */
export function ranksBehind(lane: Lane): number {
  if (lane === 'background') return 2;
  return lane === 'external' ? 1 : 0;
}
