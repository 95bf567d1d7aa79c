/*
 * Why somebody in the chain was not asked for a request, as the router found it.
 * It is told to the journal, and to the person where nobody else was left.
 * A reason says nothing about when it ends; pauses and locks carry that themselves.
 */
import type { Target } from './target.ts';

export type SkipReason =
  | 'not-armed'
  | 'off'
  | 'needs-key'
  | 'tier'
  | 'not-local'
  | 'not-picked'
  | 'open'
  | 'paused'
  /** A limit of rate is used up. */
  | 'rate'
  /** Little is left of one, and somebody else has more. */
  | 'headroom'
  | 'locked'
  | 'tried'
  /** Too small a window, no eye for images, no use of tools, too simple for what was asked. */
  | 'context'
  | 'vision'
  | 'tools'
  | 'class';

export type PassedOver = { readonly target: Target; readonly reason: SkipReason };
