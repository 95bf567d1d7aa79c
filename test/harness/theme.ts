// The four looks in which every screen is judged, as settings for the start of a workbench.

import type { Settings } from './sandbox.ts';

const themes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

export type Theme = keyof typeof themes;

/** For `makeSandbox({ settings })`: starts in this look. */
export function themeSettings(theme: Theme): Settings {
  return {
    'workbench.colorTheme': themes[theme],
    // Otherwise the look of the operating system wins.
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
}
