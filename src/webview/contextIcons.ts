/*
 * The icon of each sort of thing that can be attached.
 * The name always stands beside it: no icon is the only sign of anything.
 * States (a chip that cannot be sent, problems) take their colour where they are drawn.
 */
import type { ChipView } from '../protocol/index.ts';

export const CONTEXT_ICONS: Readonly<Record<ChipView['icon'], string>> = {
  file: 'file-code',
  folder: 'folder',
  symbol: 'symbol-method',
  selection: 'file-code',
  editors: 'files',
  problems: 'warning',
  diff: 'git-compare',
};
