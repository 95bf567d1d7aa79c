/*
 * The looks a journey is gone through: one in `npm test`, all of them when pictures are wanted
 * (`SHOTS=all`), so that every state can be opened and judged in light, dark and both high-contrast themes.
 */
import type { Theme } from '../harness/theme.ts';

const allLooks: readonly Theme[] = ['light', 'dark', 'high-contrast', 'high-contrast-light'];

export const looks: readonly Theme[] = process.env['SHOTS'] === 'all' ? allLooks : ['dark'];
