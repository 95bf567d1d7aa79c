/*
 * The looks a journey is gone through: one in `npm test`, all of them when pictures are wanted
 * (`SHOTS=all`), so that every state can be opened and judged in light, dark and high contrast.
 */
import type { Theme } from '../harness/theme.ts';

export const looks: readonly Theme[] =
  process.env['SHOTS'] === 'all' ? ['light', 'dark', 'high-contrast'] : ['dark'];
