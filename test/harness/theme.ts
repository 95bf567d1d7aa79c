// The four looks in which every screen is judged, and switching between them.
// The switch is a change of settings in the running workbench; it needs no reload.

import type { Page } from 'playwright-core';
import { changeSettings } from './liveSettings.ts';
import type { Sandbox, Settings } from './sandbox.ts';

export const themes = {
  light: { name: 'Light Modern', cssClass: 'vs' },
  dark: { name: 'Dark Modern', cssClass: 'vs-dark' },
  'high-contrast': { name: 'Default High Contrast', cssClass: 'hc-black' },
  'high-contrast-light': { name: 'Default High Contrast Light', cssClass: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

/** For `makeSandbox({ settings })`: starts in this look. */
export function themeSettings(theme: Theme): Settings {
  return {
    'workbench.colorTheme': themes[theme].name,
    // Otherwise the look of the operating system wins.
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
  };
}
